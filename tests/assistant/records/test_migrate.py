"""The database is brought up to date wholly or not at all, by one process, and never down."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from assistant.records import migrate as migrating
from assistant.records.database import Database
from assistant.records.errors import RecordsDown, RecordsTooNew
from assistant.records.migrate import migrate
from assistant.records.store import Records
from assistant.records.tables import Base


@pytest.fixture
def database(url):
    opened = Database(url, prepare=migrate)
    yield opened
    opened.close()


def tables(url):
    bare = Database(url, prepare=lambda connection: None)
    with bare.read() as session:
        found = set(inspect(session.connection()).get_table_names())
    bare.close()
    return found


def test_an_empty_database_gets_every_table(url, database):
    database.check()
    assert tables(url) == {*Base.metadata.tables, "alembic_version"}


def test_the_steps_make_what_the_tables_say(database):
    with database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_old_database_keeps_its_rows_through_another_start(url, answer):
    for n in range(3):
        records = Records(url)
        conversation = records.conversations.start("browser:a", title=str(n))
        assert records.conversations.list("browser:a").total == n + 1
        assert records.conversations.get(conversation.id, owner="browser:a").title == str(n)
        records.close()


def test_a_step_that_fails_leaves_nothing_behind(url, monkeypatch):
    create, made = op.create_table, []

    def failing(name, *columns, **options):
        if len(made) == 4:
            raise OSError("the disk is full")
        made.append(name)
        return create(name, *columns, **options)

    monkeypatch.setattr(op, "create_table", failing)
    database = Database(url, prepare=migrate)
    with pytest.raises(RecordsDown):
        database.check()
    database.close()
    assert len(made) == 4
    assert tables(url) == set()
    monkeypatch.undo()
    again = Database(url, prepare=migrate)
    again.check()
    again.close()
    assert tables(url) >= set(made)


def test_a_database_of_a_later_version_is_refused_and_left_alone(url, database):
    database.check()
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    later = Database(url, prepare=migrate)
    with pytest.raises(RecordsTooNew, match="9999"):
        later.check()
    later.close()
    with database.read() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_processes_that_start_at_once_do_not_disturb_each_other(url):
    program = (
        "import sys; from assistant.records.store import Records; "
        "r = Records(sys.argv[1]); r.check(); r.conversations.start('browser:a'); r.close()"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, url], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    told = [process.communicate(timeout=60)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], told
    records = Records(url)
    assert records.conversations.list("browser:a").total == 3
    records.close()


def test_the_folder_of_steps_may_hold_any_character(monkeypatch, tmp_path, url):
    import shutil

    odd = tmp_path / "100% 步骤"
    shutil.copytree(migrating._FOLDER, odd)
    monkeypatch.setattr(migrating, "_FOLDER", odd)
    database = Database(url, prepare=migrate)
    database.check()
    database.close()
