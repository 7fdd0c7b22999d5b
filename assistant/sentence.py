"""A question with its quantities and the words of inputs in it: what the reading of facts works on."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from assistant.calculator import InputType
from assistant.calculator.quantity import Kind, Quantity, find_quantities
from assistant.claims import BLANK, Manner, falls_short, money_manner, rate_manner, rent_manner
from assistant.mentions import Mention, find_mentions

_CLAUSE_BREAK: Final = re.compile(r"[，,。；;？?！!\n（）()：:]")
_MONEYED: Final = (Kind.MONEY, Kind.FOREIGN_MONEY, Kind.BARE)
_LISTED: Final = re.compile(r"、|和|与|及|或者?")
_COMES_TO: Final = re.compile(
    r"(?:的话|算|就|应该|应|那|大概|差不多|约|也|不|正好)*(?:是|等于|合|有|大概|约|差不多|就)"
)
_LISTED_AS: Final = {Manner.TIER: Manner.QUOTED, Manner.QUOTED: Manner.QUOTED, Manner.CLAIM: Manner.CLAIM}
_SMALL_WORDS: Final = re.compile(
    r"(?:是|为|有|了|约|大概|大约|达到?|到|刚好|刚|首次|首破|第一次|突破|破|过|只有|才|也|都|就|已经?|已达"
    r"|共|总共|[:： ]|合计|要|的)*"
)
# Words of money that is itself an award: beside them an amount may well be one that is hoped for.
_AWARDED: Final = frozenset(
    ("granted", "local_grant", "amount", "already_received", "project_already_received", "received_this_year")
) | frozenset(("city_received_this_year", "highest_tier_received", "other_same_level_amount", "local_finance_received"))
A_PRICE: Final = 1_000
"""Yuan: what is less is a price, by the square metre say, and no amount that an award is worked out of."""

APPROVED: Final = "(?:核定|审定|审计|批复)(?:下来|出来|通过|认定)?(?:的|了|是|为|有|只|认|就)*"
"""The words before a figure that say no more than that it was approved."""

_APPROVED: Final = re.compile(f"{APPROVED}(?=#)")
_NEAR_END: Final = 14  # characters behind a clause that may still say how its figure is put


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and how the sentence puts it.

    ``left`` and ``right`` are the rest of its clause with quantities blanked, ``said_before`` the left as said.
    """

    quantity: Quantity
    left: str
    right: str
    said_before: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question taken apart; ``blanked`` has the length of ``text`` and no quantities."""

    text: str
    blanked: str
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause around a position begins and ends."""
        return _clause(self.blanked, position)

    def free_mentions(self) -> Iterator[Mention]:
        """The mentions that are no part of a quantity."""
        for mention in self.mentions:
            if BLANK not in self.blanked[mention.start : mention.end]:
                yield mention


@functools.lru_cache(maxsize=256)
def take_apart(text: str) -> Sentence:
    """The question taken apart; the awards that are tried on one question share it."""
    quantities, mentions = find_quantities(text), find_mentions(text)
    blanked = _blanked(text, quantities)
    figures = list(_figures(text, blanked, quantities, _names(blanked, mentions)))
    return Sentence(text, blanked, tuple(_told_together(figures, blanked)), mentions)


def _blanked(text: str, quantities: tuple[Quantity, ...]) -> str:
    characters = list(text)
    for quantity in quantities:
        characters[quantity.start : quantity.end] = BLANK * (quantity.end - quantity.start)
    return "".join(characters)


def _clause(blanked: str, position: int) -> tuple[int, int]:
    breaks = _breaks(blanked)
    place = bisect.bisect_left(breaks, position)
    return breaks[place - 1] + 1 if place else 0, breaks[place] if place < len(breaks) else len(blanked)


@functools.lru_cache(maxsize=256)
def _breaks(blanked: str) -> tuple[int, ...]:
    """Where clauses end."""
    return tuple(match.start() for match in _CLAUSE_BREAK.finditer(blanked))


def _names(blanked: str, mentions: tuple[Mention, ...]) -> frozenset[int]:
    """Where words of amounts end, and the small words after them: the amount that stands there is named."""
    ends = {match.end() for match in _APPROVED.finditer(blanked)}
    for mention in mentions:
        if set(mention.keys(InputType.MONEY)) - _AWARDED:
            small = _SMALL_WORDS.match(blanked, mention.end)
            ends.add(small.end() if small else mention.end)
    return frozenset(ends)


def _figures(text: str, blanked: str, quantities: tuple[Quantity, ...], names: frozenset[int]) -> Iterator[Figure]:
    for quantity in quantities:
        start, end = _clause(blanked, quantity.start)[0], _clause(blanked, quantity.end)[1]
        left, right = blanked[start : quantity.start], blanked[quantity.end : end]
        behind = blanked[end : end + _NEAR_END]
        manner = _manner(quantity, left, right + _tag(behind), named=quantity.start in names)
        yield Figure(quantity, left, right, text[start : quantity.start], manner)


def _told_together(figures: list[Figure], blanked: str) -> list[Figure]:
    """1亿、5亿、10亿三档 quotes the rule, 300万、500万封顶 and 三成是240万 are claimed together."""
    for n in range(len(figures) - 1, 0, -1):
        before, figure = figures[n - 1], figures[n]
        manner = _shared(before, figure, blanked[before.quantity.end : figure.quantity.start])
        if manner is not None:
            figures[n - 1 : n + 1] = [replace(before, manner=manner), replace(figure, manner=manner)]
    return figures


def _shared(before: Figure, figure: Figure, between: str) -> Manner | None:
    """How two neighbours are put, when what stands between them says that they are put alike."""
    if _LISTED.fullmatch(between) and before.quantity.kind is figure.quantity.kind:
        return _LISTED_AS.get(figure.manner)
    rated = before.quantity.kind is Kind.RATE and figure.quantity.kind is Kind.MONEY
    return Manner.CLAIM if rated and _COMES_TO.fullmatch(between) else None


def _manner(quantity: Quantity, left: str, right: str, *, named: bool) -> Manner:
    if quantity.kind is Kind.MONEY and left.endswith(("按", "照")) and quantity.value.low < A_PRICE:
        return Manner.CLAIM  # 租金补贴能按30元算
    if quantity.kind in _MONEYED:
        return money_manner(left, right, named=named)
    if quantity.kind is Kind.RATE:
        return rate_manner(left, right)
    if quantity.kind is Kind.RENT:
        return rent_manner(left, right)
    return Manner.QUOTED if falls_short(left, right) else Manner.FACT


def _tag(behind: str) -> str:
    """A question tag that stands behind a comma: 奖5000万，对吧."""
    found = re.match(r"[，,]?(对吗|对吧|是吗|是吧|是不是|对不对|行不行|可以吗|有没有错|没错吧|[?？])", behind)
    return found[1] if found else ""
