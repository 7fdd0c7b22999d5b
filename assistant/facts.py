"""The facts that a question states, under the keys of the calculator's inputs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from assistant.calculator import Asked, Fact, Facts, InputType, load_inputs
from assistant.calculator.quantity import Kind, Quantity
from assistant.claims import Manner
from assistant.figures import COSTS, counted_standards, numeric_facts, unnamed_amounts, unnamed_count, unnamed_rate
from assistant.roles import RECEIVED, is_of_nothing, role
from assistant.sentence import APPROVED, Figure, Sentence, take_apart
from assistant.stated import stated_facts
from assistant.told_years import Given, changes, earlier_revenue, trend, year_by_year

_PAYER: Final = re.compile("([国省市区])(?:里|级|家|财政|政府|本级)")


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
        earlier |= _read(take_apart(turn), wanted=wanted, level=level).facts
    reading = _read(take_apart(question), wanted=wanted, level=level, known=earlier)
    return replace(reading, facts=earlier | dict(reading.facts))


_UNKNOWN: Final = re.compile(
    r"(?:还|都|也|尚|暂时|目前)?(?:没有?|未|不)(?:人)?(?:定|核定|确定|知道|清楚|晓得|下来|报|说|出来|批|提供|算|统计|给|填|讲|提|明确)|待定|不详|保密|没数|说不准|没说|没报|[说答讲]不[上出]来?|不记得|忘了"
)


_WHICH_GRADE: Final = re.compile("几级|哪一?级|什么级别|级别")
_UNSURE: Final = re.compile("[说分搞弄讲]不清|不(?:清楚|知道|确定|晓得)|没(?:有)?(?:讲|说|提|告诉)")
_NEXT_ONE: Final = re.compile(
    r"(?:元)?(?:(?:、|和|与|及|加)(?:国家|中央|省里?|市里?|区里?|[省市区]级|另一个)?|[、，,和加]?(?:还有|另外?)?一[笔个份单])(?:是|的)?"
)
_APPROVED: Final = re.compile(f"{APPROVED}$")
_Roles = list[tuple[Figure, str | None]]


def _read(sentence: Sentence, *, wanted: Collection[str], level: str | None, known: Facts | None = None) -> Reading:
    claims = [f for f in sentence.figures if f.manner is Manner.CLAIM]
    rest = [f for f in sentence.figures if f.manner not in (Manner.CLAIM, Manner.QUOTED)]
    shared = _respective(sentence)
    roles = [(f, shared.get(f.quantity.start) or role(f, sentence, wanted=wanted)) for f in rest]
    roles = _with_years(_with_approved(_with_neighbours(roles, sentence), wanted), sentence)
    unclear = tuple(_unclear(roles))
    spoiled = {u.quantity.start for u in unclear}
    theirs = {f.quantity.start for f, key in roles if key in RECEIVED and _of_other_level(f, sentence, level)}
    given = [Given(key, f) for f, key in roles if key and f.quantity.start not in spoiled | theirs]
    facts = dict(numeric_facts(given, sentence))
    facts |= {key: fact for key, fact in stated_facts(sentence, level=level).items() if key not in facts}
    facts |= {key: fact for key, fact in trend(sentence.text).items() if key not in facts}
    facts |= changes(given, facts) | earlier_revenue(given)
    loose = [f for f, key in roles if key is None and f.quantity.start not in spoiled and not is_of_nothing(f)]
    money = [f for f in loose if f.quantity.kind is Kind.MONEY]
    facts |= _instead(money, known or {}, facts, sentence.text) or unnamed_amounts(
        money, {**(known or {}), **facts}, wanted
    )
    facts |= unnamed_rate([f for f in loose if f.quantity.kind is Kind.RATE], facts, wanted)
    facts |= unnamed_count([f for f in loose if f.quantity.kind is Kind.COUNT], facts, wanted)
    facts |= {key: fact for key, fact in counted_standards(sentence).items() if key not in facts}
    unknown = tuple(dict.fromkeys(key for key in _unknown(sentence) if key not in facts))
    return Reading(facts, tuple(f.quantity for f in claims), unknown, unclear)


# 那100亿呢, 换成5000万: the figure stands in the place of the one before.
_INSTEAD: Final = re.compile(r"^(?:那|换成|换做|改成|要是|如果|假如|若是|what about|how about|and if)|呢[?？。]?$")


def _instead(figures: Sequence[Figure], known: Facts, facts: Facts, text: str) -> dict[str, Fact]:
    """The amount that a follow-up names in the place of the only one that was told before."""
    inputs = load_inputs()
    before = [key for key in known if key in inputs and inputs[key].type is InputType.MONEY]
    told = any(key in inputs and inputs[key].type is InputType.MONEY for key in facts)
    if len(figures) != 1 or len(before) != 1 or told or not _INSTEAD.search(text.strip()):
        return {}
    quantity = figures[0].quantity
    return {before[0]: Fact(before[0], quantity.value, quantity.text, approximate=quantity.approximate)}


def _of_other_level(figure: Figure, sentence: Sentence, level: str | None) -> bool:
    """Whether what was received came from another level than the award asked about: 已拿了市里50万, of a district's."""
    start, _ = sentence.clause(figure.quantity.start)
    named = _PAYER.findall(sentence.blanked[start : figure.quantity.start])
    return level is not None and bool(named) and named[-1] != level


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


def _with_neighbours(roles: _Roles, sentence: Sentence) -> _Roles:
    """The roles, where an amount in a list is what the amount before it is: 国家300万、省里500万."""
    completed: _Roles = []
    for figure, key in roles:
        last, last_key = completed[-1] if completed else (figure, None)
        between = sentence.blanked[last.quantity.end : figure.quantity.start]
        listed = last.quantity.kind is figure.quantity.kind and bool(_NEXT_ONE.fullmatch(between))
        joins = key is None and last_key is not None and listed and load_inputs()[last_key].many
        completed.append((figure, last_key if joins else key))
    return completed


def _with_approved(roles: _Roles, wanted: Collection[str]) -> _Roles:
    """The roles, where an amount only said to be approved is what the one before it is: 预计950万，审定下来600万."""
    completed: _Roles = []
    for figure, key in roles:
        before = [k for f, k in completed if k is not None and f.quantity.kind is figure.quantity.kind]
        joins = key is None and before and before[-1] in wanted and _APPROVED.search(figure.left)
        completed.append((figure, before[-1] if joins else key))
    return completed


def _with_years(roles: _Roles, sentence: Sentence) -> _Roles:
    """The roles, where amounts told year by year are all what the first of them is: 第一年500万，第二年800万."""
    each = year_by_year(sentence)
    shared = next((key for figure, key in roles if key in COSTS and figure.quantity.start in each), None)
    return [(figure, shared if shared and figure.quantity.start in each else key) for figure, key in roles]


def _unclear(roles: _Roles) -> Iterator[Unclear]:
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
    if number == 0:
        return True
    entry = load_inputs().get(key or "")
    if number is None or entry is None or not entry.type.is_number:
        return quantity.kind is not Kind.MONEY or quantity.value.low >= 0
    return entry.allows(number)


def _unknown(sentence: Sentence) -> Iterator[str]:
    """The keys whose words stand in a clause that says that they are not known: 几级说不上来 is of the certificates."""
    for asked_for in _WHICH_GRADE.finditer(sentence.blanked):
        start, end = sentence.clause(asked_for.start())
        if _UNSURE.search(sentence.blanked, start, end) or _UNKNOWN.search(sentence.blanked, start, end):
            yield from (key for mention in sentence.mentions for key in mention.keys(InputType.GRADE))
    for mention in sentence.mentions:
        start, end = sentence.clause(mention.start)
        clause = sentence.blanked[start:end]
        options = {t.option for m in sentence.mentions if start <= m.start < end for t in m.targets if t.option}
        if len(options) > 1 and _UNSURE.search(clause):
            yield from (target.key for target in mention.targets if target.option)
        elif _UNKNOWN.search(clause) and not any(start <= f.quantity.start < end for f in sentence.figures):
            yield from (target.key for target in mention.targets if target.option is None)


_RATE_ASKED: Final = re.compile(
    r"几成|百分之几|百分之多少|几个(?:百分)?点|(?:什么|多大|多少|多高|哪个)比例|比例(?:是|为|到底|具体|有|能)*(?:多少|多大|多高|几|什么|怎)"
    r"|按(?:多少|几)(?!多)(?:%|算|比例|给|补|奖)|百分比(?:是|为)?多少|费率(?:是|为)?多少|补几成|贴几(?!多)"
    r"|what (?:percentage|rate|share)"
)
_TOTAL_ASKED: Final = re.compile(
    r"(?:合计|一共|总共|总计|共计|加起来|累计|全部|前后|下来|全程|从头到尾)[^，,。#]{0,8}(?:能|可|会|拿|补|奖|给|贴|得|出|多少|最多|最高|几)"
    r"|(?:拿|补|奖|给|贴|得|出)[^，,。#]{0,4}(?:总额|总数|合计|总共)|in total|altogether"
)
_NOT_TOTAL: Final = re.compile(r"已累计|累计(?:拿|领|获|享受)(?:了|过|到)")
_CEILING_ASKED: Final = re.compile(
    r"最高|最多|上限|封顶|顶格|至多|顶多|天花板|限额|撑死|满打满算|maximum|at most|up to|ceiling|\bcap\b", re.IGNORECASE
)


def asked(question: str) -> Asked:
    """What the question wants: the rate, the total of several years or stages, the ceiling, else the amount."""
    blanked = take_apart(question).blanked
    if _RATE_ASKED.search(question):
        return Asked.RATE
    if _TOTAL_ASKED.search(_NOT_TOTAL.sub("", blanked)):
        return Asked.TOTAL
    return Asked.CEILING if _CEILING_ASKED.search(blanked) else Asked.AMOUNT
