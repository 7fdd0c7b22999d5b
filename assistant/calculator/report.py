"""The outcome of a case as a record: what every outcome shares, and what tells them apart."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.calculator.bounds import bound_of
from assistant.calculator.case import Case, shown, used
from assistant.calculator.conditions import Finding, Truth
from assistant.calculator.edge import fen
from assistant.calculator.fact import Asked
from assistant.calculator.formula import worth
from assistant.calculator.inputs import load_inputs
from assistant.calculator.limits import limited
from assistant.calculator.load import load_rules
from assistant.calculator.trace import step
from assistant.calculator.worth import Worth
from assistant.types import Bound, Calculation, Missing, Outcome, Step

_TRUTHS = {Truth.MET: "已满足", Truth.UNMET: "不满足", Truth.OPEN: "需满足（未核验）"}


@functools.cache
def ceiling(award_id: str) -> Fraction | None:
    """The most that the text allows anybody over all years, in yuan; None when it names no ceiling."""
    case = Case(load_rules().award(award_id), {}, Asked.TOTAL)
    return limited(worth(case), case).span.high


def condition_text(found: Finding) -> str:
    """A requirement in a line: whether it is met, in whose words, and by which fact."""
    given = f"（{found.given}）" if found.given else ""
    return f"{_TRUTHS[found.truth]}：{found.condition.text}{given}"


@dataclass(frozen=True, slots=True)
class Report:
    """A case with its requirements decided and the remarks that stand beside every outcome."""

    case: Case
    found: tuple[Finding, ...]
    remarks: tuple[Step, ...]
    standing: str

    def asks(self, missing: tuple[Missing, ...], steps: tuple[Step, ...]) -> Calculation:
        """A fact that the arithmetic needs is not there."""
        return replace(self._record(Outcome.NEEDS_INPUT, steps), missing=missing)

    def refuses(self, refusal: Step) -> Calculation:
        """The facts rule the award out; of a requirement that the refusal is about nothing else is told."""
        others = tuple(f for f in self.found if f.truth is not Truth.MET or f.condition.text != refusal.quote)
        return replace(self, found=others)._record(Outcome.NOT_ELIGIBLE, (refusal,))

    def tells(self, net: Worth) -> Calculation:
        """The amount, or why there is none."""
        if net.unstated:
            return self._record(Outcome.NO_FIXED_AMOUNT, net.steps)
        high = net.span.high
        if high is None or (net.missing and self.case.asked is Asked.AMOUNT):
            return self.asks(tuple(load_inputs()[key].missing for key in net.missing), net.steps)
        bound = self._bound(net)
        return replace(
            self._record(Outcome.AMOUNT, net.steps),
            amount_yuan=fen(high),
            at_least_yuan=fen(net.span.low) if bound in (Bound.RANGE, Bound.LOWER) else None,
            bound=bound,
        )

    def _bound(self, net: Worth) -> Bound:
        worded = bound_of(self.case.award.id)
        if net.missing:
            return Bound.UPPER
        if net.span.is_exact or self.case.award.kind == "upto":
            return worded
        return Bound.RANGE

    def _record(self, outcome: Outcome, steps: tuple[Step, ...]) -> Calculation:
        award, top = self.case.award, ceiling(self.case.award.id)
        return Calculation(
            award_id=award.id,
            clause_id=award.clause_id,
            title=award.title,
            outcome=outcome,
            ceiling_yuan=None if top is None else fen(top),
            inputs={fact.key: fact.said for fact in used(self.case)},
            facts={fact.key: shown(fact) for fact in used(self.case)},
            conditions=tuple(condition_text(found) for found in self._told()),
            steps=(*steps, *self._notes(), *self.remarks),
            standing=self.standing,
        )

    def _told(self) -> Iterator[Finding]:
        """The requirements without those that a longer one says already, with the same finding."""
        said = [(found.truth, found.condition.text) for found in self.found]
        for found in self.found:
            text = found.condition.text
            if not any(truth is found.truth and text != other and text in other for truth, other in said):
                yield found

    def _notes(self) -> Iterator[Step]:
        for found in self._told():
            if found.truth is not Truth.UNMET:
                yield step(self.case, condition_text(found), None, found.condition.text)
        for reading in self.case.award.readings:
            yield step(self.case, f"说明：{reading}", None, None)
