"""Amounts that stand in a list: by turnover, by level, by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from assistant.calculator.case import Case, span_shown
from assistant.calculator.fact import Asked
from assistant.calculator.say import written, yuan
from assistant.calculator.schema import Grade, Level, Steps, Tier, Tiers, TopUp
from assistant.calculator.span import ANYTHING, Span
from assistant.calculator.trace import step
from assistant.calculator.worth import Worth
from assistant.types import Step


def tiers(award: Tiers | TopUp, case: Case) -> Worth:
    """The reward of the highest threshold reached; below the lowest there is none."""
    base = case.number(award.base)
    if base is None:
        return Worth((_through(award.tiers, ANYTHING),), missing=(award.base,))
    lowest = award.tiers[0]
    if base.high is not None and base.high < lowest.reached.value:
        text = f"{span_shown(base)}，未达到最低一档 {lowest.reached.text}"
        return Worth((Span.exactly(0),), refusal=step(case, text, None, lowest.reached))
    span = _through(award.tiers, base)
    top = [t for t in award.tiers if base.high is None or t.reached.value <= base.high][-1]
    text = f"{span_shown(base)}，达到 {top.reached.text} 一档：{span_shown(span)}"
    reached = Worth((span,), (step(case, text, span.high, None),))
    if again := _reached_before(award, case, span):
        return replace(reached, refusal=again)
    return _once_more(award, case, base, reached)


def _reached_before(award: Tiers | TopUp, case: Case, now: Span) -> Step | None:
    """The line that refuses a tier that an earlier year's turnover had reached: 首次达到 is said of the first time."""
    before = case.number("revenue_before")
    first = next((c for c in award.conditions if c.fact == "first_time"), None)
    if before is None or first is None or now.high is None:
        return None
    tier = [t for t in award.tiers if t.reached.value <= before.low]
    if not tier or tier[-1].amount.value < now.high:
        return None
    text = f"此前年度的营业收入 {span_shown(before)} 已达到 {tier[-1].reached.text} 一档，不是首次达到"
    return step(case, text, None, first.text)


def _through(tiers: Sequence[Tier], base: Span) -> Span:
    def reward(number: Fraction) -> Fraction:
        return max((t.amount.value for t in tiers if t.reached.value <= number), default=Fraction(0))

    return base.through(reward, top=tiers[-1].amount.value)


def _once_more(award: Tiers | TopUp, case: Case, base: Span, reached: Worth) -> Worth:
    """The same for whoever was rewarded for a tier before."""
    before = _rewarded_before(award, case)
    if before is None:
        return reached
    if reached.span.high is not None and reached.span.high <= before.low:
        text = f"{span_shown(base)} 没有达到比已享受的更高的等级（此前已按该条享受 {span_shown(before)}）"
        return replace(reached, refusal=step(case, text, None, None))
    if isinstance(award, Tiers):
        note = step(case, f"此前已享受 {span_shown(before)}；原文没有写按差额扣减", None, None)
        return replace(reached, steps=(*reached.steps, note))
    left = reached.span.less(before)
    text = f"按差额补足：{span_shown(reached.span)} − {span_shown(before)} = {span_shown(left)}"
    return replace(reached, parts=(left,), steps=(*reached.steps, step(case, text, left.high, award.words)))


def _rewarded_before(award: Tiers | TopUp, case: Case) -> Span | None:
    received = case.number("already_received")
    if received is not None:
        return received
    tier = case.number("highest_tier_received")
    if tier is None or tier.high is None:
        return None
    # Below every tier it cannot be a turnover: the caller named the reward itself.
    return tier if tier.high < award.tiers[0].reached.value else _through(award.tiers, tier)


def level(award: Level, case: Case) -> Worth:
    """The amount of the level, or of several."""
    chosen = case.options(award.fact)
    grades = {grade.name: grade for grade in award.levels}
    amounts = [grade.amount.value for grade in award.levels]
    if not chosen:
        top = sum(amounts, Fraction(0)) if award.several == "stages" else max(amounts)
        return Worth((Span(Fraction(0), top),), missing=(award.fact,))
    listed = [grades[name] for name in chosen if name in grades]
    if not listed:
        named = "、".join(grades)
        text = f"{'、'.join(chosen)}不在所列之内：原文只列{named}"
        return Worth((ANYTHING,), refusal=step(case, text, None, None))
    return _several(award, case, listed)


def _several(award: Level, case: Case, listed: Sequence[Grade]) -> Worth:
    if award.several == "highest":
        listed = [max(listed, key=lambda grade: grade.amount.value)]
    if award.several == "stages" and case.asked is Asked.TOTAL:
        last = max(award.levels.index(grade) for grade in listed)
        listed = award.levels[: last + 1]
    parts = [Span.exactly(grade.amount.value) for grade in listed]
    lines = [step(case, f"{g.name}：{yuan(g.amount.value)}", g.amount.value, None) for g in listed]
    count = case.number("count") if award.several == "sum" and len(listed) == 1 else None
    if count is not None and count.high is not None and count.low >= 1:
        parts = [parts[0].product(count)]
        lines.append(step(case, f"{span_shown(count, written)}项，合计 {span_shown(parts[0])}", parts[0].high, None))
    elif len(parts) > 1:
        total = Span.total(parts)
        lines.append(step(case, f"合计 {span_shown(total)}", total.high, None))
    return Worth((Span.total(parts),), tuple(lines))


def steps(award: Steps, case: Case) -> Worth:
    """The first reward, and one for each further step that is complete."""
    base = case.number(award.base)
    if base is None:
        return Worth((ANYTHING,), missing=(award.base,))
    first = award.first.reached.value
    if base.high is not None and base.high < first:
        text = f"{span_shown(base)}，未达到 {award.first.reached.text}"
        return Worth((Span.exactly(0),), refusal=step(case, text, None, award.first.reached))

    def reward(number: Fraction) -> Fraction:
        if number < first:
            return Fraction(0)
        return award.first.amount.value + floor((number - first) / award.every.value) * award.amount.value

    span = base.through(reward, top=None)
    more = base.through(lambda n: Fraction(max(floor((n - first) / award.every.value), 0)), top=None)
    text = f"首次达到 {award.first.reached.text}：{award.first.amount.text}"
    lines = [step(case, text, award.first.amount.value, award.first.amount)]
    if more.high != 0:
        text = f"增加 {span_shown(more, written)} 个 {award.every.text}，各 {award.amount.text}：共 {span_shown(span)}"
        lines.append(step(case, text, span.high, award.words))
    before = case.number("already_received")
    if before is not None:
        left = span.less(before)
        text = f"{span_shown(span)} − 已获 {span_shown(before)} = {span_shown(left)}"
        lines.append(step(case, text, left.high, None))
        span = left
    return Worth((span,), tuple(lines))
