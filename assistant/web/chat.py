"""The conversation: asking, what comes before the whole answer, stopping, and the bubbles. No Gradio in here."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from assistant.errors import AssistantError
from assistant.privacy import mask
from assistant.web.markup import escape, lines, prose
from assistant.web.panel import Turn
from assistant.web.words import Words, words
from index.errors import IndexFailure

_QUICK: Final = 0.25
"""Seconds within which an answer comes without a word about waiting: nothing is to flicker."""

_AT_ONCE: Final = 0.05
"""Seconds within which what follows counts as there already: only that is shown."""

_KEPT: Final = 30
"""How many turns of a conversation are kept on the page and used for follow-ups."""

Event = Mapping[str, Any]
Keep = Callable[[Mapping[str, Any], str], tuple[str, str]]
"""Keeps an answer in a conversation: the ids of the conversation and of the kept answer."""


class Stream(Protocol):
    """What answers the page's questions, in the events of the contract."""

    def __call__(
        self, question: str, *, history: Sequence[str], stop: threading.Event | None = None
    ) -> Iterator[Event]:
        """The events of the answer to a question that follows these earlier questions."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it stands; ``pending`` is a question that waits for its answer."""

    turns: tuple[Turn, ...] = ()
    pending: str | None = None
    count: int = 0
    conversation: str = ""


async def say(stream: Stream, question: str, talk: Talk, *, keep: Keep | None = None) -> AsyncIterator[Talk]:
    """The conversation as the answer comes about: waiting, if it waits for long; then each state of the answer.

    Whoever gives this up half-way gives the answer up too.
    """
    stop = threading.Event()
    events = _Events(lambda: stream(question, history=[turn.question for turn in talk.turns], stop=stop))
    # Whatever is shown, kept or asked on is without personal data; what understands the question masks it itself.
    question = mask(question)
    now = replace(talk, pending=question)
    try:
        if not await events.within(_QUICK):
            yield now
        given: Mapping[str, Any] = {}
        async for event in events:
            given = _grown(given, event)
            if event["event"] == "final":
                break
            if not await events.within(_AT_ONCE):
                yield _with(talk, question, given, growing=True)
        conversation, record = await asyncio.to_thread(keep, given, talk.conversation) if keep else ("", "")
        yield _with(talk, question, given, conversation=conversation, record=record)
    except (AssistantError, IndexFailure) as error:
        yield _with(talk, question, {"answer": str(error)})
    except Exception:
        logging.getLogger(__name__).exception("a question could not be answered")
        yield _with(talk, question, {"answer": words()["error"]})
    finally:
        stop.set()


def hasty(talk: Talk, question: str, said: str) -> Talk:
    """The conversation with a question that came too soon after others, and what is said to it."""
    return _with(talk, mask(question), {"answer": said})


class _Events:
    """The events of a stream that another thread reads; of those that are there at once only the last is told."""

    def __init__(self, start: Callable[[], Iterator[Event]]) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self._waiting: list[Event | Exception | None] = []
        threading.Thread(target=self._read, args=(start,), name="answer", daemon=True).start()

    async def within(self, seconds: float) -> bool:
        """Whether there is something to tell after at most so many seconds."""
        if self._waiting:
            return True
        try:
            self._waiting.append(await asyncio.wait_for(self._queue.get(), seconds))
        except TimeoutError:
            return False
        return True

    async def __aiter__(self) -> AsyncIterator[Event]:
        while True:
            event = self._waiting.pop(0) if self._waiting else await self._queue.get()
            if isinstance(event, Exception):
                raise event
            if event is None:
                return
            yield event

    def _read(self, start: Callable[[], Iterator[Event]]) -> None:
        try:
            for event in start():
                self._tell(event)
            self._tell(None)
        except Exception as error:  # told where the answer is waited for
            self._tell(error)

    def _tell(self, event: Event | Exception | None) -> None:
        # A loop that has ended waits for nothing any more.
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._queue.put_nowait, event)


def _grown(given: Mapping[str, Any], event: Event) -> Mapping[str, Any]:
    """The answer after an event: a whole one takes its place, a sentence is added below."""
    if "answer" in event:
        whole: Mapping[str, Any] = event["answer"]
        return whole
    return {**given, "answer": f"{given.get('answer', '')}{event['text']}"}


def stopped(talk: Talk) -> Talk:
    """The conversation after its pending question was given up; what was told of an answer stays."""
    if talk.pending is None:
        turns = talk.turns
        return replace(talk, turns=(*turns[:-1], replace(turns[-1], growing=False))) if turns else talk
    return _with(talk, talk.pending, {"answer": words()["stopped"]})


def opened(turns: Sequence[Turn], conversation: str) -> Talk:
    """A conversation that is opened again."""
    return Talk(tuple(turns), None, len(turns), conversation if turns else "")


def _with(
    talk: Talk,
    question: str,
    answer: Mapping[str, Any],
    *,
    growing: bool = False,
    conversation: str = "",
    record: str = "",
) -> Talk:
    turn = Turn(f"t{talk.count + 1}", question, answer, record=record, growing=growing)
    return Talk((*talk.turns, turn)[-_KEPT:], None, talk.count + 1, conversation or talk.conversation)


def waits(talk: Talk) -> bool:
    """Whether an answer is still on its way."""
    return talk.pending is not None or bool(talk.turns and talk.turns[-1].growing)


def bubbles(talk: Talk) -> list[dict[str, str]]:
    """The conversation as chat messages, each one line of safe HTML."""
    shown = []
    for turn in talk.turns:
        shown += [_message("user", asked(turn.question)), _message("assistant", reply(turn))]
    if talk.pending is not None:
        waiting = f'<div class="pa-reply pa-pending">{escape(words()["pending"])}</div>'
        shown += [_message("user", asked(talk.pending)), _message("assistant", waiting)]
    return shown


def asked(question: str) -> str:
    """A question as the user wrote it."""
    return f'<div class="pa-question">{lines(question)}</div>'


def reply(turn: Turn) -> str:
    """An answer with its marks, and what became of the question when it was not answered."""
    answer, said = turn.answer, turn.words
    body = prose(str(answer.get("answer", "")), key=turn.key, citations=len(answer.get("citations", ())))
    return (
        f'<div class="pa-reply" id="pa-{turn.key}-reply">{status_line(answer, said)}{understood_line(answer, said)}'
        f'<div class="pa-body">{body}</div>{_growing(said) if turn.growing else _tools(turn)}</div>'
    )


def _message(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def status_line(answer: Mapping[str, Any], said: Words) -> str:
    """What became of a question that was not simply answered."""
    status = str(answer.get("status", "failed"))
    if status == "answered":
        return ""
    label = said.get(f"reason_{answer.get('reason')}") or said.get(status, said["failed"])
    return f'<p class="pa-status pa-{escape(status)}">{escape(label)}</p>'


def understood_line(answer: Mapping[str, Any], said: Words) -> str:
    """The question as it was understood, where that is more than was typed."""
    rewritten = answer.get("rewritten")
    return f'<p class="pa-understood">{said["understood"]}{lines(rewritten)}</p>' if rewritten else ""


def _growing(said: Words) -> str:
    return f'<p class="pa-pending">{said["growing"]}</p>'


def _tools(turn: Turn) -> str:
    """The row under an answer; the page's scripts copy, jump and send what is thought of it.

    What they need to know stands in the panel: of a bubble, Gradio keeps ids and classes only.
    """
    if "status" not in turn.answer:
        return ""
    said = turn.words
    copies = "".join(
        f'<button type="button" class="pa-copy pa-copy-{what}">{said[label]}</button>'
        for what, label in (("text", "copy_reply"), ("markdown", "copy_markdown"))
    )
    see = f'<a class="pa-see" href="#pa-{turn.key}">{said["to_evidence"]}</a>'
    return f'<div class="pa-tools">{copies}{_thoughts(turn)}{see}</div>'


def _thoughts(turn: Turn) -> str:
    """Useful or not, and why not; only for an answer that is kept."""
    if not turn.record:
        return ""
    said = turn.words
    reasons = "".join(f'<button type="button" class="pa-why">{said[f"why_{n}"]}</button>' for n in range(1, 5))
    return (
        f'<span class="pa-thoughts"><button type="button" class="pa-useful" aria-pressed="false">{said["useful"]}'
        f'</button><button type="button" class="pa-useless" aria-pressed="false">{said["useless"]}</button>'
        f'<span class="pa-whys">{reasons}<input type="text" class="pa-why-words" maxlength="300" '
        f'placeholder="{said["why_words"]}" aria-label="{said["why_words"]}"><button type="button" '
        f'class="pa-why-send">{said["send"]}</button></span><span class="pa-thanks" role="status"></span></span>'
    )
