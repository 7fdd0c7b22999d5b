"""The figures of calculations: what was worked out may be said, as it was worked out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assistant.calculator.load import load_rules
from assistant.calculator.quantity import Kind
from assistant.guard.matching import Setting
from assistant.guard.told import Told, figures_told, readable
from assistant.guard.violation import Violation, ViolationKind
from assistant.guard.wording import Limit, Use, is_by_month, is_lacking, without_denials
from assistant.types import Bound, Calculation, Outcome

_LIMITS: Final = {
    Bound.EXACT: Limit.EXACT,
    Bound.UPPER: Limit.UPPER,
    Bound.RANGE: Limit.UPPER,
    Bound.LOWER: Limit.LOWER,
}
_TIMES: Final = re.compile(r"\s*(?:[×x*]|乘)")
_EQUALS: Final = re.compile(r"(?:=|等于)\s*$")
_RECKONED: Final = re.compile("计算|算|乘|[=×x*]|times|multipl")
_COMES_TO: Final = re.compile(r"\s*(?:也?就是|[是为即得合]|折合|约合|comes? to|is)\s*(?:rmb )?\d")
_GIVEN: Final = re.compile("奖|补|贴|资助|给|获|拿|领|可得|award|receiv|get|grant")
_WORKING: Final = re.compile(r"[=＝×x*÷+−]|乘|等于|除以|减去?|加上|是$|为$|即$|算|得出|余额|equals?|times")


@dataclass(frozen=True, slots=True)
class Trace:
    """The figures of the calculations of some clauses, and how each that came out is meant."""

    figures: frozenset[tuple[str, Fraction]]
    results: Mapping[Fraction, frozenset[Limit]]
    refuses: bool
    by_year: bool
    factors: frozenset[Fraction]
    outcomes: frozenset[Fraction]
    ranges: frozenset[tuple[Fraction, Fraction]]

    def misranged(self, low: Told, high: Told) -> bool:
        """Whether two amounts are told as the ends of a range of which only the lower one was worked out."""
        ends = {top for bottom, top in self.ranges if bottom == low.value}
        return low.kind == high.kind == Kind.MONEY and bool(ends) and high.value not in ends

    def faults(self, told: Told, setting: Setting) -> tuple[Violation, ...] | None:
        """What is wrong with a figure that was worked out; None when it was not."""
        result = told.kind == Kind.MONEY and told.value in self.results
        if not result and (told.kind, told.value) not in self.figures:
            return None
        return tuple(self._faults(told, setting, result=result))

    def _faults(self, told: Told, setting: Setting, *, result: bool) -> Iterator[Violation]:
        if result and told.limit not in self.results[told.value] and not self.works_out(told):
            yield Violation(ViolationKind.BOUND, told.clause.strip())
        if not result and told.kind == Kind.MONEY and told.use is Use.AWARD and not self.works_out(told):
            yield Violation(ViolationKind.FIGURE, told.text)
        if result and told.whose:
            yield Violation(ViolationKind.PER, told.clause.strip())
        lacking = not result and is_lacking(without_denials(setting.sentence))
        if told.denied and not self.refuses and not lacking:
            yield Violation(ViolationKind.NEGATION, told.clause.strip())
        if result and (is_by_month(told.left) or (told.yearly and not self.by_year) or (told.total and self.by_year)):
            yield Violation(ViolationKind.PERIOD, told.clause.strip())

    def headlines(self, told: Told) -> bool:
        """Whether an amount is told as what came out, without a word of how often or for whom."""
        return told.value in self.results and not (told.yearly or told.total or told.whose)

    def came_to(self, told: Told) -> bool:
        """Whether an amount is what a calculation came to, or a step told as one."""
        return told.value in self.results or self.works_out(told)

    def reckons(self, told: Told) -> bool:
        """Whether a share of the calculation is told as what was reckoned with: 按30%计算."""
        worked = _RECKONED.search(told.clause) or _COMES_TO.match(told.right)
        return (told.kind, told.value) in self.figures and bool(worked)

    def misreckons(self, told: Told, *, of_rate: bool = False) -> bool:
        """Whether an amount is told as a factor or an outcome of a sum, or as what a rate comes to, and is none."""
        factor = bool(_TIMES.match(told.right)) and told.value not in self.factors
        outcome = (of_rate or bool(_EQUALS.search(told.left))) and told.value not in self.outcomes
        return bool(self.outcomes) and (factor or outcome)

    def works_out(self, told: Told) -> bool:
        """Whether a figure of the calculation is told as a step of it: 2000万元乘以30%是600万元."""
        worked = not _GIVEN.search(told.left) and (_WORKING.search(told.left) or _WORKING.match(told.right.lstrip()))
        return bool(worked) and ((told.kind, told.value) in self.figures or told.value in self.results)


def trace_of(calculations: Sequence[Calculation], clause_ids: Collection[str]) -> Trace:
    """What the calculations of the clauses may have said of them."""
    mine = [calculation for calculation in calculations if calculation.clause_id in clause_ids]
    texts = [text for calculation in mine for text in _texts(calculation)]
    texts += [step.text for c in calculations if c not in mine for step in c.steps if step.clause_id in clause_ids]
    figures = {(told.kind, told.value) for text in texts for told in figures_told(readable(text))}
    results: dict[Fraction, frozenset[Limit]] = {}
    for calculation in mine:
        for amount, limit in _results(calculation):
            results[amount] = results.get(amount, frozenset()) | {limit}
    refuses = any(c.outcome is Outcome.NOT_ELIGIBLE for c in mine)
    sums = [text.partition("=") for text in texts if "=" in text]
    factors = {told.value for before, _, _ in sums for told in figures_told(readable(before))}
    outcomes = {told.value for _, _, after in sums for told in figures_told(readable(after))} | set(results)
    by_year = any(_by_year(c) for c in mine)
    ranges = {
        (Fraction(c.at_least_yuan), Fraction(c.amount_yuan))
        for c in mine
        if c.at_least_yuan is not None and c.amount_yuan is not None
    }
    return Trace(
        figures=frozenset(figures),
        results=results,
        refuses=refuses,
        by_year=by_year,
        factors=frozenset(factors),
        outcomes=frozenset(outcomes if sums else ()),
        ranges=frozenset(ranges | set(_ranges_of(texts))),
    )


def _ranges_of(texts: Sequence[str]) -> Iterator[tuple[Fraction, Fraction]]:
    """The ends of the ranges that steps tell: 240万元至800万元."""
    for text in texts:
        told = [one for one in figures_told(readable(text)) if one.kind == Kind.MONEY]
        for low, high in itertools.pairwise(told):
            if low.limit is Limit.LOWER and high.limit is Limit.UPPER and low.text == high.text:
                yield low.value, high.value


def _by_year(calculation: Calculation) -> bool:
    """Whether what was worked out is for one year of several."""
    award = load_rules().by_id.get(calculation.award_id or "")
    return award is not None and (award.duration is not None or any(cap.per.is_yearly for cap in award.caps))


def _texts(calculation: Calculation) -> tuple[str, ...]:
    steps = tuple(step.text for step in calculation.steps)
    return (*steps, *calculation.inputs.values(), *calculation.conditions)


def _results(calculation: Calculation) -> tuple[tuple[Fraction, Limit], ...]:
    limit = _LIMITS[calculation.bound or Bound.UPPER]
    told = (
        (calculation.amount_yuan, limit),
        (calculation.at_least_yuan, Limit.LOWER),
        (
            calculation.ceiling_yuan if calculation.amount_yuan is None else None,
            Limit.EXACT if limit is Limit.EXACT else Limit.UPPER,
        ),
    )
    return tuple((Fraction(amount), how) for amount, how in told if amount is not None)
