"""Rows of the database as the frozen records that everybody else sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from assistant.errors import BadValue
from assistant.records.tables import AnswerRow, AuditRow, CallRow, ConversationRow, FeedbackRow, HandoverRow
from assistant.records.tables import ToldClauseRow as ClauseRow
from assistant.records.types import (
    MOST_ITEMS,
    AnswerKind,
    AuditEntry,
    Call,
    CallStatus,
    ClauseMark,
    Conversation,
    Feedback,
    Handover,
    HandoverStatus,
    KeptAnswer,
    Page,
    ToldClause,
)

R = TypeVar("R")
AnySelect = Select[*tuple[Any, ...]]


def page_of(session: Session, query: AnySelect, *, limit: int, offset: int, read: Any) -> Page[Any]:
    """One page of a query's rows, each read into a record; the query says the order."""
    _check(limit, offset)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    found = session.execute(query.limit(limit).offset(offset))
    return Page(tuple(read(*row) for row in found), total, limit, offset)


def sifted(items: Iterable[R], *, limit: int, offset: int) -> Page[R]:
    """One page of items that come one by one; no more of them than the page are held."""
    _check(limit, offset)
    chosen, total = [], 0
    for total, item in enumerate(items, start=1):
        if offset < total <= offset + limit:
            chosen.append(item)
    return Page(tuple(chosen), total, limit, offset)


def _check(limit: int, offset: int) -> None:
    if not 1 <= limit <= MOST_ITEMS or offset < 0:
        raise BadValue(
            f"每页 1 到 {MOST_ITEMS} 条，从 0 开始数。 / A page holds 1 to {MOST_ITEMS} items, counted from 0."
        )


def between(column: Any, since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """Conditions that a moment lies in a period, whose end is not included; an end that is None is open."""
    after = [column >= since] if since else []
    return after + ([column < until] if until else [])


def conversation(row: ConversationRow, answers: int = 0) -> Conversation:
    """A conversation."""
    return Conversation(row.id, row.owner, row.title, row.created, row.changed, answers)


def kept_answer(row: AnswerRow) -> KeptAnswer:
    """An answer with its clauses and what was thought of it."""
    related = {
        "kind": AnswerKind(row.kind),
        "clauses": tuple(_same(ToldClause, clause) for clause in row.clauses),
        "feedback": tuple(feedback(given) for given in row.feedback),
    }
    return _same(KeptAnswer, row, **related)


def feedback(row: FeedbackRow) -> Feedback:
    """What somebody thought of an answer."""
    return _same(Feedback, row)


def call(row: CallRow, answers: tuple[KeptAnswer, ...] = ()) -> Call:
    """A call."""
    return _same(Call, row, status=CallStatus(row.status), answers=answers)


def handover(row: HandoverRow) -> Handover:
    """A question that was handed on."""
    marks = tuple(ClauseMark(**mark) for mark in row.clauses)
    return _same(Handover, row, status=HandoverStatus(row.status), clauses=marks)


def audit_entry(row: AuditRow) -> AuditEntry:
    """Something that somebody did."""
    return _same(AuditEntry, row)


def told_clause_row(place: int, told: ToldClause) -> ClauseRow:
    """A clause as a row."""
    return ClauseRow(place=place, **{field.name: getattr(told, field.name) for field in fields(told)})


def _same(record: type[R], row: Any, /, **others: Any) -> R:
    """A record whose fields are the row's columns of the same names, but for some."""
    names = [field.name for field in fields(record)]  # type: ignore[arg-type]  # every record is a dataclass
    return record(**{name: getattr(row, name) for name in names if name not in others}, **others)
