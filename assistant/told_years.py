"""Figures that are told of several times: which count now, which came before, which follow year by year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assistant.calculator import Fact, Facts, Span
from assistant.calculator.quantity import Kind
from assistant.claims import BLANK
from assistant.sentence import Figure, Sentence

_BEFORE: Final = re.compile(r"去年|前年|上年|上一年|原来|以前|之前|从|此前|往年|最早")
_NOW: Final = re.compile(r"今年|本年|现在|目前|如今|这次|到了?$")
THIS_YEAR: Final = re.compile(r"今年|本年|现在|目前|如今")
_THIS: Final = 9999  # comes after every year that is named
_YEARS_BY_WORD: Final = (
    (re.compile("明年|后年|下一?年"), -1),
    (THIS_YEAR, _THIS),
    (re.compile("去年|上一?年"), 9998),
    (re.compile("前年"), 9997),
)
_YEAR_SAID: Final = re.compile(r"(20[0-9]{2})年")
_WORDS_BETWEEN: Final = "费用花了营收买采购付利息租金投入是有算力"
_NEVER: Final = re.compile("[没未不](?:有|能|到|上|过|达|破|足)?")
_TRENDS: Final = (
    (
        re.compile(
            r"负增长|(?:没有?|未|并未)(?:实现)?(?:正?增长|涨)|营收(?:下滑|下降|下跌|降了|跌了)"
            r"|(?:比|较|同比)(?:去年|上年|上一年|前年)?(?:还|又|反而|是|都)*(?:降|跌|少|下滑|下降|缩水)了?(?![0-9#])"
        ),
        Span(Fraction(-99, 100), Fraction(-1, 10_000)),
    ),
    (re.compile(r"(?:实现|是|保持|有|也|都|了)?正增长(?!吗|的企业|才)"), Span(Fraction(1, 10_000), None)),
)


@dataclass(frozen=True, slots=True)
class Given:
    """A figure under its key."""

    key: str
    figure: Figure

    @property
    def past(self) -> bool:
        """Whether it is told of a time before the one that counts."""
        left = self.figure.left
        if left.endswith(("从", "由")):
            return True
        return bool(_BEFORE.search(left)) and not _NOW.search(left)

    @property
    def year(self) -> int:
        """The calendar year that it is told of, 0 when none is; 今年 and 去年 come after every year that is named."""
        for word, year in _YEARS_BY_WORD:
            if word.search(self.figure.left):
                return year
        years = _YEAR_SAID.findall(self.figure.said_before)
        return int(years[-1]) if years else 0


def of_now(items: Sequence[Given]) -> Sequence[Given]:
    """The figures told of the time that counts: the latest year named, or what is not told of before."""
    years = list(_years(items))
    latest = max(years)
    current = [item for item in items if not item.past]
    of_latest = [item for item, year in zip(items, years, strict=True) if year == latest]
    return [item for item in of_latest if not item.past] or current or of_latest


def _years(items: Iterable[Given]) -> Iterator[int]:
    """The year of each figure; what follows on a figure of this year, 今年过亿，一下到3.5亿, is of this year too."""
    last = 0
    for item in items:
        last = item.year or (last if last == _THIS else 0)
        yield last


def year_by_year(sentence: Sentence) -> frozenset[int]:
    """Where the amounts begin that stand behind 第一年, 第二年 and so on, if there are several."""
    listed = _listed_by_year(sentence)
    if listed:
        return listed
    years = [f.quantity.end for f in sentence.figures if f.quantity.kind is Kind.ORDINAL_YEAR]
    amounts = [f.quantity.start for f in sentence.figures if f.quantity.kind is Kind.MONEY]
    behind = [
        next((at for at in amounts if at >= end and not sentence.blanked[end:at].strip(_WORDS_BETWEEN)), None)
        for end in years
    ]
    found = frozenset(at for at in behind if at is not None)
    return found if len(found) > 1 else frozenset()


def _listed_by_year(sentence: Sentence) -> frozenset[int]:
    """Where the amounts begin that are told of as many years: 三年分别花300万、500万、800万."""
    said = sentence.blanked.rfind("分别")
    amounts = [f.quantity.start for f in sentence.figures if f.quantity.kind is Kind.MONEY and f.quantity.start > said]
    years = [f.quantity.value.low for f in sentence.figures if f.quantity.kind is Kind.DURATION]
    return frozenset(amounts) if said >= 0 and len(amounts) > 1 and len(amounts) in years else frozenset()


def tells_each_year(items: Sequence[Given]) -> bool:
    """第一年300万、第二年500万 tells of each year, not which year it is."""
    return sum(item.figure.right.lstrip(_WORDS_BETWEEN).startswith(BLANK) for item in items) > 1


def changes(given: Iterable[Given], facts: Facts) -> dict[str, Fact]:
    """Growth and increment, where last year's and this year's revenue are both told."""
    told = [item for item in given if item.key == "revenue" and item.figure.quantity.value.is_exact]
    current = of_now(told) if told else []
    before = [item.figure.quantity for item in told if item not in current]
    now = [item.figure.quantity for item in current]
    if len(before) != 1 or len(now) != 1 or before[0].value.low <= 0:
        return {}
    old, new = before[0].value.low, now[0].value.low
    said = f"{before[0].text} → {now[0].text}"
    made = {"revenue_growth": Fact("revenue_growth", Span.exactly((new - old) / old), said)}
    if new >= old:
        made["revenue_increment"] = Fact("revenue_increment", Span.exactly(new - old), said)
    return {key: fact for key, fact in made.items() if key not in facts}


def earlier_revenue(given: Iterable[Given]) -> dict[str, Fact]:
    """The greatest revenue that is told of years before the one that counts."""
    told = [item for item in given if item.key == "revenue" and item.figure.quantity.value.is_exact]
    current = of_now(told) if told else []
    latest = max((item.year for item in current), default=0)
    before = [
        item
        for item in told
        if item not in current and (item.past or 0 < item.year < latest) and not _NEVER.search(item.figure.left)
    ]
    if not before:
        return {}
    best = max((item.figure.quantity for item in before), key=lambda quantity: quantity.value.low)
    fact = Fact("revenue_before", best.value, best.text, approximate=best.approximate)
    return {"revenue_before": fact}


def trend(text: str) -> dict[str, Fact]:
    """Growth that is told without a figure."""
    for words, span in _TRENDS:
        found = words.search(text)
        if found:
            return {"revenue_growth": Fact("revenue_growth", span, found[0])}
    return {}
