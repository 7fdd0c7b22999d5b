"""What keeps the records small and everybody's own: export, erasure, and an end after a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from assistant.jsonable import jsonable
from assistant.records import rows
from assistant.records.audit import note
from assistant.records.database import Database
from assistant.records.errors import NotFound
from assistant.records.tables import AnswerRow, AuditRow, CallRow, ConversationRow, HandoverRow
from assistant.records.texts import now
from assistant.records.types import HandoverStatus, Json

_BATCH: Final = 100


class Upkeep:
    """Export, erasure and retention over all owners."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export(self, *, conversation_id: str | None = None, owner: str | None = None) -> Iterator[Json]:
        """Everything as JSON objects, each with its ``type``; one conversation of them when one is named.

        Read in small batches: however much there is, little of it is in memory.
        """
        if conversation_id is not None:
            yield from self._conversation(conversation_id, owner)
            return
        tables: tuple[tuple[str, Any, Any], ...] = (
            ("conversation", ConversationRow, rows.conversation),
            ("call", CallRow, rows.call),
            ("answer", AnswerRow, rows.kept_answer),
            ("handover", HandoverRow, rows.handover),
            ("audit", AuditRow, rows.audit_entry),
        )
        for kind, table, read in tables:
            yield from self._all(kind, table, read)

    def erase(self, conversation_id: str, *, who: str) -> None:
        """Erase anybody's conversation, with its answers, what was thought of them, and what was handed on from it."""
        with self._database.write() as session:
            _conversation(session, conversation_id, None)
            session.execute(delete(HandoverRow).where(HandoverRow.conversation_id == conversation_id))
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
            note(session, who=who, what="conversation.erase", subject=conversation_id)

    def purge(self, *, days: int, who: str = "retention") -> dict[str, int]:
        """Erase what is older than so many days; how many rows of each kind were.

        Approved answers stay until they are withdrawn, without the context that they came from.
        """
        before = now() - timedelta(days=days)
        ended = HandoverRow.status != HandoverStatus.APPROVED
        conditions: tuple[tuple[str, Any, Any], ...] = (
            ("answers", AnswerRow, AnswerRow.at < before),
            ("conversations", ConversationRow, ConversationRow.changed < before),
            ("calls", CallRow, CallRow.changed < before),
            ("handovers", HandoverRow, ended & (HandoverRow.asked_at < before)),
            ("audit", AuditRow, AuditRow.at < before),
        )
        with self._database.write() as session:
            session.execute(update(HandoverRow).where(HandoverRow.asked_at < before).values(context={}))
            erased: dict[str, Any] = {name: _erased(session, table, condition) for name, table, condition in conditions}
            if any(erased.values()):
                note(session, who=who, what="records.purge", **erased, days=days)
            return erased

    def _conversation(self, conversation_id: str, owner: str | None) -> Iterator[Json]:
        with self._database.read() as session:
            row = _conversation(session, conversation_id, owner)
            yield _line("conversation", rows.conversation(row))
            query = select(AnswerRow).where(AnswerRow.conversation_id == conversation_id)
            for answer in session.scalars(query.order_by(AnswerRow.at, AnswerRow.id)):
                yield _line("answer", rows.kept_answer(answer))

    def _all(self, kind: str, table: Any, read: Any) -> Iterator[Json]:
        """The rows of a table by their keys, a session a batch: a slow reader holds nobody up."""
        last: Any = None
        while True:
            with self._database.read() as session:
                query = select(table) if last is None else select(table).where(table.id > last)
                found = session.scalars(query.order_by(table.id).limit(_BATCH)).all()
                lines = [_line(kind, read(row)) for row in found]
                last = found[-1].id if found else None
            yield from lines
            if len(lines) < _BATCH:
                return


def _line(kind: str, record: Any) -> Json:
    return {"type": kind, **jsonable(record)}


def _erased(session: Session, table: Any, condition: Any) -> int:
    return int(session.execute(delete(table).where(condition)).rowcount)  # type: ignore[attr-defined]


def _conversation(session: Session, conversation_id: str, owner: str | None) -> ConversationRow:
    row = session.get(ConversationRow, conversation_id)
    if row is None or owner not in (None, row.owner):
        raise NotFound("对话", conversation_id)
    return row
