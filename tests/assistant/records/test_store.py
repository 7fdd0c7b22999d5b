"""The records as a whole, well and unwell, and under many threads."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from assistant.errors import BadSetting
from assistant.records import keeper, open_records
from assistant.records.errors import RecordsDown
from assistant.records.store import Records
from assistant.settings import Settings

AWAY = "postgresql://u:p@127.0.0.1:1/d"


def test_the_file_is_in_the_data_folder_unless_a_database_is_named(tmp_path):
    records = open_records(Settings(home=tmp_path))
    assert records.health() == {"ok": True, "database": "sqlite", "waiting": 0, "lost": 0}
    records.close()
    assert (tmp_path / "records.sqlite3").is_file()
    with pytest.raises(BadSetting):
        open_records(Settings(home=tmp_path, database_url="mysql://u@h/d"))


def test_while_the_database_is_away_answers_are_kept_for_later_and_nothing_is_held_up(answer):
    records = Records(AWAY)
    start = time.monotonic()
    ids = {records.keep(answer(), conversation_id="x", owner="browser:a") for _ in range(20)}
    assert len(ids) == 20
    assert time.monotonic() - start < 2
    health = records.health()
    assert health["ok"] is False
    assert "p@" not in str(health)
    with pytest.raises(RecordsDown, match="答复不受影响"):
        records.conversations.list("browser:a")
    records.close()


def written(records):
    """Wait until everything is written: how long that takes is the database's."""
    for _ in range(600):
        if records.health()["waiting"] == 0:
            time.sleep(0.05)
            return
        time.sleep(0.05)


def test_many_people_at_once_lose_nothing(records, answer):
    owners = [f"browser:{n}" for n in range(30)]

    def chat(owner):
        conversation = records.conversations.start(owner)
        kept = [records.keep(answer(question=f"{n}"), conversation_id=conversation.id, owner=owner) for n in range(4)]
        written(records)
        records.answers.rate(kept[0], owner=owner, useful=True)
        return conversation.id

    with ThreadPoolExecutor(30) as pool:
        chats = list(pool.map(chat, owners))
    written(records)
    told = [records.conversations.get(one, owner=owner).answers for one, owner in zip(chats, owners, strict=True)]
    assert told == [4] * 30
    assert records.overview.counts().answers == 120
    assert records.health()["lost"] == 0


def test_what_was_just_kept_is_found_also_when_writing_takes_its_time(records, answer, monkeypatch):
    write = records._keeper._write
    monkeypatch.setattr(records._keeper, "_write", lambda rows: (time.sleep(0.4), write(rows)))
    conversation = records.conversations.start("browser:a")

    def keep(question):
        return records.keep(answer(question=question), conversation_id=conversation.id, owner="browser:a")

    assert records.answers.get(keep("一"), owner="browser:a").question == "一"
    assert records.answers.rate(keep("二"), owner="browser:a", useful=True).useful
    keep("三")
    assert records.conversations.questions(conversation.id, owner="browser:a", last=9) == ("一", "二", "三")
    keep("四")
    assert records.conversations.list("browser:a").items[0].answers == 4
    keep("五")
    records.conversations.delete(conversation.id, owner="browser:a")
    assert records.overview.counts().answers == 0
    assert records.health()["lost"] == 0


@pytest.fixture(params=["before_flush", "after_flush", "before_commit", "commit"])
def failing(request, records, monkeypatch):
    """Makes every transaction fail at a moment of it while the list holds True; the failures."""
    down, failures = [False], []

    def fail(*_):
        if down[0]:
            failures.append(request.param)
            raise OperationalError("x", {}, OSError("gone"))

    if request.param != "commit":
        event.listen(Session, request.param, fail)
        yield down, failures
        event.remove(Session, request.param, fail)
        return
    dialect = records._database._engine.dialect
    commit = dialect.do_commit

    def lost(connection):
        if down[0]:
            failures.append("commit")
            raise dialect.dbapi.OperationalError("gone")
        commit(connection)

    monkeypatch.setattr(dialect, "do_commit", lost)
    yield down, failures


def test_what_waited_for_the_database_is_written_once_when_it_is_back(records, answer, monkeypatch, failing):
    monkeypatch.setattr(keeper, "_RETRY_SECONDS", 0.05)
    down, failures = failing
    conversation = records.conversations.start("browser:a")
    down[0] = True
    asked = [f"第{n}问" for n in range(5)]
    for question in asked:
        records.keep(answer(question=question), conversation_id=conversation.id, owner="browser:a")
    time.sleep(0.3)
    down[0] = False
    written(records)
    assert failures
    kept = records.conversations.answers(conversation.id, owner="browser:a").items
    assert [one.question for one in kept] == asked
    assert all(one.clauses for one in kept)
    assert records.health()["lost"] == 0


def test_an_answer_whose_conversation_is_gone_takes_no_other_along(records, answer):
    gone, stays = (records.conversations.start("browser:a") for _ in range(2))
    records.conversations.delete(gone.id, owner="browser:a")
    with ThreadPoolExecutor(10) as pool:
        for n in range(10):
            at = gone if n % 2 else stays
            pool.submit(records.keep, answer(question=f"{n}"), conversation_id=at.id, owner="browser:a")
    written(records)
    assert records.conversations.get(stays.id, owner="browser:a").answers == 5
