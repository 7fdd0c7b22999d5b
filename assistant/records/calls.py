"""Calls at the operators' desk: a number, notes, and what was told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from assistant.records import rows
from assistant.records.answers import NO_BUILD, answer_row
from assistant.records.audit import note
from assistant.records.database import Database, alone
from assistant.records.errors import NotFound, NotNow
from assistant.records.rows import between
from assistant.records.tables import AnswerRow, CallRow
from assistant.records.texts import clean, new_id, now
from assistant.records.types import AnswerKind, Build, Call, CallStatus, KeptAnswer, Page

KIND: Final = "来电"
MOST_COLLECTED: Final = 100
_SEARCHED: Final = (CallRow.number, CallRow.notes)


class Calls:
    """The calls of all operators; ``operator`` None asks for anybody's, as a supervisor may."""

    def __init__(self, database: Database, *, build: Build = NO_BUILD) -> None:
        self._database = database
        self._build = build

    def open(self, operator: str) -> Call:
        """A new call with the day's next number, as 20261120-0007."""
        at = now()
        with self._database.write() as session:
            alone(session, "calls.number")
            number = _next_number(session, at.astimezone().date())
            row = CallRow(
                id=new_id(), number=number, operator=operator, status=CallStatus.OPEN, notes="", opened=at, changed=at
            )
            session.add(row)
            return rows.call(row)

    def get(self, call_id: str, *, operator: str | None) -> Call:
        """One call with its answers; NotFound when there is none or it is another operator's."""
        with self._database.read() as session:
            return _whole(session, owned_call(session, call_id, operator))

    def list(
        self,
        operator: str | None,
        *,
        status: CallStatus | None = None,
        words: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Page[Call]:
        """Calls without their answers, the last opened first; words are looked for in number and notes.

        ``since`` and ``until`` bound when they were opened; ``until`` itself is not included.
        """
        conditions = [CallRow.operator == operator] if operator is not None else []
        conditions += [CallRow.status == status] if status is not None else []
        conditions += between(CallRow.opened, since, until)
        conditions += [or_(*(c.icontains(word, autoescape=True) for c in _SEARCHED)) for word in words.split()]
        query = select(CallRow).where(*conditions).order_by(CallRow.opened.desc(), CallRow.id)
        with self._database.read() as session:
            found: Page[Call] = rows.page_of(session, query, limit=limit, offset=offset, read=rows.call)
            return found

    def write_notes(self, call_id: str, *, operator: str | None, notes: str) -> Call:
        """The call with these notes instead of those before."""
        with self._database.write() as session:
            row = owned_call(session, call_id, operator)
            row.notes, row.changed = clean(notes), now()
            return _whole(session, row)

    def collect(
        self,
        call_id: str,
        answer: Mapping[str, Any],
        *,
        operator: str | None,
        owner: str,
        kind: AnswerKind = AnswerKind.ANSWER,
    ) -> KeptAnswer:
        """An answer or a looked-up card put into the call's record; a card has ``question``, ``citations`` and more."""
        with self._database.write() as session:
            call = owned_call(session, call_id, operator)
            if _collected(session, call_id) >= MOST_COLLECTED:
                raise NotNow(f"一次来电最多收 {MOST_COLLECTED} 条答复。 / A call holds {MOST_COLLECTED} answers.")
            row = answer_row(answer, owner=owner, call_id=call_id, kind=kind, build=self._build)
            call.changed = row.at
            session.add(row)
            session.flush()
            return rows.kept_answer(row)

    def drop(self, call_id: str, answer_id: str, *, operator: str | None) -> None:
        """Take an answer out of the call's record again."""
        with self._database.write() as session:
            owned_call(session, call_id, operator)
            row = session.get(AnswerRow, answer_id)
            if row is None or row.call_id != call_id:
                raise NotFound("答复", answer_id)
            session.delete(row)

    def set_status(self, call_id: str, *, operator: str | None, status: CallStatus) -> Call:
        """The call as open, handed over or closed; notes may be mended in each."""
        at = now()
        with self._database.write() as session:
            row = owned_call(session, call_id, operator)
            row.status, row.changed = status, at
            row.closed = at if status is CallStatus.CLOSED else None
            return _whole(session, row)

    def erase(self, call_id: str, *, who: str) -> None:
        """Erase a call with its notes and answers."""
        with self._database.write() as session:
            session.delete(owned_call(session, call_id, None))
            note(session, who=who, what="call.erase", subject=call_id)


def owned_call(session: Session, call_id: str, operator: str | None) -> CallRow:
    """The row of a call of this operator's; NotFound otherwise."""
    row = session.get(CallRow, call_id)
    if row is None or operator not in (None, row.operator):
        raise NotFound(KIND, call_id)
    return row


def _whole(session: Session, row: CallRow) -> Call:
    query = select(AnswerRow).where(AnswerRow.call_id == row.id).order_by(AnswerRow.at, AnswerRow.id)
    return rows.call(row, tuple(rows.kept_answer(told) for told in session.scalars(query.limit(MOST_COLLECTED))))


def _next_number(session: Session, day: date) -> str:
    """The day's next number; the length first, so that 10000 comes after 9999."""
    start = day.strftime("%Y%m%d-")
    last = session.scalar(
        select(CallRow.number)
        .where(CallRow.number.startswith(start, autoescape=True))
        .order_by(func.length(CallRow.number).desc(), CallRow.number.desc())
        .limit(1)
    )
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:04}"


def _collected(session: Session, call_id: str) -> int:
    return session.scalar(select(func.count()).where(AnswerRow.call_id == call_id)) or 0
