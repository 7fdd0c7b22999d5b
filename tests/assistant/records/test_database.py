"""A database that fails says so in one word, is left in peace for a while, and never half writes."""

from __future__ import annotations

import sqlite3
import threading
import time

import pytest
from sqlalchemy import text

from assistant.errors import BadSetting
from assistant.records import database as module
from assistant.records.database import Database
from assistant.records.errors import NotNow, RecordsDown
from assistant.records.store import Records
from assistant.records.tables import ConversationRow
from assistant.records.texts import now


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "mysql://u:geheim@h/d", "postgresql://u:geheim@h", "oracle://u:geheim@h/d", "://"],
)
def test_a_url_that_is_none_of_ours_is_refused_without_its_password(url):
    with pytest.raises(BadSetting, match="postgresql://") as refused:
        Database(url, prepare=lambda connection: None)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_every_way_of_writing_postgresql_takes_our_driver(scheme):
    database = Database(f"{scheme}://u:p@127.0.0.1:1/d", prepare=lambda connection: None)
    assert database.kind == "postgresql"
    assert database._engine.url.drivername == "postgresql+pg8000"


def test_what_fails_in_the_middle_is_not_written(records):
    def half():
        with records._database.write() as session:
            session.add(ConversationRow(id="x", owner="browser:a", title="", created=now(), changed=now()))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert records.conversations.list("browser:a").total == 0


def test_a_clash_is_told_as_one(records):
    kept = records.conversations.start("browser:a")
    with pytest.raises(NotNow), records._database.write() as session:
        session.add(ConversationRow(id=kept.id, owner="browser:a", title="", created=now(), changed=now()))


def test_sqlite_lets_others_read_while_one_writes(tmp_path):
    records = Records(f"sqlite:///{tmp_path / 'r.sqlite3'}")
    records.conversations.start("browser:a")
    other = sqlite3.connect(tmp_path / "r.sqlite3", isolation_level=None)
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE conversations SET title = '写'")
    assert records.conversations.list("browser:a").items[0].title == ""
    other.execute("COMMIT")
    assert records.conversations.list("browser:a").items[0].title == "写"
    other.close()
    records.close()


def test_a_writer_waits_for_another_process_s_short_write(tmp_path):
    records = Records(f"sqlite:///{tmp_path / 'r.sqlite3'}")
    records.check()
    other = sqlite3.connect(tmp_path / "r.sqlite3", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()
    start = time.monotonic()
    records.conversations.start("browser:a")
    assert time.monotonic() - start >= 0.25
    other.close()
    records.close()


def test_a_damaged_file_is_told_without_a_trace(tmp_path):
    path = tmp_path / "r.sqlite3"
    path.write_bytes(b"this is no database at all " * 100)
    records = Records(f"sqlite:///{path}")
    with pytest.raises(RecordsDown, match="DatabaseError"):
        records.check()
    assert records.health() == {"ok": False, "why": "DatabaseError", "waiting": 0, "lost": 0}
    records.close()


def test_a_folder_that_is_not_there_is_made(tmp_path):
    records = Records(f"sqlite:///{tmp_path / 'new' / 'r.sqlite3'}")
    records.check()
    records.close()


def test_a_server_that_is_away_is_asked_again_only_after_a_rest(monkeypatch):
    asked = []
    database = Database("postgresql://u:p@127.0.0.1:1/d", prepare=lambda connection: None)
    connect = database._engine.connect
    monkeypatch.setattr(database._engine, "connect", lambda: (asked.append(1), connect())[1])
    for _ in range(5):
        with pytest.raises(RecordsDown):
            database.check()
    assert len(asked) == 1
    monkeypatch.setattr(module, "_REST_SECONDS", 0.0)
    with pytest.raises(RecordsDown):
        database.check()
    assert len(asked) == 2


def test_an_error_does_not_tell_what_people_said(records):
    with pytest.raises(RecordsDown) as failed, records._database.read() as session:
        session.execute(text("SELECT * FROM nothing WHERE said = :said"), {"said": "秘密的话"})
    told = f"{failed.value} {failed.value.__cause__}"
    assert "秘密" not in told


def test_one_statement_that_fails_does_not_hold_up_the_others(records):
    with pytest.raises(RecordsDown), records._database.read() as session:
        session.execute(text("SELECT nonsense"))
    records.check()
