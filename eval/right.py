"""Sentences that are right, each with the sources that bear it out: what the guard must let through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from assistant.attempt import attempt_at
from assistant.calculator import calculate, load_rules, read_facts
from assistant.cite import MARK, citation, marks
from assistant.guard import Sources, sentences, sources_of
from assistant.types import Answer, Calculation, Citation, Outcome, Reason, Status
from assistant.understand import understand
from eval.dataset import FOLDER, read_set
from index.clauses import corpus_clauses
from index.yamlfile import read_yaml

FILE: Final = Path(__file__).parent / "sentences.yaml"
# Whose answers lend their sentences, and each how many-eth question.
SETS: Final = (("questions.dev", 2), ("calc.dev", 2), ("questions.own", 6), ("calc.own", 6))
_SETTLED: Final = (Outcome.AMOUNT, Outcome.NOT_ELIGIBLE)
HELD_OUT: Final = 3  # every third sentence of our own answers


class Answers(Protocol):
    """What is needed of an assistant."""

    def ask(self, question: str, *, history: Sequence[str | Mapping[str, str]] = (), on: date | None = None) -> Answer:
        """The answer to a question as of a day."""


@dataclass(frozen=True, slots=True)
class Right:
    """A right sentence and its sources; ``written`` tells those of a model's manner from our own answers'."""

    text: str
    sources: Sources
    written: bool
    held_out: bool

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The clauses that the sentence cites, each once."""
        return tuple(self.sources.citations[n - 1] for n in dict.fromkeys(marks(self.text)))


Made = Iterator[tuple[str, str]]
"""Wrong sentences, each with the reason for which it is true all the same, or nothing."""


def written(*, on: date, path: Path = FILE) -> tuple[Right, ...]:
    """The sentences written as a good chat model writes them."""
    rows = read_yaml(path)
    return tuple(
        Right(row["text"], sources_of_row(row, on), written=True, held_out=held_out)
        for part, held_out in (("sentences", False), ("held_out", True))
        for row in rows[part]
        if "faulty" not in row
    )


def answered(assistant: Answers, *, on: date) -> tuple[Right, ...]:
    """The marked sentences of our own answers to the question sets, each once."""
    found: dict[str, Sources] = {}
    for name, step in SETS:
        for case in read_set(FOLDER / f"{name}.jsonl").cases[::step]:
            answer = assistant.ask(case.question, history=case.history, on=on)
            for text in sentences(answer.answer):
                if marks(text) and text.strip() not in found:
                    found[text.strip()] = sources_of(answer)
    return tuple(
        Right(text, sources, written=False, held_out=number % HELD_OUT == 0)
        for number, (text, sources) in enumerate(found.items(), start=1)
    )


def with_others(right: Right, *, on: date) -> Right:
    """The sentence with further clauses behind its own, to which a citation may be moved."""
    cited = {c.clause_id for c in right.sources.citations}
    others = tuple(citation(clause_id, on=on) for clause_id in _others(cited))
    return replace(right, sources=replace(right.sources, citations=(*right.sources.citations, *others)))


def put(text: str, match: re.Match[str], new: str) -> str:
    """The text with other words in the place of those found."""
    return text[: match.start()] + new + text[match.end() :]


def unmarked(text: str) -> str:
    """The sentence without its citation marks."""
    return MARK.sub("", text)


def sources_of_row(row: Mapping[str, Any], on: date) -> Sources:
    """The sources of a row of a file of sentences: the clauses it cites, and what is worked out."""
    plain = Answer("", row.get("question", ""), Status.ANSWERED, Reason.OK, "", "", on)
    cited = tuple(citation(clause_id, on=on) for clause_id in row["cites"])
    return sources_of(replace(plain, citations=cited, calculations=_calculations(row, on)))


def _calculations(row: Mapping[str, Any], on: date) -> tuple[Calculation, ...]:
    """What is worked out for a row: its own award, else what the facts of its question come to in its clauses."""
    if "award" in row:
        return (calculate(load_rules().award(row["award"]), read_facts(row["facts"]), on=on),)
    if "question" not in row:
        return ()
    query = understand(row["question"])
    awards = [award for clause_id in row["cites"] for award in load_rules().of_clause(clause_id)]
    tried = [attempt_at(query, award, on).calculation for award in awards]
    return tuple(calculation for calculation in tried if calculation.outcome in _SETTLED)


def _others(cited: Iterable[str]) -> Iterator[str]:
    """Clauses with awards: the next two of the first document cited, and the first fitting one of each other."""
    mine = next(iter(sorted(cited)), "")
    held = tuple(dict.fromkeys(award.clause_id for award in load_rules().awards if award.caps or award.kind == "tiers"))
    document_id = mine.partition("#")[0]
    same = [clause_id for clause_id in held if clause_id.startswith(f"{document_id}#") and clause_id not in cited]
    after = [clause_id for clause_id in same if clause_id > mine] or same
    yield from after[:2]
    for other in ("shenzhen", "guangzhou", "guangming", "guangdong"):
        if other != document_id:
            far = [clause_id for clause_id in held if clause_id.startswith(f"{other}#") and clause_id not in cited]
            yield from [
                clause_id for clause_id in far[len(mine) % max(len(far), 1) :][:1] if clause_id in corpus_clauses()
            ]
