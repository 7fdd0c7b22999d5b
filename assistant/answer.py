"""The way of a question: understand, retrieve, calculate, compose, guard; then a model may phrase it. Start here."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.awards import try_awards
from assistant.choose import choose
from assistant.cite import citation
from assistant.clock import Stopped
from assistant.compose import compose
from assistant.events import Event, Final, Provisional, Sentence
from assistant.guard import guard
from assistant.retrieve import retrieve, search
from assistant.thresholds import IN_USE, Thresholds
from assistant.types import Answer, Citation
from assistant.understand import LONGEST_QUESTION, Turn, earlier_questions, understand
from index.clauses import corpus_clauses
from index.units import units

if TYPE_CHECKING:
    from assistant.calculator import Facts
    from assistant.chat import Chat
    from index.search import Index


# Figures of our own sentences: how long a question may be.
_OWN_FIGURES = (str(LONGEST_QUESTION),)


class Assistant:
    """Answers questions from one index; safe to share between threads."""

    def __init__(self, index: Index, *, chat: Chat | None = None, thresholds: Thresholds = IN_USE) -> None:
        self.index = index
        self._chat = chat
        self._thresholds = thresholds

    def with_thresholds(self, thresholds: Thresholds) -> Assistant:
        """The same index asked with other thresholds of answering."""
        return Assistant(self.index, chat=self._chat, thresholds=thresholds)

    def ask(self, question: str, *, history: Sequence[Turn] = (), on: date | None = None) -> Answer:
        """The cited answer to a question as of a day, today unless given; it never raises for any text."""
        return next(event.answer for event in self.stream(question, history=history, on=on) if isinstance(event, Final))

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        on: date | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """The answer as it comes about: Provisional at once, Sentences if a model writes them, in the end Final.

        Setting ``stop``, from any thread, ends it soon and without a Final.
        """
        as_of = on or date.today()  # noqa: DTZ011 - the day on the caller's own calendar
        first = self._from_documents(question, history=history, on=as_of)
        yield Provisional(first)
        if self._chat is None:
            if stop is None or not stop.is_set():
                yield Final(first)
            return
        try:
            yield from self._with_model(self._chat, first, history=history, stop=stop)
        except Stopped:
            return

    def _from_documents(
        self, question: str, *, history: Sequence[Turn] = (), on: date, facts: Facts | None = None
    ) -> Answer:
        """The answer in the documents' words and ours, without a model."""
        clock = _Clock()
        with clock.step("understand"):
            query = replace(understand(question, history=history), facts=facts or {})
        with clock.step("retrieve"):
            choice = choose(query, retrieve(query, self.index), thresholds=self._thresholds)
        with clock.step("calculate"):
            trial = try_awards(query, choice, on=on)
        with clock.step("compose"):
            draft = compose(query, trial, on=on)
        with clock.step("guard"):
            safe = guard(draft, known=_OWN_FIGURES)
        return replace(safe, id=_answer_id(query.question, on), elapsed_ms=clock.total, timings_ms=dict(clock.steps))

    def _with_model(
        self, chat: Chat, first: Answer, *, history: Sequence[Turn], stop: threading.Event | None
    ) -> Iterator[Event]:
        """The answer understood better and phrased by a model, in one span of time; it never says less than before."""
        from assistant.generate import generate
        from assistant.reconsider import reconsider

        clock, begun = chat.clock(stop=stop), time.perf_counter()
        earlier = earlier_questions(history)
        better = reconsider(chat, first, earlier=earlier, again=self._from_documents, clock=clock)
        if better is not first:
            yield Provisional(better)
        for event in generate(chat, better, earlier=earlier, search=self.search, clock=clock):
            yield event if isinstance(event, Sentence) else Final(_timed(event.answer, time.perf_counter() - begun))

    def model_health(self) -> Mapping[str, Any]:
        """``ok``, the ``engine`` that phrases answers, and ``why`` it is not well."""
        return self._chat.health() if self._chat else {"ok": True, "engine": "deterministic"}

    def search(
        self, words: str, *, k: int = 8, within: Sequence[str] | None = None, on: date | None = None
    ) -> list[tuple[Citation, float]]:
        """The clauses that fit search words, best first, with their scores: the hotline's look-up."""
        as_of = on or date.today()  # noqa: DTZ011 - the day on the caller's own calendar
        query = understand(words)
        places = tuple(within or query.places.documents) or None
        matches = search(query.text, self.index, k=k, within=places)
        texts = {unit.id: unit.text for m in matches for unit in units(corpus_clauses()[m.clause_id])}
        return [(citation(m.clause_id, quote=texts[m.unit_id], on=as_of), m.score) for m in matches]


@dataclass
class _Clock:
    """Milliseconds by step."""

    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.steps[name] = round((time.perf_counter() - start) * 1000, 2)

    @property
    def total(self) -> float:
        return round(sum(self.steps.values()), 2)


def _timed(answer: Answer, seconds: float) -> Answer:
    """The answer with the time that the model took added to its own."""
    took = round(seconds * 1000, 2)
    total = round(answer.elapsed_ms + took, 2)
    return replace(answer, elapsed_ms=total, timings_ms={**answer.timings_ms, "generate": took})


def _answer_id(question: str, as_of: date) -> str:
    """An id that the same question on the same day has again."""
    return "a-" + hashlib.sha256(f"{as_of.isoformat()} {question}".encode()).hexdigest()[:12]
