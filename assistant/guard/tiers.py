"""Whether a sentence ties the amounts of a scale to the thresholds or levels that its award ties them to."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from assistant.calculator.load import load_rules
from assistant.calculator.quantity import Kind
from assistant.calculator.schema import Level, Steps, Tiers, TopUp
from assistant.guard.frames import Frame
from assistant.guard.levels import cores, named, signed
from assistant.guard.told import Told, figures_told, readable
from assistant.guard.wording import Limit, Use

_ORDINAL: Final = re.compile(r"第\s*([一二三四五六1-6])\s*(?:档|级|等|梯)")
_PLACE: Final = {numeral: place for numerals in ("一二三四五六", "123456") for place, numeral in enumerate(numerals)}
# What stands behind an amount and says what it is for.
_BEHIND: Final = re.compile(
    r"\s*\([^()]*\)|\s*(?:after|once|when|upon|on|for|if|following)\b[^,;\d]*?(?=\band\b|[,;\d]|$)"
)
_THREE: Final = 3  # amounts, keys, amounts
_OWN_LEVEL: Final = re.compile("(?:深圳|广州)市级|光明区级|广东省级")  # whose award, not for what
_NONE: Final = 99  # no place in any scale


@dataclass(frozen=True, slots=True)
class Scale:
    """The amounts of an award in order, and what each is for: a threshold in yuan, or words."""

    amounts: tuple[Fraction, ...]
    thresholds: tuple[Fraction, ...]
    names: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A threshold, a level's name or an amount in a sentence, as its place in the scale."""

    start: int
    rank: int
    amount: Told | None


def mispaired(unit: str, said: Sequence[Told], frame: Frame, *, sentence: str = "") -> Iterator[tuple[Told, str]]:
    """The amounts of a stretch told for another threshold or level than their own, and what is theirs.

    Where the stretch names none, one that the whole sentence names counts for it.
    """
    scale = scale_of(frame.award.id) if frame.award else None
    if scale is None:
        return
    unit, sentence = (_OWN_LEVEL.sub(lambda m: "　" * len(m[0]), words) for words in (unit, sentence))
    keys = list(_keys(unit, said, scale)) or _elsewhere(sentence, scale)
    marks = sorted((*keys, *_amounts(said, scale)), key=lambda mark: mark.start)
    yield from _twice(said, scale)
    for rank, mark in _tied(marks):
        if rank != mark.rank and mark.amount:
            yield mark.amount, scale.shown[rank] if rank < len(scale.shown) else "、".join(scale.shown)


def _twice(said: Sequence[Told], scale: Scale) -> Iterator[tuple[Told, str]]:
    """Where as many amounts are told as the scale has, one that is told again in the place of another."""
    told = [mark for mark in _amounts(said, scale) if mark.amount]
    if len(told) == len(scale.amounts) == len(set(scale.amounts)):
        for n, mark in enumerate(told):
            if mark.amount and mark.rank in {other.rank for other in told[:n]}:
                yield mark.amount, "、".join(scale.shown)


def names_step(text: str, scale: Scale) -> bool:
    """Whether a readable text names a threshold or a level of the scale."""
    return any(True for _ in _keys(text, figures_told(text), scale))


def _elsewhere(sentence: str, scale: Scale) -> list[_Mark]:
    """The one threshold or level that the sentence names anywhere."""
    ranks = {mark.rank for mark in _keys(sentence, figures_told(sentence), scale)}
    ranks = ranks or {one.rank for one in signed(sentence, scale.names)}
    return [_Mark(-1, rank, None) for rank in ranks] if len(ranks) == 1 else []


@functools.cache
def scale_of(award_id: str) -> Scale | None:
    """The scale of an award; None when it has none."""
    award = load_rules().award(award_id)
    if isinstance(award, Tiers | TopUp):
        return Scale(
            tuple(tier.amount.value for tier in award.tiers),
            tuple(tier.reached.value for tier in award.tiers),
            (),
            tuple(f"{tier.reached.text}—{tier.amount.text}" for tier in award.tiers),
        )
    if isinstance(award, Level):
        shown = tuple(f"{level.name}—{level.amount.text}" for level in award.levels)
        names = cores([[readable(word) for word in (level.name, level.words) if word] for level in award.levels])
        return Scale(tuple(level.amount.value for level in award.levels), (), names, shown)
    if isinstance(award, Steps):
        return Scale(
            (award.first.amount.value, award.amount.value),
            (),
            (("首次达到", "首次", "第一次"), ("每增加", "再增加", "增加", "每多", "每增长", "每上升")),
            (award.quote, award.words),
        )
    return None


def _keys(unit: str, said: Sequence[Told], scale: Scale) -> Iterator[_Mark]:
    asked = [t for t in said if t.kind == Kind.MONEY and t.value in scale.thresholds and t.use is not Use.AWARD]
    # 达到10亿元但不足50亿元: the tier is the one that is reached, if any is.
    for told in [t for t in asked if t.limit is not Limit.BELOW] or asked:
        yield _Mark(told.start, scale.thresholds.index(told.value), None)
    for match in _ORDINAL.finditer(unit) if scale.thresholds else ():
        if _PLACE[match[1]] < len(scale.thresholds):
            yield _Mark(match.start(), _PLACE[match[1]], None)
    exact = [_Mark(one.start, one.rank, None) for one in named(unit, scale.names)]
    yield from exact
    yield from _in_other_words(unit, said, scale, [mark.start for mark in exact])


def _in_other_words(unit: str, said: Sequence[Told], scale: Scale, exact: Sequence[int]) -> Iterator[_Mark]:
    """The level that stands nearest before each amount, where none is named there as the document does."""
    start = 0
    for told in (told for told in said if told.kind == Kind.MONEY and told.use is not Use.THRESHOLD):
        behind = _BEHIND.match(unit, told.end)
        own = signed(behind[0], scale.names)[:1] if behind else ()
        if told.value in scale.amounts and not any(start <= at < told.start for at in exact):
            before = signed(unit[start : told.start], scale.names)
            several = len({one.rank for one in before}) == len(scale.names)  # all are named, then all amounts
            marks = own or (before if several else before[-1:])
            yield from (_Mark(told.start - 1, one.rank, None) for one in marks)
        start = behind.end() if behind and own else told.end


def _amounts(said: Sequence[Told], scale: Scale) -> Iterator[_Mark]:
    for told in said:
        if (
            told.kind == Kind.MONEY
            and told.value in scale.amounts
            and not (told.value in scale.thresholds and told.use is Use.THRESHOLD)
        ):
            yield _Mark(told.start, scale.amounts.index(told.value), told)


def _tied(marks: Sequence[_Mark]) -> Iterator[tuple[int, _Mark]]:
    """Each amount with the rank of the key that it is tied to, as the order of keys and amounts says."""
    runs = [list(run) for _, run in groupby(marks, key=lambda mark: mark.amount is None)]
    if runs and runs[0][0].amount is not None and len(runs) % 2 == 0:  # 500万元（国家级）、300万元（省级）
        pairs = [(runs[n + 1], runs[n]) for n in range(0, len(runs) - 1, 2)]
    else:
        first = int(bool(runs) and runs[0][0].amount is not None)
        pairs = [(runs[n], runs[n + 1]) for n in range(first, len(runs) - 1, 2)]
    if first_alone := runs[0] if len(runs) == _THREE and runs[0][0].amount is not None else []:
        yield from _before_colon(first_alone, runs[1])
    for keys, amounts in pairs:
        yield from _one_by_one([key.rank for key in keys], amounts)


def _before_colon(amounts: Sequence[_Mark], keys: Sequence[_Mark]) -> Iterator[tuple[int, _Mark]]:
    """An amount that a colon ties to the one key behind it: 而是300万元：首次达到100亿元的……."""
    ranks = {key.rank for key in keys}
    last = amounts[-1]
    if len(ranks) == 1 and last.amount and last.amount.right.lstrip().startswith(":"):
        yield ranks.pop(), last


def _one_by_one(keys: list[int], amounts: list[_Mark]) -> Iterator[tuple[int, _Mark]]:
    """Keys and amounts in their order; the nearest ones where one stands against several."""
    once = [rank for n, rank in enumerate(keys) if n == 0 or rank != keys[n - 1]]
    if len(amounts) == 1:
        yield keys[-1], amounts[0]
    elif len(once) == 1:
        yield once[0], amounts[0]
    elif len(keys) == len(amounts):
        yield from zip(keys, amounts, strict=True)
    elif len(once) == len(amounts):
        yield from zip(once, amounts, strict=True)
    else:
        yield _NONE, amounts[0]
