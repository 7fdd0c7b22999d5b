"""Right sentences made wrong in one thing, always in the same ways; what stays true is told with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from eval import mutate_figures as figures
from eval import mutate_words as words
from eval.remaining import remains_true
from eval.right import Made, Right

KINDS: Final[dict[str, Callable[[Right], Made]]] = {
    "digit changed": figures.digit,
    "unit changed": figures.unit,
    "rate changed": figures.rate,
    "wrong figure in another writing": figures.other_writing,
    "term changed": figures.term,
    "count or area changed": figures.count,
    "year or day changed": figures.day,
    "tier shifted": figures.tier,
    "place swapped": words.place,
    "citation moved": words.citation_moved,
    "clause label wrong": words.label,
    "document number wrong": words.document_number,
    "ceiling dropped": words.ceiling_dropped,
    "ceiling added": words.ceiling_added,
    "condition negated": words.negated,
    "per or period changed": words.per,
}
# What changes a figure, a place or a citation: of these next to none may pass.
HARD: Final = frozenset(list(KINDS)[:12])

_OF_FIGURES: Final = (*list(KINDS)[:9], "ceiling dropped")
_AMOUNTS: Final = ("digit changed", "wrong figure in another writing", "tier shifted")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A sentence made wrong; ``still_true`` is the reason for which it is not wrong after all, if there is one."""

    kind: str
    text: str
    original: Right
    still_true: str = ""


def _result(right: Right, text: str, kind: str) -> str:
    return figures.came_to(right, text) if kind in _AMOUNTS else ""


def mutations(right: Right) -> Iterator[Mutation]:
    """Every mutation of a sentence, each text once."""
    seen = {right.text}
    for kind, make in KINDS.items():
        for text, still_true in make(right):
            if text not in seen:
                seen.add(text)
                reason = still_true or _result(right, text, kind)
                reason = reason or (remains_true(right, text) if kind in _OF_FIGURES else "")
                yield Mutation(kind, text, right, reason)
