"""A document's own word on combining, ceilings and time, applied to one award."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from assistant.calculator.case import Case, span_shown
from assistant.calculator.edge import fen
from assistant.calculator.figure import Figure
from assistant.calculator.load import load_rules
from assistant.calculator.schema import Effect, Provision
from assistant.calculator.span import Span
from assistant.calculator.trace import step
from assistant.calculator.worth import Worth
from assistant.types import Step
from index.manifest import STANDING_NAMES, Standing

_NO_DOUBLE = {
    Effect.EXCLUDE: "已享受同级其他同类优惠，不得重复享受",
    Effect.HIGHER: "已享受本区其他同类优惠：就高不就低，不重复补贴",
}
_REMARKS = {
    Effect.ALL_UPPER: "本文件的比例和限额均为上限",
    Effect.BUDGET: "实际金额受年度预算控制，以当年申报指南为准",
}
# Whom a text names: bodies, and not also people.
_BODIES = re.compile("企业|公司|单位|机构|主体|运营商|服务商|开发商|院校|园区|平台")
_PERSONS = re.compile("人才|团队|个人")
_LAST_MONTH, _LAST_DAY = 12, 31


def excluded(case: Case) -> Step | None:
    """The line that refuses whoever has had a like support of the same level."""
    if case.flag("same_level_other") is not True or "other_same_level_amount" in case.facts:
        return None
    for provision in load_rules().provisions_of(case.award.document_id):
        if provision.effect in _NO_DOUBLE:
            return _by(provision, _NO_DOUBLE[provision.effect])
    return None


def higher_of(own: Worth, case: Case) -> Worth:
    """The higher of the award and a like support of the same level, where the document says so."""
    other = case.number("other_same_level_amount")
    if other is None:
        return own
    book, document_id = load_rules(), case.award.document_id
    higher, exclude = book.provision(document_id, Effect.HIGHER), book.provision(document_id, Effect.EXCLUDE)
    if higher is not None and other.high is not None and own.span.high is not None:
        span = Span(max(own.span.low, other.low), max(own.span.high, other.high))
        text = f"就高不就低、不重复：本条 {span_shown(own.span)}，另一项 {span_shown(other)}，取 {span_shown(span)}"
        return replace(own, parts=(span,), steps=(*own.steps, _by(higher, text, span)))
    if exclude is not None:
        return replace(own, steps=(*own.steps, _by(exclude, f"与另一项同类优惠（{span_shown(other)}）不得重复享受")))
    return own


def under_project_total(own: Worth, case: Case) -> Worth:
    """The award under the ceiling that all local support together has for one project."""
    provision = load_rules().provision(case.award.document_id, Effect.PROJECT_TOTAL)
    audited = case.facts.get("audited_investment")
    if provision is None or audited is None or not isinstance(audited.value, Span):
        return own
    spent = case.number("local_finance_received") or Span.exactly(0)
    left = audited.value.less(spent)
    span = own.span.within(left)
    sum_words = f"{span_shown(audited.value)} − 已获 {span_shown(spent)} = {span_shown(left)}"
    text = f"同一项目累计不超过投资额：{sum_words}，取 {span_shown(span)}"
    return replace(own, parts=(span,), steps=(*own.steps, _by(provision, text, span)))


def for_others(case: Case) -> Step | None:
    """The line that refuses a person what the text gives to companies and other bodies."""
    who = case.award.who
    if not case.flag("as_individual") or not _BODIES.search(who) or _PERSONS.search(who):
        return None
    return step(case, f"支持对象是{who}，不包括个人", None, None)


def out_of_time(case: Case) -> Step | None:
    """The line that refuses what the caller dates after the award or its document has ended."""
    day = _day_of(case)
    if day is None:
        return None
    end = ends(case.award.until) if case.award.until else None
    if end is not None and case.award.until is not None and day > end:
        return step(case, f"{day.isoformat()}已过政策实施期限（{end.isoformat()}止）", None, case.award.until)
    validity = load_rules().provision(case.award.document_id, Effect.VALIDITY)
    last = _last_day(validity) if validity is not None else None
    if validity is not None and last is not None and day > last:
        return _by(validity, f"{day.isoformat()}已过文件有效期（{last.isoformat()}止）")
    return None


def remarks(case: Case, *, on: date, standing: str) -> Iterator[Step]:
    """What stands beside the amount: the award's own time, the budget, the document's standing."""
    until = case.award.until
    if until is not None:
        state = "已过期" if on > ends(until) else "仍在期限内"
        yield step(case, f"政策实施期限至{ends(until).isoformat()}，{on.isoformat()}{state}", None, until)
    book, document_id = load_rules(), case.award.document_id
    for effect, text in _REMARKS.items():
        provision = book.provision(document_id, effect)
        if provision is not None:
            yield _by(provision, text)
    yield Step(f"文件状态（{on.isoformat()}）：{_standing_name(standing)}")


def _standing_name(standing: str) -> str:
    return STANDING_NAMES[Standing(standing)] if standing in list(Standing) else standing


def _by(provision: Provision, text: str, span: Span | None = None) -> Step:
    amount = None if span is None or span.high is None else fen(span.high)
    return Step(text, amount, provision.clause, provision.quote)


def _day_of(case: Case) -> date | None:
    said = case.options("date")
    return date.fromisoformat(said[0]) if said else None


def _last_day(validity: Provision) -> date | None:
    if validity.until is not None:
        return ends(validity.until)
    if validity.since is not None and validity.years is not None:
        first = ends(validity.since)
        return first.replace(year=first.year + int(validity.years.value)) - timedelta(days=1)
    return None


def ends(written: Figure) -> date:
    """The last day that a written date, month or year still covers."""
    number = int(written.value)
    return date(number // 10000, number // 100 % 100 or _LAST_MONTH, number % 100 or _LAST_DAY)
