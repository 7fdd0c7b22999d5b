"""Clauses as the small units that are searched: sentences, and the items between semicolons."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.clauses import Clause, corpus_clauses

_STOPS = "。！？；;\n"
_REMEMBERED = 16_384  # clauses of which it is known which units are headings
_LONGEST_MARKER = 8  # （二十一） and a full stop
# （牵头单位：…） behind a sentence belongs to it.
_IN_CHARGE = re.compile(r"\s*[（(][^（）()\n]*(?:单位|负责|牵头)[^（）()\n]*[）)]")
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


def heads(unit_id: str) -> bool:
    """Whether a unit of the corpus, by its id, is a title or a line of a title block, not a sentence."""
    clause_id, _, number = unit_id.rpartition("~")
    # A title is its clause's first words: most need not be looked up.
    return (number == "1" or clause_id.endswith("#0")) and unit_id in _headings_of(clause_id)


@functools.lru_cache(maxsize=_REMEMBERED)
def _headings_of(clause_id: str) -> frozenset[str]:
    clause = corpus_clauses()[clause_id]
    return frozenset(unit.id for unit in units(clause) if is_heading(unit, clause))


def is_heading(unit: Unit, clause: Clause) -> bool:
    """Whether a unit is its clause's title, or a line before the first sentence of a document."""
    title = bool(clause.title) and unit.text.rstrip("。").endswith(clause.title)
    if title:
        return len(unit.text) <= len(clause.title) + _LONGEST_MARKER
    return clause.id.endswith("#0") and unit.text[-1] not in _STOPS


def joined(chosen: Sequence[Unit]) -> str:
    """Units of one clause in text order as one quotation, …… where something is left out between them."""
    parts: list[str] = []
    for before, unit in zip([None, *chosen], chosen, strict=False):
        left_out = before is not None and unit.start - before.end > 1
        parts += ["……" if left_out else "", unit.text]
    return "".join(parts)


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
        if at >= start and char in _STOPS and depth == 0:
            end = _with_department(text, at + 1)
            yield _trimmed(text, start, end)
            start = end
    if start < len(text):
        yield _trimmed(text, start, len(text))


def _with_department(text: str, end: int) -> int:
    """Where a sentence ends when who is in charge of it stands behind it in brackets."""
    found = _IN_CHARGE.match(text, end)
    return found.end() if found else end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
