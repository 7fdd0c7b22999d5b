"""What the sentences of a chat model may say: the clauses of the deterministic answer, and its calculations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.types import Answer, Calculation, Citation


@dataclass(frozen=True, slots=True)
class Sources:
    """The clauses that marks stand for, in order, with what was asked and worked out."""

    citations: tuple[Citation, ...]
    related: tuple[Citation, ...]
    calculations: tuple[Calculation, ...]
    question: str
    rewritten: str
    as_of: date


def sources_of(answer: Answer) -> Sources:
    """The sources of an answer: what a sentence about the same question may rest on."""
    return Sources(
        citations=answer.citations,
        related=answer.related,
        calculations=answer.calculations,
        question=answer.question,
        rewritten=answer.rewritten or "",
        as_of=answer.as_of,
    )
