"""What an award comes to before its ceilings: one function a kind, in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from assistant.calculator.case import Case, shown, span_shown
from assistant.calculator.fact import Asked
from assistant.calculator.formula_measured import interest, per_unit
from assistant.calculator.formula_tiers import level, steps, tiers
from assistant.calculator.inputs import load_inputs
from assistant.calculator.say import percent, yuan
from assistant.calculator.schema import (
    Fixed,
    Interest,
    Level,
    Open,
    PerUnit,
    RateAward,
    Steps,
    Tiers,
    TopUp,
    Upto,
)
from assistant.calculator.span import ANYTHING, Span
from assistant.calculator.trace import explained, step
from assistant.calculator.worth import Worth
from assistant.types import Step


def worth(case: Case) -> Worth:
    """What the award comes to on these facts, before ceilings."""
    return _FORMULAS[type(case.award)](case.award, case)


def _fixed(award: Fixed, case: Case) -> Worth:
    amount = award.amount
    return Worth((Span.exactly(amount.value),), (step(case, f"给予 {yuan(amount.value)}", amount.value, amount),))


def _upto(award: Upto, case: Case) -> Worth:
    low = award.floor.value if award.floor else Fraction(0)
    fact = case.fact(award.base) if award.base else None
    asked_for_rate = case.asked is Asked.RATE or (fact is not None and case.asked is Asked.AMOUNT)
    if not asked_for_rate:
        return Worth((Span(low, None),))
    said = f"已知{shown(fact)}，" if fact is not None else ""
    note = step(case, f"{said}原文没有写明比例或计算标准，只有限额，不能据以算出金额", None, None)
    return Worth((Span(low, None),), (note,), unstated=True)


def _rate(award: RateAward, case: Case) -> Worth:
    low, high = _shares(award)
    bases = case.numbers(award.base)
    if not bases:
        name = load_inputs()[award.base].name
        note = step(
            case, f"比例 {_share_shown(award).strip('（）')}；{name}未说明，算不出金额", None, award.rate or award.whole
        )
        return Worth((ANYTHING,), (note,), missing=(award.base,))
    parts = tuple(Span(b.low * low, None if b.high is None else b.high * high) for b in bases)
    lines = [_rate_step(award, case, base, part) for base, part in zip(bases, parts, strict=True)]
    return Worth(parts, (*explained(case, award.base), *lines))


def _shares(award: RateAward) -> tuple[Fraction, Fraction]:
    if award.rate is None:
        return Fraction(1), Fraction(1)
    return award.rate.value, award.to.value if award.to else award.rate.value


def _rate_step(award: RateAward, case: Case, base: Span, part: Span) -> Step:
    text = f"{span_shown(base)} × {_share_shown(award)} = {span_shown(part)}"
    return step(case, text, part.high, award.rate or award.whole)


def _share_shown(award: RateAward) -> str:
    low, high = _shares(award)
    return percent(low) if low == high else f"（{percent(low)}至{percent(high)}）"


def _open(award: Open, case: Case) -> Worth:
    said = "，".join(shown(fact) for key in [award.base] if key and (fact := case.fact(key)) is not None)
    text = f"{f'已知{said}，但' if said else ''}原文没有写明金额或比例"
    return Worth((ANYTHING,), (step(case, text, None, None),), unstated=True)


_FORMULAS: Mapping[type[Any], Callable[[Any, Case], Worth]] = {
    Fixed: _fixed,
    Upto: _upto,
    RateAward: _rate,
    Tiers: tiers,
    TopUp: tiers,
    Level: level,
    PerUnit: per_unit,
    Interest: interest,
    Steps: steps,
    Open: _open,
}
