"""What was given as an answer, read from the answer object: all that the measures look at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assistant.types import Outcome, Status

MOST_CITATIONS = 6  # the contract shows six; nobody reads a seventh
MOST_CALCULATIONS = 3  # nor does a fourth guess at an amount count


@dataclass(frozen=True, slots=True)
class Sum:
    """A calculation that was shown: its outcome, its amount in yuan, and every number in it."""

    outcome: str
    amount_yuan: Decimal | None
    numbers: frozenset[Decimal]
    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as an outside reader sees it.

    ``status`` is empty where there was no answer at all; ``confidence`` is the score of the best
    clause that a search for the question finds, for the curve of refusals; ``work`` is what giving
    it took in fixed pieces of work, unknown of a recorded answer.
    """

    status: str = ""
    reason: str = ""
    text: str = ""
    citations: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    calculations: tuple[Sum, ...] = ()
    elapsed_ms: float | None = None
    rewritten: str | None = None
    confidence: float | None = field(default=None, compare=False)
    work: float | None = field(default=None, compare=False)

    @property
    def refused(self) -> bool:
        """Whether no answer was given."""
        return self.status == Status.REFUSED

    @property
    def amounts(self) -> frozenset[Decimal]:
        """The amounts in yuan that were given."""
        return frozenset(s.amount_yuan for s in self.calculations if s.amount_yuan is not None)


def read_given(answer: Mapping[str, Any]) -> Given:
    """The parts of an answer object that are measured; what it lacks stays empty."""
    citations = _list(answer, "citations")[:MOST_CITATIONS]
    elapsed = answer.get("elapsed_ms")
    return Given(
        status=str(answer.get("status") or ""),
        reason=str(answer.get("reason") or ""),
        text=str(answer.get("answer") or ""),
        citations=tuple(str(c.get("text") or c.get("quote") or "") for c in citations),
        labels=tuple(f"{c.get('document', '')} {c.get('label', '')}".strip() for c in citations),
        calculations=tuple(map(_sum, _list(answer, "calculations")[:MOST_CALCULATIONS])),
        elapsed_ms=None if elapsed is None else float(elapsed),
        rewritten=answer.get("rewritten"),
    )


def _sum(calculation: Mapping[str, Any]) -> Sum:
    amount = calculation.get("amount_yuan")
    return Sum(
        outcome=str(calculation.get("outcome") or Outcome.NEEDS_INPUT),
        amount_yuan=None if amount is None else _decimal(amount),
        numbers=frozenset(_numbers(calculation)),
        words=json.dumps(calculation, ensure_ascii=False, default=str),
    )


def _list(answer: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    return [row for row in answer.get(key) or () if isinstance(row, Mapping)]


def _numbers(value: Any) -> Iterator[Decimal]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float | Decimal):
        yield _decimal(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _numbers(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _numbers(inner)


def _decimal(value: float | Decimal) -> Decimal:
    """The number as it is printed: 0.1 is a tenth."""
    return Decimal(str(value))
