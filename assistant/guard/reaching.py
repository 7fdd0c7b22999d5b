"""Steps of a scale that are not reached, reached next, first or last: what may be told of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard.tiers import Scale
from assistant.guard.told import Told
from assistant.guard.wording import Limit, Use

_AFTERWARDS: Final = re.compile(r"达到后|之后|以后|后(?=才|可|能|再)|再|等到|一旦|才|时|reach|once|after|until")
_LATER: Final = re.compile(r"再|之后|以后|后续|日后|进一步|更高|next|then|later")
# 最低一档 5000万元: the figure behind is that of the step.
_END: Final = re.compile(
    r"(?:(最低|最小|起步|起始|第一|lowest|first)|(最高|最大|顶|末|最后|highest|top|last))的?一?(?:档|级|步|门槛|台阶|\s?tier|\s?step)"
    r"(?:的|是|为|即|[:(]|\s|\bof\b)*(?:rmb\s*)?"
)
_REACHED: Final = re.compile(r"\s*,?\s*(?:已经?|就|也|即|正好|恰好|刚好)*(?:达到|超过|满足|够得?上|高于)了?\D{0,8}")
_TOPPED_UP: Final = re.compile(r"(?:补足|补齐|补差|差额)")


def unreached(
    unit: str, offset: int, said: Sequence[Told], scale: Scale, *, own: Sequence[Told] = ()
) -> Iterator[tuple[Told, str]]:
    """The amounts promised below their step, steps that are not the next one, steps reached later that are lower.

    ``offset`` is where the stretch begins in the text that the figures' places count from.
    """
    steps = [told for told in said if _is_step(told, scale)]
    for number, told in enumerate(steps):
        rank = scale.thresholds.index(told.value)
        before = [scale.thresholds.index(one.value) for one in steps[:number] if one.limit is not Limit.BELOW]
        if told.limit is Limit.BELOW:
            reached = [*before, *_reached_by(own, scale)]
            if reached and max(reached) + 1 < rank:
                yield told, scale.shown[max(reached) + 1]
            yield from _promised_below(unit, offset, told, said, scale)
        elif (
            before and rank <= max(before) and _LATER.search(unit[steps[number - 1].end - offset : told.start - offset])
        ):
            yield told, "、".join(scale.shown[max(before) + 1 :])


def misplaced_ends(unit: str, offset: int, said: Sequence[Told], scale: Scale) -> Iterator[tuple[Told, str]]:
    """What is told as the lowest step and is not the first, or as the highest and is not the last."""
    for match in _END.finditer(unit):
        told = next((told for told in said if told.start - offset == match.end()), None)
        values = [several for several in (scale.thresholds, scale.amounts) if told and told.value in several]
        if told and values and not any(told.value == several[0 if match[1] else -1] for several in values):
            yield told, scale.shown[0 if match[1] else -1]


def overreached(unit: str, offset: int, said: Sequence[Told], scale: Scale) -> Iterator[tuple[Told, str]]:
    """A step told as reached by a lesser amount right before it: 4980万元，达到最低一档5000万元."""
    for own, told in itertools.pairwise(said):
        between = unit[own.end - offset : told.start - offset]
        has = own.kind == told.kind and own.use is not Use.AWARD and own.value not in scale.thresholds
        if has and own.value < told.value and _is_step(told, scale) and not told.denied and _REACHED.fullmatch(between):
            yield told, own.text


def _promised_below(
    unit: str, offset: int, step: Told, said: Sequence[Told], scale: Scale
) -> Iterator[tuple[Told, str]]:
    """What is given behind a step that is not reached, before another step is named."""
    rank = scale.thresholds.index(step.value)
    behind = [told for told in said if told.start > step.start]
    end = next((told.start for told in behind if _is_step(told, scale)), offset + len(unit))
    for told in behind:
        between = unit[step.end - offset : told.start - offset]
        given = told.kind == Kind.MONEY and told.use is not Use.THRESHOLD and told.value in scale.amounts
        promised = told.start < end and given and not told.denied and not _AFTERWARDS.search(between)
        if promised and scale.amounts.index(told.value) >= rank:
            yield told, scale.shown[rank]
    if _TOPPED_UP.search(unit[step.end - offset : end - offset]):
        yield step, scale.shown[rank]


def _reached_by(own: Sequence[Told], scale: Scale) -> Iterator[int]:
    """The step that the caller's one amount reaches; the one before the first when it reaches none."""
    amounts = [told.value for told in own if told.kind == Kind.MONEY]
    if len(amounts) == 1:
        yield sum(step <= amounts[0] for step in scale.thresholds) - 1


def _is_step(told: Told, scale: Scale) -> bool:
    return told.kind == Kind.MONEY and told.value in scale.thresholds and told.use is not Use.AWARD
