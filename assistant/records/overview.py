"""A supervisor's questions: what was asked, refused, marked wrong, told most, and under which version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from assistant.records import rows
from assistant.records.database import Database
from assistant.records.tables import AnswerRow, CallRow, FeedbackRow, HandoverRow, ToldClauseRow
from assistant.records.types import (
    MOST_ITEMS,
    AskedClause,
    Counts,
    HandoverStatus,
    KeptAnswer,
    Page,
    Telling,
    ToldVersion,
    Which,
)

ALL = Which()


class Overview:
    """What the records say as a whole; every list comes in pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, which: Which = ALL) -> Counts:
        """The period in numbers."""
        with self._database.read() as session:
            rated = select(FeedbackRow.useful, func.count()).where(
                *rows.between(FeedbackRow.at, which.since, which.until)
            )
            useful: dict[bool, int] = dict(session.execute(rated.group_by(FeedbackRow.useful)).all())
            calls = (
                select(func.count()).select_from(CallRow).where(*rows.between(CallRow.opened, which.since, which.until))
            )
            waiting = select(func.count()).where(HandoverRow.status.in_([HandoverStatus.OPEN, HandoverStatus.ANSWERED]))
            by: dict[str, dict[str, int]] = {
                name: dict(session.execute(_counted(column, which)).all())
                for name, column in (("status", AnswerRow.status), ("reason", AnswerRow.reason))
            }
            return Counts(
                answers=sum(by["status"].values()),
                by_status=by["status"],
                by_reason=by["reason"],
                useful=useful.get(True, 0),
                not_useful=useful.get(False, 0),
                calls=session.scalar(calls) or 0,
                open_handovers=session.scalar(waiting) or 0,
            )

    def asked(self, which: Which = ALL, *, limit: int = 50, offset: int = 0) -> Page[KeptAnswer]:
        """What was asked and answered, the latest first: all, the refused, those marked wrong."""
        query = select(AnswerRow).where(*_filters(which)).order_by(AnswerRow.at.desc(), AnswerRow.id)
        return self._page(query, limit, offset, rows.kept_answer)

    def clauses(self, which: Which = ALL, *, limit: int = 50, offset: int = 0) -> Page[AskedClause]:
        """The clauses told, the most told first."""
        told, last = func.count(), func.max(AnswerRow.at)
        query = (
            select(ToldClauseRow.clause_id, func.max(ToldClauseRow.document), func.max(ToldClauseRow.label), told, last)
            .join(AnswerRow, AnswerRow.id == ToldClauseRow.answer_id)
            .where(*_filters(which))
            .group_by(ToldClauseRow.clause_id)
            .order_by(told.desc(), ToldClauseRow.clause_id)
        )
        return self._page(query, limit, offset, AskedClause)

    def versions(self, clause_id: str = "", *, limit: int = 50, offset: int = 0) -> Page[ToldVersion]:
        """Under which versions a clause (or each clause) was told, the latest first."""
        chosen = [ToldClauseRow.clause_id == clause_id] if clause_id else []
        return self._page(_versions(*chosen), limit, offset, ToldVersion)

    def outdated(self, current: Mapping[str, str], *, limit: int = 50, offset: int = 0) -> Page[ToldVersion]:
        """What was told of clauses that read otherwise today; ``current`` is the hash of every clause, by id."""
        # There is a row for each version ever told, not for each telling: they are sifted as they come.
        with self._database.read() as session:
            found = session.execute(_versions().execution_options(yield_per=MOST_ITEMS))
            old = (ToldVersion(*row) for row in found if current.get(row[0]) != row[3])
            return rows.sifted(old, limit=limit, offset=offset)

    def tellings(
        self, clause_id: str, *, sha256: str = "", until: datetime | None = None, limit: int = 50, offset: int = 0
    ) -> Page[Telling]:
        """Every time that a clause was told, or one version of it, the latest first: whom to call back."""
        query = (
            select(
                AnswerRow.id,
                AnswerRow.at,
                ToldClauseRow.clause_id,
                ToldClauseRow.sha256,
                ToldClauseRow.standing,
                AnswerRow.question,
                AnswerRow.conversation_id,
                AnswerRow.call_id,
                CallRow.number,
                CallRow.operator,
            )
            .join(AnswerRow, AnswerRow.id == ToldClauseRow.answer_id)
            .outerjoin(CallRow, CallRow.id == AnswerRow.call_id)
            .where(ToldClauseRow.clause_id == clause_id, *rows.between(AnswerRow.at, None, until))
            .order_by(AnswerRow.at.desc(), AnswerRow.id)
        )
        return self._page(query.where(ToldClauseRow.sha256 == sha256) if sha256 else query, limit, offset, Telling)

    def _page(self, query: rows.AnySelect, limit: int, offset: int, read: Any) -> Page[Any]:
        with self._database.read() as session:
            return rows.page_of(session, query, limit=limit, offset=offset, read=read)


def _versions(*conditions: ColumnElement[bool]) -> rows.AnySelect:
    """Each version of each clause that was told, the latest first."""
    last = func.max(AnswerRow.at)
    return (
        select(
            ToldClauseRow.clause_id,
            func.max(ToldClauseRow.document),
            func.max(ToldClauseRow.label),
            ToldClauseRow.sha256,
            func.count(),
            func.min(AnswerRow.at),
            last,
        )
        .join(AnswerRow, AnswerRow.id == ToldClauseRow.answer_id)
        .where(*conditions)
        .group_by(ToldClauseRow.clause_id, ToldClauseRow.sha256)
        .order_by(last.desc(), ToldClauseRow.clause_id, ToldClauseRow.sha256)
    )


def _counted(column: Any, which: Which) -> Select[Any]:
    return select(column, func.count()).where(*_filters(which)).group_by(column)


def _filters(which: Which) -> list[ColumnElement[bool]]:
    found = rows.between(AnswerRow.at, which.since, which.until)
    if which.status:
        found.append(AnswerRow.status == which.status)
    if which.reason:
        found.append(AnswerRow.reason == which.reason)
    if which.useful is not None:
        rated = select(FeedbackRow.answer_id).where(
            FeedbackRow.answer_id == AnswerRow.id, FeedbackRow.useful.is_(which.useful)
        )
        found.append(rated.exists())
    return found + [AnswerRow.question.icontains(word, autoescape=True) for word in which.words.split()]
