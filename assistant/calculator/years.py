"""Awards that are counted by the year: for how many years, and under each year's ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from assistant.calculator.case import Case, span_shown
from assistant.calculator.fact import Asked
from assistant.calculator.figure import Figure
from assistant.calculator.say import written
from assistant.calculator.schema import Cap, Interest
from assistant.calculator.span import Span
from assistant.calculator.trace import Lines, step
from assistant.types import Step

_ONE = Span.exactly(1)


def duration(case: Case) -> Figure | None:
    """For how long the award runs at most, as the text writes it."""
    return case.award.term if isinstance(case.award, Interest) else case.award.duration


def over(case: Case) -> Step | None:
    """The line that refuses whoever has had the award for all its years."""
    longest, index = duration(case), case.number("year_index")
    if longest is None or index is None or index.low <= longest.value:
        return None
    return step(case, f"最长{longest.text}，第{written(index.low)}年不再享受", None, longest)


def over_years(annual: Span, case: Case, lines: Lines) -> Span:
    """The yearly amount under the year's ceiling, for the years that count."""
    cap = next((cap for cap in case.award.caps if cap.per.is_yearly), None)
    longest, years = duration(case), _counted(case)
    if longest is not None and (years.high is None or years.high > longest.value):
        years = years.at_most(longest.value)
        lines.add(f"最长{longest.text}，按{longest.text}计", None, longest)
    used = case.number(cap.prior) if cap is not None and cap.prior is not None else None
    span = _spread_span(annual, years, cap, used)
    if years.low < 1:
        share = annual.product(years)
        lines.add(f"每年 {span_shown(annual)} × {_years_shown(years)} = {span_shown(share)}", share.high, longest)
        _limit_line(share, cap, lines)
    else:
        _limit_line(annual, cap, lines)
    if used is not None and cap is not None:
        left = Span.exactly(cap.amount.value).less(used)
        text = f"本年度已获 {span_shown(used)}，本年度余额 {span_shown(left)}：取 {span_shown(span)}"
        lines.add(text, span.high, cap.amount)
    if years.high is not None and years.high > 1:
        once = _spread_span(annual, _ONE, cap, None)
        if once.high is not None:
            lines.add(f"{span_shown(once)} × {_years_shown(years)} = {span_shown(span)}", span.high, longest)
    if longest is not None and years == _ONE and longest.value > 1:
        lines.add(f"以上按一年计；最长{longest.text}，各年分别计算", None, longest)
    return span


def over_told_years(annual: Sequence[Span], case: Case, lines: Lines) -> Span:
    """The amounts of years that were each told, under each year's ceiling, for as many years as the award runs."""
    cap = next((cap for cap in case.award.caps if cap.per.is_yearly), None)
    longest = duration(case)
    counted = annual if longest is None else annual[: floor(longest.value)]
    if longest is not None and len(counted) < len(annual):
        lines.add(f"最长{longest.text}，按{longest.text}计", None, longest)
    bites = [cap is not None and span.at_most(cap.amount.value) != span for span in counted]
    kept = [lines.limit(span, cap.amount) if cap and over else span for span, over in zip(counted, bites, strict=True)]
    total = Span.total(kept)
    lines.add(f"{' + '.join(span_shown(span) for span in kept)} = {span_shown(total)}", total.high, longest)
    return total


def _counted(case: Case) -> Span:
    """For how many years to count: as said, else one, else as long as a loan may run."""
    longest, said = duration(case), _said(case)
    if isinstance(case.award, Interest) and "interest_paid" in case.facts and said is not None:
        # Interest paid is that of the time it was paid for; part of a year is in it already.
        return Span(max(said.low, Fraction(1)), None if said.high is None else max(said.high, Fraction(1)))
    if said is not None:
        return said
    by_term = isinstance(case.award, Interest) and "principal" in case.award.asks
    if longest is not None and (case.asked is Asked.TOTAL or by_term):
        return Span.exactly(longest.value)
    return _ONE


def _said(case: Case) -> Span | None:
    loan = case.number("loan_years") if isinstance(case.award, Interest) else None
    return loan if loan is not None else case.years


def _spread_span(annual: Span, years: Span, cap: Cap | None, used: Span | None) -> Span:
    least_used, most_used = (None, None) if used is None else (used.low, used.high)
    low = _spread(annual.low, years.low, cap, most_used)
    return Span(low or Fraction(0), _spread(annual.high, years.high, cap, least_used))


def _spread(annual: Fraction | None, years: Fraction | None, cap: Cap | None, used: Fraction | None) -> Fraction | None:
    """A yearly amount over whole years and the rest of one, each year's share under its ceiling.

    None stands for what is open above; what is used up of the ceiling is so in the first year.
    """
    if years is None or (annual is None and cap is None):
        return None
    whole = floor(years)
    rest = _share(annual, years - whole, cap, Fraction(0)) if years != whole else Fraction(0)
    if used is None:
        return whole * _share(annual, Fraction(1), cap, Fraction(0)) + rest
    if whole == 0:
        return _share(annual, years, cap, used)
    return _share(annual, Fraction(1), cap, used) + (whole - 1) * _share(annual, Fraction(1), cap, Fraction(0)) + rest


def _share(annual: Fraction | None, part: Fraction, cap: Cap | None, used: Fraction) -> Fraction:
    """What falls in one year, or part of one, under what is left of the year's ceiling."""
    limits = [] if cap is None else [max(cap.amount.value - used, Fraction(0))]
    return min([*limits, *([] if annual is None else [annual * part])])


def _limit_line(span: Span, cap: Cap | None, lines: Lines) -> None:
    if cap is None:
        return
    lines.limit(span, cap.amount)


def _years_shown(years: Span) -> str:
    """Years in words; what is no decimal number of years is said in months."""

    def words(number: Fraction) -> str:
        months = number * 12
        whole_months = number.denominator not in (1, 2, 4, 5, 10) and months.denominator == 1
        return written(months, "个月") if whole_months else written(number, "年")

    return span_shown(years, words)
