"""Figures under their keys, as facts: which of several counts, and in which unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Final

from assistant.calculator import Fact, Facts, InputType, Span, load_inputs
from assistant.calculator.quantity import Kind, Quantity
from assistant.claims import Manner
from assistant.roles import PRIOR
from assistant.sentence import Figure, Sentence
from assistant.stated import stated_count
from assistant.told_years import THIS_YEAR, Given, of_now, tells_each_year, year_by_year

# Of two figures for the same thing the one that was approved or paid counts, not the one applied for.
_OFFICIAL: Final = re.compile(r"核定|审定|审计|实际|批复")
_MANY_EACH: Final = re.compile(r"各|每个|每项|每场|每次|每家|都|均|分别")
# 省里、广州、深圳三家各多少: so many as were just named, not how many anybody has.
_THOSE_NAMED: Final = re.compile("(?:地|处)?(?:各|分别|都|之间|比|哪|谁|里|中|对比)")
_MONTHLY: Final = re.compile(r"月租金?|每个?月|一个月|月付|月均|月供")
COSTS: Final = (
    "annual_rent",
    "computing_cost",
    "interest_paid",
    "guarantee_fee",
    "purchase",
    "operating_cost",
    "premium",
)
"""What is paid year by year, and adds up over the years."""

_YEARLY: Final = (*COSTS, "revenue")
_FALLING: Final = re.compile(r"(?:下降|下滑|减少|下跌|跌|降|掉|缩水|负增长)了?[^#]{0,3}$")


def numeric_facts(given: Sequence[Given], sentence: Sentence) -> Iterator[tuple[str, Fact]]:
    """The facts that figures under keys come to, each with its key."""
    for key in dict.fromkeys(item.key for item in given):
        items = [item for item in given if item.key == key]
        # 9.98亿，够得着十亿那档吗: a tier is what was reached only where nothing else is told.
        items = [item for item in items if item.figure.manner is not Manner.TIER] or items
        now = [item for item in items if _OFFICIAL.search(item.figure.left)] or list(of_now(items))
        entry = load_inputs()[key]
        if key == "year_index" and tells_each_year(items):
            continue
        if entry.type is InputType.DATE:
            yield key, Fact(key, _iso_date(now[-1].figure.quantity), now[-1].figure.quantity.text)
            continue
        now = [item for item in now if item.figure.quantity.kind is Kind.ORDINAL_YEAR] or now
        spans = [_in_unit_of(key, item.figure) for item in now]
        if len(spans) == 1 and _may_be_many(key):
            spans *= _each(now[0].figure, sentence)
        yearly = (
            key in COSTS and len(now) > 1 and {item.figure.quantity.start for item in now} <= year_by_year(sentence)
        )
        many = len(spans) > 1 and (entry.many or yearly or len(spans) > len(now))
        told = now if many else [_decisive(key, now)]
        value = tuple(spans) if many else _in_unit_of(key, told[0].figure)
        said = "、".join(_said(key, item.figure) for item in told)
        roughly = any(item.figure.quantity.approximate for item in told)
        yield key, Fact(key, value, said, approximate=roughly, yearly=yearly)


def _in_unit_of(key: str, figure: Figure) -> Span:
    """The span in the input's unit: durations are read in years, rent may be told by the month, growth as a fall."""
    value = figure.quantity.value
    if key == "year_index" and figure.quantity.kind is Kind.DURATION:
        return Span.exactly(value.low + 1)  # three years had, the fourth is asked about
    if load_inputs()[key].type is InputType.MONTHS or _is_monthly(key, figure):
        return value.times(Fraction(12))
    if key == "revenue_growth" and value.high is not None and value.low > 0 and _FALLING.search(figure.left):
        return Span(-value.high, -value.low)
    return value


def _is_monthly(key: str, figure: Figure) -> bool:
    """Whether a cost of a year is told by the month."""
    return key in _YEARLY and bool(_MONTHLY.search(figure.said_before))


def _said(key: str, figure: Figure) -> str:
    return f"每月{figure.quantity.text} × 12个月" if _is_monthly(key, figure) else figure.quantity.text


def _decisive(key: str, items: Sequence[Given]) -> Given:
    """Of several figures the one told of now; of revenues the greatest, for the others are thresholds it passed."""
    if key in ("revenue", "park_revenue"):
        return max(items, key=lambda item: item.figure.quantity.value.low)
    now = [item for item in items if THIS_YEAR.search(item.figure.left)] or list(items)
    return now[-1]


def _may_be_many(key: str) -> bool:
    """Whether several of it may be given, itself or as what stands in for another."""
    inputs = load_inputs()
    return inputs[key].many or any(other.many and key in other.accepts for other in inputs.values())


def _each(figure: Figure, sentence: Sentence) -> int:
    """How many times an amount was given: 两个项目各600万."""
    if not _MANY_EACH.search(figure.left):
        return 1
    counts = [f.quantity.value.low for f in sentence.figures if f.quantity.kind is Kind.COUNT]
    before = [n for n in counts if n.denominator == 1 and 2 <= n <= 50]
    return int(before[0]) if before else 1


def _iso_date(quantity: Quantity) -> str:
    """The day that a year, a month or a day is told of; the first day of what is told."""
    parts = [int(part) for part in re.findall(r"[0-9]+", quantity.text)] if quantity.text[:1].isascii() else []
    year = int(quantity.value.low)
    month, day = (*parts[1:3], 1, 1)[:2] if len(parts) != 2 else (parts[1], 1)
    return f"{year:04d}-{min(max(month, 1), 12):02d}-{min(max(day, 1), 28 if month == 2 else 30):02d}"


def unnamed_amounts(figures: Sequence[Figure], facts: Facts, wanted: Collection[str]) -> dict[str, Fact]:
    """Amounts that no word names: for the one amount still wanted, else under 金额."""
    if not figures:
        return {}
    inputs = load_inputs()
    open_keys = [
        key
        for key in wanted
        if key in inputs
        and inputs[key].type is InputType.MONEY
        and key not in facts
        and key not in PRIOR
        and key not in ("amount", "audited_investment", "revenue_before")
        and not any(other in facts for other in inputs[key].accepts)
    ]
    key = open_keys[0] if len(open_keys) == 1 else "amount"
    if key in facts or (wanted and not open_keys):
        return {}
    spans = tuple(_in_unit_of(key, figure) for figure in figures)
    value = spans if inputs[key].many and len(spans) > 1 else spans[-1]
    said = "、".join(_said(key, figure) for figure in figures)
    return {key: Fact(key, value, said, approximate=any(f.quantity.approximate for f in figures))}


def unnamed_rate(figures: Sequence[Figure], facts: Facts, wanted: Collection[str]) -> dict[str, Fact]:
    """The one share that no word names, for the one rate still wanted: 贷款3000万，4%."""
    inputs = load_inputs()
    keys = [key for key in wanted if key in inputs and inputs[key].type is InputType.RATE and key not in facts]
    if len(keys) != 1 or len(figures) != 1 or not inputs[keys[0]].allows(figures[0].quantity.value.low):
        return {}
    quantity = figures[0].quantity
    return {keys[0]: Fact(keys[0], quantity.value, quantity.text, approximate=quantity.approximate)}


def unnamed_count(figures: Sequence[Figure], facts: Facts, wanted: Collection[str]) -> dict[str, Fact]:
    """How many there are, where an award asks for that and one number is told."""
    if "count" not in wanted or "count" in facts or len(figures) != 1:
        return {}
    if _THOSE_NAMED.match(figures[0].right):
        return {}
    quantity = figures[0].quantity
    return {"count": Fact("count", quantity.value, quantity.text, approximate=quantity.approximate)}


def counted_standards(sentence: Sentence) -> dict[str, Fact]:
    """How many standards there are, when they are of one kind."""
    named = [m for m in sentence.mentions if any(t.key == "standard_level" and t.option for t in m.targets)]
    count = stated_count(named[0], sentence) if len(named) == 1 else None
    return {"count": Fact("count", Span.exactly(count), f"{count}项")} if count else {}
