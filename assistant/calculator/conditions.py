"""Whether the facts decide a requirement: met, unmet, or open."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assistant.calculator.case import Case, shown
from assistant.calculator.fact import Fact
from assistant.calculator.figure import Figure
from assistant.calculator.schema import Condition
from assistant.calculator.span import Span


class Truth(StrEnum):
    """What the facts say of a requirement."""

    MET = "met"
    UNMET = "unmet"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """A requirement, what the facts say of it, and the fact in words."""

    condition: Condition
    truth: Truth
    given: str = ""


_YES_NO = frozenset({"是", "否", "yes", "no", "true", "false"})

Compare = Callable[[Fraction, Fraction], bool]

# The words around a threshold that decide its boundary; a longer word stands before one it holds.
_COMPARISONS: tuple[tuple[str, Compare], ...] = (
    ("不少于", operator.ge),
    ("不低于", operator.ge),
    ("不超过", operator.le),
    ("不高于", operator.le),
    ("及以上", operator.ge),
    ("以上", operator.ge),
    ("以下", operator.le),
    ("以内", operator.le),
    ("超过", operator.gt),
    ("高于", operator.gt),
    ("突破", operator.gt),
    ("低于", operator.lt),
    ("不足", operator.lt),
    ("不满", operator.lt),
    ("达", operator.ge),
    ("满", operator.ge),
)


def findings(case: Case) -> tuple[Finding, ...]:
    """Each of the award's conditions with what the facts say of it."""
    return tuple(finding(condition, case) for condition in case.award.conditions)


def finding(condition: Condition, case: Case) -> Finding:
    """What the facts say of one condition."""
    if condition.any_of:
        return _any_of(condition, case)
    if condition.fact is None or (fact := case.fact(condition.fact)) is None:
        return Finding(condition, Truth.OPEN)
    return Finding(condition, _decided(condition, case, condition.fact), _given(condition, fact))


def _given(condition: Condition, fact: Fact) -> str:
    """The fact in words: a yes or no in the caller's, since 已建平台（否） would read as its opposite."""
    if condition.is_ is None or fact.said in _YES_NO or not fact.said:
        return "" if condition.is_ is False else shown(fact)
    return fact.said


def comparison(text: str, threshold: Figure) -> Compare:
    """How the words compare with the threshold; ValueError when no word of theirs says so."""
    near = text.replace(threshold.text, "")
    for word, compare in _COMPARISONS:
        if word in near:
            return compare
    raise ValueError(f"{text!r} does not say how it compares with {threshold.text}")


def _decided(condition: Condition, case: Case, key: str) -> Truth:
    if condition.is_ is not None:
        flag = case.flag(key)
        return Truth.OPEN if flag is None else _truth(flag is condition.is_)
    if condition.one_of:
        chosen = case.options(key)
        return _truth(bool(set(chosen) & set(condition.one_of))) if chosen else Truth.OPEN
    number = case.number(key)
    if number is None:
        return Truth.OPEN
    if condition.positive:
        return _compared(number, operator.gt, Fraction(0))
    if condition.value is None:
        return Truth.MET
    return _compared(number, comparison(condition.text, condition.value), condition.value.value)


def _compared(number: Span, compare: Compare, threshold: Fraction) -> Truth:
    """The comparison at both ends; an open end lies beyond every threshold."""
    low = compare(number.low, threshold)
    high = compare(threshold + 1, threshold) if number.high is None else compare(number.high, threshold)
    return _truth(low) if low is high else Truth.OPEN


def _any_of(condition: Condition, case: Case) -> Finding:
    parts = [finding(alternative, case) for alternative in condition.any_of]
    given = "、".join(part.given for part in parts if part.given)
    if any(part.truth is Truth.MET for part in parts):
        return Finding(condition, Truth.MET, given)
    closed = [fact for key in condition.closed_by if (fact := case.fact(key)) is not None]
    if closed or all(part.truth is Truth.UNMET for part in parts):
        return Finding(condition, Truth.UNMET, given or "、".join(shown(fact) for fact in closed))
    return Finding(condition, Truth.OPEN, given)


def _truth(yes: bool) -> Truth:
    return Truth.MET if yes else Truth.UNMET


def unmet(found: Iterable[Finding]) -> Finding | None:
    """The first requirement that the facts contradict."""
    return next((f for f in found if f.truth is Truth.UNMET), None)
