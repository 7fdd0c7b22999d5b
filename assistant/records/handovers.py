"""Questions handed on: a colleague answers, and a second person approves before it counts as an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from assistant.errors import BadValue
from assistant.records import rows
from assistant.records.audit import note
from assistant.records.calls import owned_call
from assistant.records.database import Database
from assistant.records.errors import NotFound, NotNow
from assistant.records.tables import ConversationRow, HandoverRow
from assistant.records.texts import clean, clean_all, new_id, now
from assistant.records.types import CallStatus, ClauseMark, Handover, HandoverStatus, Page

KIND: Final = "转办"
_S = HandoverStatus
# What each step needs before it.
_BEFORE: Final[Mapping[HandoverStatus, tuple[HandoverStatus, ...]]] = {
    _S.ANSWERED: (_S.OPEN, _S.ANSWERED, _S.REJECTED),
    _S.APPROVED: (_S.ANSWERED,),
    _S.REJECTED: (_S.ANSWERED,),
    _S.WITHDRAWN: (_S.OPEN, _S.ANSWERED, _S.REJECTED, _S.APPROVED),
}
_NAMES: Final = {
    _S.OPEN: "待答复",
    _S.ANSWERED: "待复核",
    _S.APPROVED: "已通过",
    _S.REJECTED: "已退回",
    _S.WITHDRAWN: "已撤回",
}


class Handovers:
    """The questions that were handed on, open to every operator."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(
        self,
        question: str,
        *,
        by: str,
        context: Mapping[str, Any] | None = None,
        call_id: str | None = None,
        conversation_id: str | None = None,
    ) -> Handover:
        """A question handed on with its context; a call that it comes from counts as handed over."""
        if not question.strip():
            raise BadValue("请写明要转办的问题。 / Say what is asked.")
        with self._database.write() as session:
            if call_id is not None:
                owned_call(session, call_id, None).status = CallStatus.HANDED_OVER
            if conversation_id is not None and session.get(ConversationRow, conversation_id) is None:
                raise NotFound("对话", conversation_id)
            row = HandoverRow(
                id=new_id(),
                status=_S.OPEN,
                question=clean(question),
                context=clean_all(dict(context or {})),
                asked_by=by,
                asked_at=now(),
                call_id=call_id,
                conversation_id=conversation_id,
                answer="",
                clauses=[],
                answered_by="",
                decided_by="",
                decision="",
            )
            session.add(row)
            note(session, who=by, what="handover.ask", subject=row.id)
            return rows.handover(row)

    def get(self, handover_id: str) -> Handover:
        """One of them; NotFound when there is none."""
        with self._database.read() as session:
            return rows.handover(_found(session, handover_id))

    def list(
        self, *, status: HandoverStatus | None = None, words: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Handover]:
        """Those of a status, the latest first; words are looked for in question and answer."""
        with self._database.read() as session:
            found: Page[Handover] = rows.page_of(
                session, _listed(status, words), limit=limit, offset=offset, read=rows.handover
            )
            return found

    def answer(self, handover_id: str, *, by: str, answer: str, clauses: Sequence[ClauseMark] = ()) -> Handover:
        """A colleague's answer, and the clauses that it rests on; it waits for a second person's yes."""
        if not answer.strip():
            raise BadValue("请写下答复。 / Write the answer.")
        with self._database.write() as session:
            row = _step(session, handover_id, _S.ANSWERED)
            row.answer, row.answered_by, row.answered_at = clean(answer), by, now()
            row.clauses = [{"clause_id": mark.clause_id, "sha256": mark.sha256} for mark in clauses]
            row.decided_by, row.decided_at, row.decision = "", None, ""
            note(session, who=by, what="handover.answer", subject=row.id)
            return rows.handover(row)

    def decide(self, handover_id: str, *, by: str, approve: bool, decision: str = "") -> Handover:
        """A second person's yes or no, with what they say of it; NotNow for whoever wrote the answer."""
        with self._database.write() as session:
            row = _step(session, handover_id, _S.APPROVED if approve else _S.REJECTED)
            if row.answered_by == by:
                raise NotNow("自己写的答复要由另一人复核。 / An answer is approved by somebody else than its author.")
            row.decided_by, row.decided_at, row.decision = by, now(), clean(decision)
            note(session, who=by, what="handover.approve" if approve else "handover.reject", subject=row.id)
            return rows.handover(row)

    def withdraw(self, handover_id: str, *, by: str) -> Handover:
        """The question or the approved answer taken back."""
        with self._database.write() as session:
            row = _step(session, handover_id, _S.WITHDRAWN)
            note(session, who=by, what="handover.withdraw", subject=row.id)
            return rows.handover(row)


def _step(session: Session, handover_id: str, to: HandoverStatus) -> HandoverRow:
    """The row moved on to a status, when it is far enough for that."""
    row = _found(session, handover_id)
    if row.status not in _BEFORE[to]:
        now_at = _NAMES[_S(row.status)]
        raise NotNow(f"这条转办{now_at}，不能改为{_NAMES[to]}。 / It is {row.status} and cannot become {to}.")
    row.status = to
    return row


def _found(session: Session, handover_id: str) -> HandoverRow:
    row = session.get(HandoverRow, handover_id, with_for_update=True)
    if row is None:
        raise NotFound(KIND, handover_id)
    return row


def _listed(status: HandoverStatus | None, words: str) -> Select[HandoverRow]:
    query = select(HandoverRow)
    if status is not None:
        query = query.where(HandoverRow.status == status)
    for word in words.split():
        query = query.where(
            or_(
                HandoverRow.question.icontains(word, autoescape=True),
                HandoverRow.answer.icontains(word, autoescape=True),
            )
        )
    return query.order_by(HandoverRow.asked_at.desc(), HandoverRow.id)
