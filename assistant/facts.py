"""The facts that a question states, under the keys of the calculator's inputs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assistant.calculator import Asked, Fact, Facts, InputType, Span, load_inputs
from assistant.calculator.quantity import Kind, Quantity
from assistant.claims import Manner
from assistant.roles import PRIOR, RECEIVED, TYPES, nearest, role
from assistant.sentence import Figure, Sentence
from assistant.stated import stated_count, stated_facts


class Unclearness(StrEnum):
    """Why a figure is asked back."""

    NO_UNIT = "no_unit"
    FOREIGN_CURRENCY = "foreign_currency"
    NEGATIVE = "negative"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A figure that is not guessed at; ``key`` is the input that it would be."""

    quantity: Quantity
    reason: Unclearness
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question says in figures.

    ``claims`` are awards hoped for or hearsay (能拿300万吗): the answer corrects them, the calculator
    never sees them. ``unknown`` are the keys of which the question says that they are not known.
    """

    facts: Facts
    claims: tuple[Quantity, ...] = ()
    unknown: tuple[str, ...] = ()
    unclear: tuple[Unclear, ...] = ()


def read_facts(
    question: str,
    *,
    wanted: Collection[str] = (),
    history: Sequence[str] = (),
    level: str | None = None,
) -> Reading:
    """The facts, claims and open points of a question.

    ``wanted`` are the keys of the awards that are tried: they decide where the words leave a choice,
    and take an amount that no word names. ``history`` are the turns that the question builds on,
    oldest first; what is said later counts. ``level`` (省, 市, 区) is whose award is asked about.
    """
    earlier: dict[str, Fact] = {}
    for turn in history:
        earlier |= _read(Sentence.of(turn), wanted=wanted, level=level).facts
    reading = _read(Sentence.of(question), wanted=wanted, level=level, known=earlier)
    return replace(reading, facts=earlier | dict(reading.facts))


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure under its key."""

    key: str
    figure: Figure

    @property
    def past(self) -> bool:
        """Whether it is told of a time before the one that counts."""
        left = self.figure.left
        return bool(_BEFORE.search(left)) and not _NOW.search(left)


_BEFORE: Final = re.compile(r"去年|前年|上年|上一年|原来|以前|之前|从|此前|往年|最早")
_NOW: Final = re.compile(r"今年|本年|现在|目前|如今|这次|到了?$")
_UNKNOWN: Final = re.compile(
    r"(?:还|都|也|尚|暂时|目前)?(?:没有?|未|不)(?:人)?(?:定|核定|确定|知道|清楚|晓得|下来|报|说|出来|批|提供|算|统计|给|填|讲|提|明确)|待定|不详|保密|没数|说不准|没说|没报"
)
_NO_DATE: Final = re.compile(r"成立|注册|印发|发布|出台|起施行|有效期|文件|创办|规划|方案")
_MANY_EACH: Final = re.compile(r"各|每个|每项|每场|每次|每家|都|均|分别")
_MONTHLY: Final = re.compile(r"月租|每个?月|一个月|月付|月均")
_TRENDS: Final = (
    (
        re.compile(r"负增长|(?:没有?|未|并未)(?:实现)?(?:正?增长|涨)|营收(?:下滑|下降|下跌|降了|跌了)"),
        Span(Fraction(-99, 100), Fraction(-1, 10_000)),
    ),
    (re.compile(r"(?:实现|是|保持|有|也|都|了)?正增长(?!吗|的企业|才)"), Span(Fraction(1, 10_000), None)),
)
_FALLING: Final = re.compile(r"(?:下降|下滑|减少|下跌|跌|降|掉|缩水|负增长)了?[^#]{0,3}$")


def _read(sentence: Sentence, *, wanted: Collection[str], level: str | None, known: Facts | None = None) -> Reading:
    claims = [f for f in sentence.figures if f.manner is Manner.CLAIM]
    rest = [f for f in sentence.figures if f.manner is not Manner.CLAIM]
    shared = _respective(sentence)
    roles = [(f, shared.get(f.quantity.start) or role(f, sentence, wanted=wanted)) for f in rest]
    unclear = tuple(_unclear(roles, wanted))
    spoiled = {u.quantity.start for u in unclear}
    given = [_Given(key, f) for f, key in roles if key and f.quantity.start not in spoiled]
    facts = dict(_numbers(given, sentence))
    facts |= {key: fact for key, fact in stated_facts(sentence, level=level).items() if key not in facts}
    facts |= {key: fact for key, fact in _trend(sentence.text).items() if key not in facts}
    facts |= _from_changes(given, facts)
    loose = [f for f, key in roles if key is None and f.quantity.kind is Kind.MONEY and f.quantity.start not in spoiled]
    facts |= _loose(loose, {**(known or {}), **facts}, wanted)
    facts |= {key: fact for key, fact in _counts(sentence).items() if key not in facts}
    unknown = tuple(dict.fromkeys(key for key in _unknown(sentence) if key not in facts))
    return Reading(facts, tuple(f.quantity for f in claims), unknown, unclear)


def _respective(sentence: Sentence) -> dict[int, str]:
    """The keys of figures listed after 分别: 实缴和营收分别是2000万和1亿."""
    place = sentence.blanked.find("分别")
    if place < 0:
        return {}
    start, end = sentence.clause(place)[0], len(sentence.blanked)
    figures = [f for f in sentence.figures if place < f.quantity.start < end and f.quantity.kind is Kind.MONEY]
    keys = [
        m.keys(InputType.MONEY)[0]
        for m in sentence.free_mentions()
        if start <= m.start < place and m.keys(InputType.MONEY)
    ]
    if len(keys) < 2 or len(keys) != len(figures):
        return {}
    return {f.quantity.start: key for f, key in zip(figures, keys, strict=True)}


def _unclear(roles: Iterable[tuple[Figure, str | None]], wanted: Collection[str]) -> Iterator[Unclear]:
    for figure, key in roles:
        quantity = figure.quantity
        if quantity.kind is Kind.FOREIGN_MONEY:
            yield Unclear(quantity, Unclearness.FOREIGN_CURRENCY, key)
        elif quantity.kind is Kind.BARE and key:
            yield Unclear(quantity, Unclearness.NO_UNIT, key)
        elif not _sensible(quantity, key):
            yield Unclear(quantity, Unclearness.NEGATIVE if quantity.value.low < 0 else Unclearness.OUT_OF_RANGE, key)


def _sensible(quantity: Quantity, key: str | None) -> bool:
    """Whether the input can be this; of an interval the upper end is asked, 不到X reaches down to zero."""
    if quantity.kind is Kind.BARE:
        return True
    number = quantity.value.low if quantity.value.is_exact else quantity.value.high
    entry = load_inputs().get(key or "")
    if number is None or entry is None or not entry.type.is_number:
        return quantity.kind is not Kind.MONEY or quantity.value.low >= 0
    return entry.allows(number)


def _numbers(given: Sequence[_Given], sentence: Sentence) -> Iterator[tuple[str, Fact]]:
    for key in dict.fromkeys(item.key for item in given):
        items = [item for item in given if item.key == key]
        now = [item for item in items if not item.past] or items
        entry = load_inputs()[key]
        if entry.type is InputType.DATE:
            yield key, Fact(key, _iso_date(now[-1].figure.quantity), now[-1].figure.quantity.text)
            continue
        now = [item for item in now if not item.figure.quantity.approximate] or now
        now = [item for item in now if item.figure.quantity.kind is Kind.ORDINAL_YEAR] or now
        spans = [_in_unit_of(key, item.figure) for item in now]
        if entry.many and len(spans) == 1:
            spans *= _each(now[0].figure, sentence)
        many = entry.many and len(spans) > 1
        told = now if many else now[-1:]
        value = tuple(spans) if many else spans[-1]
        said = "、".join(item.figure.quantity.text for item in told)
        yield key, Fact(key, value, said, approximate=any(item.figure.quantity.approximate for item in told))


def _in_unit_of(key: str, figure: Figure) -> Span:
    """The span in the input's unit: durations are read in years, rent may be told by the month, growth as a fall."""
    value = figure.quantity.value
    if key == "year_index" and figure.quantity.kind is Kind.DURATION:
        return Span.exactly(value.low + 1)  # three years had, the fourth is asked about
    by_month = key == "annual_rent" and bool(_MONTHLY.search(figure.left))
    if load_inputs()[key].type is InputType.MONTHS or by_month:
        return value.times(Fraction(12))
    if key == "revenue_growth" and value.high is not None and value.low > 0 and _FALLING.search(figure.left):
        return Span(-value.high, -value.low)
    return value


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


def _from_changes(given: Iterable[_Given], facts: Facts) -> dict[str, Fact]:
    """Growth and increment, where last year's and this year's revenue are both told."""
    told = [item for item in given if item.key == "revenue" and item.figure.quantity.value.is_exact]
    before = [item.figure.quantity for item in told if item.past]
    now = [item.figure.quantity for item in told if not item.past]
    if len(before) != 1 or len(now) != 1 or before[0].value.low <= 0:
        return {}
    old, new = before[0].value.low, now[0].value.low
    said = f"{before[0].text} → {now[0].text}"
    made = {"revenue_growth": Fact("revenue_growth", Span.exactly((new - old) / old), said)}
    if new >= old:
        made["revenue_increment"] = Fact("revenue_increment", Span.exactly(new - old), said)
    return {key: fact for key, fact in made.items() if key not in facts}


def _trend(text: str) -> dict[str, Fact]:
    """Growth that is told without a figure."""
    for words, span in _TRENDS:
        found = words.search(text)
        if found:
            return {"revenue_growth": Fact("revenue_growth", span, found[0])}
    return {}


def _loose(figures: Sequence[Figure], facts: Facts, wanted: Collection[str]) -> dict[str, Fact]:
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
        and key not in ("amount", "audited_investment")
        and not any(other in facts for other in inputs[key].accepts)
    ]
    key = open_keys[0] if len(open_keys) == 1 else "amount"
    if key in facts or (wanted and not open_keys):
        return {}
    spans = tuple(figure.quantity.value for figure in figures)
    value = spans if inputs[key].many and len(spans) > 1 else spans[-1]
    said = "、".join(figure.quantity.text for figure in figures)
    return {key: Fact(key, value, said, approximate=any(f.quantity.approximate for f in figures))}


def _counts(sentence: Sentence) -> dict[str, Fact]:
    """How many standards there are, when they are of one kind."""
    named = [m for m in sentence.mentions if any(t.key == "standard_level" and t.option for t in m.targets)]
    count = stated_count(named[0], sentence) if len(named) == 1 else None
    return {"count": Fact("count", Span.exactly(count), f"{count}项")} if count else {}


def _unknown(sentence: Sentence) -> Iterator[str]:
    """The keys whose words stand in a clause that says that they are not known."""
    for mention in sentence.mentions:
        start, end = sentence.clause(mention.start)
        clause = sentence.blanked[start:end]
        if _UNKNOWN.search(clause) and not any(start <= f.quantity.start < end for f in sentence.figures):
            yield from (target.key for target in mention.targets if target.option is None)


_RATE_ASKED: Final = re.compile(
    r"几成|百分之几|百分之多少|几个(?:百分)?点|(?:什么|多大|多少|多高|哪个)比例|比例(?:是|为|到底|具体|有|能)*(?:多少|多大|多高|几|什么|怎)"
    r"|按(?:多少|几)(?:%|算|比例|给|补|奖)|百分比(?:是|为)?多少|费率(?:是|为)?多少|补几成|贴几"
)
_TOTAL_ASKED: Final = re.compile(
    r"(?:合计|一共|总共|总计|共计|加起来|累计|全部|前后|下来|全程|从头到尾)[^，,。#]{0,8}(?:能|可|会|拿|补|奖|给|贴|得|出|多少|最多|最高|几)"
    r"|(?:拿|补|奖|给|贴|得|出)[^，,。#]{0,4}(?:总额|总数|合计|总共)"
)
_NOT_TOTAL: Final = re.compile(r"已累计|累计(?:拿|领|获|享受)(?:了|过|到)")
_CEILING_ASKED: Final = re.compile(r"最高|最多|上限|封顶|顶格|至多|顶多|天花板|限额|撑死|满打满算")


def asked(question: str) -> Asked:
    """What the question wants: the rate, the total of several years or stages, the ceiling, else the amount."""
    blanked = Sentence.of(question).blanked
    if _RATE_ASKED.search(question):
        return Asked.RATE
    if _TOTAL_ASKED.search(_NOT_TOTAL.sub("", blanked)):
        return Asked.TOTAL
    return Asked.CEILING if _CEILING_ASKED.search(blanked) else Asked.AMOUNT
