"""Amounts by the square metre and month, by the place, and of interest."""

from __future__ import annotations

from fractions import Fraction

from assistant.calculator.case import MONTHS_A_YEAR, Case, span_shown
from assistant.calculator.figure import Figure
from assistant.calculator.load import load_rules
from assistant.calculator.say import percent, written
from assistant.calculator.schema import Interest, PerUnit
from assistant.calculator.span import ANYTHING, Span
from assistant.calculator.trace import explained, step
from assistant.calculator.worth import Worth
from assistant.types import Step


def per_unit(award: PerUnit, case: Case) -> Worth:
    """So much a square metre and month, or so many places at a ceiling."""
    if award.count is not None and award.of is not None:
        return _places(case, award.count, award.of)
    assert award.rent is not None
    return _rent(award, case, award.rent)


def _rent(award: PerUnit, case: Case, unit: Figure) -> Worth:
    area, paid = case.number("area"), case.number("rent_per_m2_month")
    if area is None:
        missing = ("area",) if paid is not None else ("area", "rent_per_m2_month")
        return Worth((ANYTHING,), missing=missing)
    price = Span.exactly(unit.value)
    lines: list[Step] = []
    if paid is not None and paid.high is not None and paid.high < unit.value:
        price = paid
        text = f"实际租金 {span_shown(paid, _per_month)}，低于 {unit.text}，按实际租金计"
        lines.append(step(case, text, None, award.limit))
    elif paid is not None:
        price = price.within(paid)
    yearly = area.product(price).times(MONTHS_A_YEAR)
    text = f"{span_shown(area, _square)} × {span_shown(price, _per_month)} × 12个月 = 每年 {span_shown(yearly)}"
    lines.append(step(case, text, yearly.high, unit))
    spent = case.number("annual_rent") if "annual_rent" in case.facts else None
    if spent is not None and (limited := yearly.within(spent)) != yearly:
        yearly = limited
        lines.append(step(case, f"不超过实际租金支出 {span_shown(spent)}", yearly.high, award.limit))
    if paid is None and spent is None:
        lines.append(step(case, "实际租金未说明：补贴不超过实际租金支出，未核验", None, award.limit))
    return Worth((yearly,), tuple(lines))


def _square(number: Fraction) -> str:
    return written(number, "平方米")


def _per_month(number: Fraction) -> str:
    return written(number, "元/平方米/月")


def _places(case: Case, most: Figure, each_id: str) -> Worth:
    """So many places at another award's ceiling each."""
    each = load_rules().award(each_id).caps[0].amount
    places = (case.number("count") or Span.exactly(most.value)).at_most(most.value)
    span = places.times(each.value)
    product = f"{span_shown(places, _pieces)} × {each.text} = {span_shown(span)}"
    text = f"每年不超过 {most.text}，每个最高 {each.text}：{product}"
    return Worth((span,), (step(case, text, span.high, most),))


def _pieces(number: Fraction) -> str:
    return written(number, "个")


def interest(award: Interest, case: Case) -> Worth:
    """Points of the principal a year, or a share of a year's interest."""
    if award.points is not None:
        return _points(award, case, award.points)
    assert award.share is not None
    return _share(award, case, award.share)


def _points(award: Interest, case: Case, points: Figure) -> Worth:
    principal = case.number("principal")
    missing = () if principal is not None else ("principal",)
    principal = ANYTHING if principal is None else principal
    lines: list[Step] = []
    if award.principal_cap is not None and (limited := principal.at_most(award.principal_cap.value)) != principal:
        principal = limited
        lines.append(step(case, f"贴息贷款规模按 {award.principal_cap.text} 计", principal.high, award.principal_cap))
    yearly = principal.times(points.value)
    text = f"{span_shown(principal)} × {percent(points.value)} = 每年 {span_shown(yearly)}"
    return Worth((yearly,), (*lines, step(case, text, yearly.high, points)), missing)


def _share(award: Interest, case: Case, share: Figure) -> Worth:
    paid = case.number("interest_paid")
    if paid is None:
        return Worth((ANYTHING,), missing=_unknown(award, case))
    yearly = paid.times(share.value)
    text = f"{span_shown(paid)} × {percent(share.value)} = 每年 {span_shown(yearly)}"
    return Worth((yearly,), (*explained(case, "interest_paid"), step(case, text, yearly.high, share)))


def _unknown(award: Interest, case: Case) -> tuple[str, ...]:
    """The half of principal and rate that is not there, or what the award asks for where neither is."""
    halves = ("principal", "annual_rate")
    given = [key for key in halves if key in case.facts]
    return tuple(key for key in halves if key not in given) if given else award.asks
