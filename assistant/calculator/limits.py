"""What ceilings leave of an amount, in the order that the words give them.

Of several projects each has its own ceiling; then comes each year's, and the number of years;
then what is counted over all years: the project's ceiling and the enterprise's.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.calculator.case import Case, span_shown
from assistant.calculator.schema import Cap, Per, RateAward
from assistant.calculator.span import Span
from assistant.calculator.trace import Lines
from assistant.calculator.worth import Worth
from assistant.calculator.years import over_told_years, over_years

_RECEIVED = ("already_received", "project_already_received")


def limited(gross: Worth, case: Case) -> Worth:
    """The worth under the award's ceilings and for its years, each that bites in a line of its own."""
    lines = Lines(case, gross.steps)
    if _is_told_by_year(case):
        span = over_told_years(gross.parts, case, lines)
    else:
        span = _together(gross, case, lines)
        if _is_yearly(case):
            span = over_years(span, case, lines)
    for cap in _lasting_caps(gross, case):
        span = _capped(span, cap, case, lines)
    return replace(gross, parts=(span,), steps=lines.steps)


def _is_yearly(case: Case) -> bool:
    award = case.award
    return award.kind == "interest" or award.duration is not None or any(cap.per.is_yearly for cap in award.caps)


def _is_told_by_year(case: Case) -> bool:
    fact = case.fact(case.award.base) if isinstance(case.award, RateAward) else None
    return _is_yearly(case) and fact is not None and fact.yearly


def _together(gross: Worth, case: Case, lines: Lines) -> Span:
    if len(gross.parts) == 1:
        return gross.parts[0]
    parts = gross.parts
    for cap in (cap for cap in case.award.caps if cap.per.is_single):
        parts = tuple(lines.limit(part, cap.amount) for part in parts)
    total = Span.total(parts)
    lines.add(f"{' + '.join(span_shown(part) for part in parts)} = {span_shown(total)}", total.high, None)
    return total


def _lasting_caps(gross: Worth, case: Case) -> tuple[Cap, ...]:
    """The ceilings over all years; several projects have had their own already."""
    chosen = case.options("scope")
    lasting = [cap for cap in case.award.caps if not cap.per.is_yearly]
    if len(gross.parts) > 1:
        lasting = [cap for cap in lasting if cap.per is Per.ENTERPRISE]
    return tuple(cap for cap in lasting if cap.scope is None or not chosen or cap.scope in chosen)


def _capped(span: Span, cap: Cap, case: Case, lines: Lines) -> Span:
    prior = _prior(cap, case)
    if prior is None:
        return lines.limit(span, cap.amount)
    left = Span.exactly(cap.amount.value).less(prior)
    kept = span.within(left)
    text = f"限额 {cap.amount.text} − 已获 {span_shown(prior)} = 余额 {span_shown(left)}：取 {span_shown(kept)}"
    lines.add(text, kept.high, cap.amount)
    return kept


def _prior(cap: Cap, case: Case) -> Span | None:
    """What is used up under the ceiling; money whose ceiling was not said counts for the widest."""
    if cap.prior is None:
        return None
    if cap.prior in case.facts:
        return case.number(cap.prior)
    lasting = [c for c in case.award.caps if c.prior is not None and not c.per.is_yearly]
    named = {c.prior for c in case.award.caps}
    if cap is not lasting[-1]:
        return None
    return next((case.number(key) for key in _RECEIVED if key in case.facts and key not in named), None)
