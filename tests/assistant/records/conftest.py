"""Records on a real database: SQLite in a folder of the test, and PostgreSQL where CI offers a server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, select, text

from assistant.records.store import Records
from assistant.records.tables import AnswerRow, AuditRow, CallRow, ConversationRow, FeedbackRow, HandoverRow
from assistant.records.types import Build

POSTGRESQL = "TEST_POSTGRESQL_URL"
MOMENTS = {"created", "changed", "opened", "closed", "at", "asked_at", "answered_at", "decided_at"}

CITATION = {
    "clause_id": "shenzhen#5.12",
    "document_id": "shenzhen",
    "document": "深圳市若干措施",
    "label": "五、（十二）",
    "text": "请致电0755-12345678。",
    "standing": "in_force",
    "sha256": "ab" * 32,
}
ANSWER = {
    "id": "a-1",
    "question": "深圳奖多少？",
    "rewritten": None,
    "status": "answered",
    "reason": "ok",
    "answer": "给予50万元。[1]",
    "spoken": "可得五十万元。",
    "citations": [CITATION],
    "calculations": [{"award_id": "shenzhen#5.12/a", "inputs": {"revenue": "12亿"}, "steps": []}],
    "as_of": "2026-11-20",
    "engine": "deterministic",
    "elapsed_ms": 12.5,
}


@pytest.fixture
def answer() -> Callable[..., dict[str, Any]]:
    """An answer object with what a test changes of it."""
    return lambda **changed: {**ANSWER, **changed}


@pytest.fixture
def citation() -> Callable[..., dict[str, Any]]:
    """A citation with what a test changes of it."""
    return lambda **changed: {**CITATION, **changed}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, on the real thing in each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.sqlite3'}"
        return
    server = os.environ.get(POSTGRESQL)
    if not server:
        pytest.skip(f"no PostgreSQL server is offered in {POSTGRESQL}; .ci/postgresql starts one")
    name = f"t_{uuid.uuid4().hex}"
    admin = create_engine(make_url(server).set(drivername="postgresql+pg8000"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """Empty records."""
    opened = Records(url, build=Build("b-1", {"shenzhen": "v-1"}))
    yield opened
    opened.close()


@pytest.fixture
def aged(records: Records) -> Callable[..., None]:
    """Makes what is kept so many days older."""

    def age(days: int) -> None:
        with records._database.write() as session:
            for table in (ConversationRow, CallRow, AnswerRow, FeedbackRow, HandoverRow, AuditRow):
                for row in session.scalars(select(table)):
                    for name in MOMENTS & set(table.__table__.columns.keys()):
                        if getattr(row, name) is not None:
                            setattr(row, name, getattr(row, name) - timedelta(days=days))

    return age
