"""Who did what, when: written with what it tells of, or not at all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records import rows
from assistant.records.database import Database
from assistant.records.tables import AuditRow
from assistant.records.texts import now
from assistant.records.types import AuditEntry, Page


def note(session: Session, *, who: str, what: str, subject: str = "", **detail: Any) -> None:
    """Note within a session that somebody did something; ``detail`` holds ids and counts, no words of anybody."""
    session.add(AuditRow(at=now(), who=who, what=what, subject=subject, detail=detail))


class Audit:
    """The book of who did what."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, who: str, what: str, *, subject: str = "", **detail: Any) -> None:
        """Note that somebody did something outside the records, as logging in."""
        with self._database.write() as session:
            note(session, who=who, what=what, subject=subject, **detail)

    def list(self, *, limit: int = 50, offset: int = 0) -> Page[AuditEntry]:
        """What was done, the latest first."""
        query = select(AuditRow).order_by(AuditRow.at.desc(), AuditRow.id.desc())
        with self._database.read() as session:
            found: Page[AuditEntry] = rows.page_of(session, query, limit=limit, offset=offset, read=rows.audit_entry)
            return found
