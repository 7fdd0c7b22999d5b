"""Clauses as the small units that are searched: sentences, and the items between semicolons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.clauses import Clause

_STOPS = "。！？；;\n"
_OPENING, _CLOSING = "（(《“「", "）)》”」"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a clause's text, searched on its own and cited with its whole clause."""

    id: str
    clause_id: str
    text: str
    start: int
    end: int


def units(clause: Clause) -> tuple[Unit, ...]:
    """The clause's units in order; ``start`` and ``end`` are offsets into its text."""
    spans = [(a, b) for a, b in _spans(clause.text) if any(c.isalnum() for c in clause.text[a:b])]
    return tuple(
        Unit(f"{clause.id}~{number}", clause.id, clause.text[a:b], a, b) for number, (a, b) in enumerate(spans, start=1)
    )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that end at a stop outside brackets and quotation marks; blank ends are trimmed."""
    start, depth = 0, 0
    for at, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        if char == "\n":
            depth = 0
        if char in _STOPS and depth == 0:
            yield _trimmed(text, start, at + 1)
            start = at + 1
    if start < len(text):
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
