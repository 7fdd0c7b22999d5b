"""A question with its quantities and the words of inputs in it: what the reading of facts works on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from assistant.calculator.quantity import Kind, Quantity, find_quantities
from assistant.claims import BLANK, Manner, money_manner, rate_manner
from assistant.mentions import Mention, find_mentions

_CLAUSE_BREAK: Final = re.compile(r"[，,。；;？?！!\n（）()：:]")
_MONEYED: Final = (Kind.MONEY, Kind.FOREIGN_MONEY, Kind.BARE)
_LISTED: Final = re.compile(r"、|和|与|及|或者?")
_NEAR_END: Final = 14  # characters behind a clause that may still say how its figure is put


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and how the sentence puts it; ``left`` and ``right`` are the rest of its clause, quantities blanked."""

    quantity: Quantity
    left: str
    right: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question taken apart; ``blanked`` has the length of ``text`` and no quantities."""

    text: str
    blanked: str
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]

    @classmethod
    def of(cls, text: str) -> Sentence:
        """The question taken apart."""
        quantities = find_quantities(text)
        blanked = _blanked(text, quantities)
        figures = _without_lists_of_tiers(list(_figures(blanked, quantities)), blanked)
        return cls(text, blanked, figures, find_mentions(text))

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause around a position begins and ends."""
        return _clause(self.blanked, position)

    def free_mentions(self) -> Iterator[Mention]:
        """The mentions that are no part of a quantity."""
        for mention in self.mentions:
            if BLANK not in self.blanked[mention.start : mention.end]:
                yield mention


def _blanked(text: str, quantities: tuple[Quantity, ...]) -> str:
    characters = list(text)
    for quantity in quantities:
        characters[quantity.start : quantity.end] = BLANK * (quantity.end - quantity.start)
    return "".join(characters)


def _clause(blanked: str, position: int) -> tuple[int, int]:
    breaks = [match.start() for match in _CLAUSE_BREAK.finditer(blanked)]
    start = max((place + 1 for place in breaks if place < position), default=0)
    end = min((place for place in breaks if place >= position), default=len(blanked))
    return start, end


def _figures(blanked: str, quantities: tuple[Quantity, ...]) -> Iterator[Figure]:
    for quantity in quantities:
        start, end = _clause(blanked, quantity.start)[0], _clause(blanked, quantity.end)[1]
        left, right = blanked[start : quantity.start], blanked[quantity.end : end]
        yield Figure(quantity, left, right, _manner(quantity, left, right, blanked[end : end + _NEAR_END]))


def _without_lists_of_tiers(figures: list[Figure], blanked: str) -> tuple[Figure, ...]:
    """1亿、5亿、10亿三档 quotes the rule: none of them is the caller's."""
    for n in range(len(figures) - 1, 0, -1):
        before, figure = figures[n - 1], figures[n]
        listed = _LISTED.fullmatch(blanked, before.quantity.end, figure.quantity.start)
        if listed and figure.manner in (Manner.TIER, Manner.CLAIM) and before.manner is not Manner.CLAIM:
            figures[n - 1 : n + 1] = [replace(before, manner=Manner.CLAIM), replace(figure, manner=Manner.CLAIM)]
    return tuple(figures)


def _manner(quantity: Quantity, left: str, right: str, behind: str) -> Manner:
    if quantity.kind in _MONEYED:
        return money_manner(left, right + _tag(behind))
    return rate_manner(left, right) if quantity.kind is Kind.RATE else Manner.FACT


def _tag(behind: str) -> str:
    """A question tag that stands behind a comma: 奖5000万，对吧."""
    found = re.match(r"[，,]?(对吗|对吧|是吗|是吧|是不是|对不对|行不行|可以吗|有没有错|没错吧|[?？])", behind)
    return found[1] if found else ""
