"""One award tried on the facts of one caller: the page to read first.

The facts are checked for sense, the requirements decided, the formula worked out, the ceilings
and the document's own provisions applied; what comes out is rounded to fen once.
"""

from __future__ import annotations

from datetime import date

from assistant.calculator.case import Case
from assistant.calculator.conditions import Finding, Truth, findings
from assistant.calculator.fact import Asked, Facts
from assistant.calculator.formula import worth
from assistant.calculator.limits import limited
from assistant.calculator.provisions import excluded, for_others, higher_of, out_of_time, remarks, under_project_total
from assistant.calculator.report import Report, condition_text
from assistant.calculator.schema import Award
from assistant.calculator.sense import nonsense
from assistant.calculator.trace import step
from assistant.calculator.years import over
from assistant.types import Calculation, Step
from index.manifest import document


def calculate(
    award: Award, facts: Facts, *, on: date, asked: Asked = Asked.AMOUNT, standing: str | None = None
) -> Calculation:
    """What the award comes to on these facts; the document's standing is looked up unless given."""
    case = Case(award, facts, asked)
    standing = standing or document(award.document_id).standing(on).value
    report = Report(case, findings(case), tuple(remarks(case, on=on, standing=standing)), standing)
    if again := nonsense(case):
        return report.asks(again, (step(case, "所给数字不合常理，请核对后再算", None, None),))
    if refusal := _refusal(case, report.found):
        return report.refuses(refusal)
    gross = worth(case)
    if gross.refusal is not None:
        return report.refuses(gross.refusal)
    return report.tells(under_project_total(higher_of(limited(gross, case), case), case))


def _refusal(case: Case, found: tuple[Finding, ...]) -> Step | None:
    """The first thing that rules the award out: a requirement, who asks, another support, the years, the date."""
    failed = next((f for f in found if f.truth is Truth.UNMET), None)
    if failed is not None:
        return step(case, condition_text(failed), None, failed.condition.refusal or failed.condition.text)
    return for_others(case) or excluded(case) or over(case) or out_of_time(case)
