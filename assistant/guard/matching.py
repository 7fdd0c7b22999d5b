"""One figure of a sentence against one figure of a source: are they told alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard.frames import Frame
from assistant.guard.tiers import scale_of
from assistant.guard.told import RATIO, Told, figures_told
from assistant.guard.violation import Violation, ViolationKind
from assistant.guard.wording import (
    Limit,
    Use,
    Whose,
    is_by_month,
    is_denied,
    is_lacking,
    is_monthly,
    speaks_of_years,
    without_denials,
)

_SHARES: Final = frozenset((Kind.RATE.value, RATIO))
_LIMIT_NAMES: Final = {Limit.EXACT: "{}（定额）", Limit.UPPER: "最高{}", Limit.LOWER: "{}以上", Limit.BELOW: "不足{}"}
_CERTIFICATES: Final = re.compile("cmmi|csmm|dcmm|itss")
# 企业累计上限 names whose ceiling it is, without 每家.
_NAMED_AS: Final = {Whose.ENTERPRISE: "企业", Whose.PROJECT: "项目", Whose.CITY: "地市"}
_RANGE: Final = re.compile("到|至|-|—|~")
_STEPS: Final = 3
_MEASURED: Final = (Kind.AREA.value, Kind.GRADE.value, Kind.COUNT.value)


@dataclass(frozen=True, slots=True)
class Setting:
    """What else a sentence says around a figure: the stretch between two stops, and all of it."""

    unit: str
    sentence: str
    refused: bool = False  # a calculation says that the award is not to be had
    own: tuple[Told, ...] = ()  # the caller's figures


def kinds_like(told: Told) -> frozenset[str]:
    """The kinds that the figure of a source may have."""
    return _SHARES if told.kind in _SHARES else frozenset((told.kind,))


def faults(said: Told, held: Told, frame: Frame, setting: Setting) -> Iterator[Violation]:
    """What the sentence tells of the figure otherwise than the source does."""
    if Use.UNTOLD not in (said.use, held.use) and said.use is not held.use and said.kind == Kind.MONEY:
        yield Violation(ViolationKind.TIER, said.clause.strip(), held.clause.strip())
    if not _limits_agree(said, held, frame, setting):
        kind = ViolationKind.NEGATION if Limit.BELOW in (said.limit, held.limit) else ViolationKind.BOUND
        yield Violation(kind, _named(said), _named(held))
    lacking = is_lacking(without_denials(setting.sentence)) and not _is_reached(said, frame, setting)
    if said.denied and not held.denied and not setting.refused and not lacking:
        yield Violation(ViolationKind.NEGATION, said.clause.strip(), held.clause.strip())
    if said.kind == Kind.MONEY and held.use is not Use.THRESHOLD:
        yield from _periods(said, held, frame, setting)
        yield from _counted_by(said, held, frame)
    if said.kind == Kind.COUNT and held.yearly and said.total:
        yield Violation(ViolationKind.PERIOD, said.clause.strip(), held.clause.strip())
    if said.kind == Kind.RENT and ("年" in said.text or not is_monthly(said.text + said.clause)):
        yield Violation(ViolationKind.PER, said.text, held.text)
    if said.kind == Kind.GRADE and not _same_certificate(said, held):
        yield Violation(ViolationKind.TIER, f"{said.left}{said.text}".strip(), f"{held.left}{held.text}".strip())


def _limits_agree(said: Told, held: Told, frame: Frame, setting: Setting) -> bool:
    if said.limit is Limit.BELOW:
        unmet = is_denied(setting.sentence) or _reaches_less(said, frame, setting) or _has_less(said, setting)
        return held.limit is Limit.BELOW or (held.limit is Limit.LOWER and _is_asked(held) and unmet)
    if _is_asked(held):
        return said.limit is not Limit.UPPER
    if said.denied and held.limit is Limit.UPPER and said.limit is Limit.EXACT:
        return True  # what is not to be had needs no 最高
    if held.limit is Limit.EXACT and _ends_scale(said, frame):
        return True
    if held.limit is Limit.EXACT:
        loose = frame.all_upper or said.kind == Kind.DURATION
        return said.limit is Limit.EXACT or (loose and said.limit is Limit.UPPER)
    return said.limit is held.limit


def _ends_scale(said: Told, frame: Frame) -> bool:
    """Whether a figure is an end of all that a scale gives: 从50万元到300万元."""
    scale = scale_of(frame.award.id) if frame.award else None
    if scale is None or not _RANGE.search(said.text) or len(scale.amounts) < _STEPS:
        return False
    return said.value == (min if said.limit is Limit.LOWER else max)(scale.amounts)


def _reaches_less(said: Told, frame: Frame, setting: Setting) -> bool:
    """Whether the stretch names a lesser step of the scale that is reached: 跨过50亿元但还没到100亿元."""
    scale = scale_of(frame.award.id) if frame.award else None
    steps = [value for value in scale.thresholds if value < said.value] if scale else []
    return any(told.value in steps and told.limit is Limit.LOWER for told in figures_told(setting.unit))


def _is_reached(said: Told, frame: Frame, setting: Setting) -> bool:
    """Whether the stretch says that the step which an amount is for is reached: 达到5亿元但未达到10亿元."""
    scale = scale_of(frame.award.id) if frame.award else None
    if scale is None or not scale.thresholds or said.value not in scale.amounts or said.use is Use.THRESHOLD:
        return False
    step = scale.thresholds[scale.amounts.index(said.value)]
    return any(told.value == step and told.limit is Limit.LOWER for told in figures_told(setting.unit))


def _has_less(said: Told, setting: Setting) -> bool:
    """Whether the caller's own figure falls short of the one told."""
    own = [told.value for told in setting.own if told.kind == said.kind]
    return any(value < said.value for value in own)


def _is_asked(held: Told) -> bool:
    """Whether the source's figure is a condition, from which on something is given."""
    if held.limit is Limit.UPPER:
        return False
    if held.kind == Kind.RATE:
        return "达" in held.left or "增" in held.left
    return held.use is Use.THRESHOLD or (held.kind in _MEASURED and held.limit is Limit.LOWER)


def _periods(said: Told, held: Told, frame: Frame, setting: Setting) -> Iterator[Violation]:
    yearly = frame.is_yearly(held)
    if is_by_month(said.left):
        yield Violation(ViolationKind.PERIOD, said.clause.strip(), held.clause.strip())
    if said.yearly and not yearly and not held.total:
        yield Violation(ViolationKind.PERIOD, f"每年{said.text}", held.clause.strip())
    elif yearly and (said.total or not (said.yearly or speaks_of_years(setting.unit))):
        yield Violation(ViolationKind.PERIOD, said.clause.strip(), f"每年{held.text}")
    elif held.total and said.yearly:
        yield Violation(ViolationKind.PERIOD, f"每年{said.text}", held.clause.strip())


def _counted_by(said: Told, held: Told, frame: Frame) -> Iterator[Violation]:
    theirs = frame.counts_by(held)
    if said.total and theirs is Whose.EVENT:
        yield Violation(ViolationKind.PER, said.clause.strip(), held.clause.strip())
    if said.whose is None:
        others = {other.whose for other in frame.figures if other.whose and other.value != held.value}
        named = _NAMED_AS.get(held.whose, "") in said.clause if held.whose in _NAMED_AS else False
        if (
            held.whose
            and others - {held.whose}
            and not named
            and held.kind == Kind.MONEY
            and held.use is not Use.THRESHOLD
        ):
            yield Violation(ViolationKind.PER, said.clause.strip(), held.clause.strip())
    elif theirs is None:
        if said.whose is not Whose.ENTERPRISE and not (said.whose is Whose.PROJECT and "项" in frame.text):
            yield Violation(ViolationKind.PER, said.clause.strip(), held.clause.strip())
    elif said.whose is not theirs and {said.whose, theirs} != {Whose.PROJECT, Whose.EVENT}:
        yield Violation(ViolationKind.PER, said.clause.strip(), held.clause.strip())


def _same_certificate(said: Told, held: Told) -> bool:
    if is_lacking(said.clause):
        return True  # CSMM三级达不到
    mine, theirs = (set(_CERTIFICATES.findall(told.left + told.text)) for told in (said, held))
    return not mine or not theirs or bool(mine & theirs)


def _named(told: Told) -> str:
    return _LIMIT_NAMES[told.limit].format(told.text)
