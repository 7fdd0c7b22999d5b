"""``records`` exports, erases and cuts off, on the configured database."""

from __future__ import annotations

import json

import pytest

from assistant.records.store import Records


@pytest.fixture
def kept(home, tmp_path, monkeypatch):
    """A conversation in a database of this test, which the command line is told of."""
    url = f"sqlite:///{tmp_path / 'r.sqlite3'}"
    monkeypatch.setenv("POLICY_ASSISTANT_DATABASE_URL", url)
    records = Records(url)
    conversation = records.conversations.start("browser:a", title="甲")
    records.keep({"question": "奖多少？", "status": "answered"}, conversation_id=conversation.id, owner="browser:a")
    records.close()
    return conversation.id


def test_everything_is_printed_as_json_lines(run, kept):
    ran = run("records", "export")
    assert ran.code == 0
    assert [json.loads(line)["type"] for line in ran.out.splitlines()] == ["conversation", "answer", "audit"]


def test_one_conversation_goes_to_a_file(run, kept, tmp_path):
    target = tmp_path / "out.jsonl"
    ran = run("records", "export", "--conversation", kept, "-o", target)
    assert (ran.code, ran.out) == (0, "")
    assert "2" in ran.err
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [line["type"] for line in lines] == ["conversation", "answer"]


def test_a_file_that_cannot_be_written_is_one_sentence(run, kept, tmp_path):
    ran = run("records", "export", "-o", tmp_path / "no" / "out.jsonl")
    assert ran.code == 2
    assert "不能写" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", [("erase", "none"), ("export", "--conversation", "none")])
def test_a_conversation_that_is_not_there_is_one_sentence(run, kept, command):
    ran = run("records", *command)
    assert (ran.code, ran.out) == (2, "")
    assert "没有这个对话：none" in ran.err


def test_a_conversation_is_erased(run, kept):
    assert run("records", "erase", kept).code == 0
    assert kept not in "".join(line for line in run("records", "export").out.splitlines() if '"audit"' not in line)


def test_what_is_too_old_is_cut_off_by_the_setting_or_by_days(run, kept):
    assert "答复 0" in run("records", "purge").out
    assert "答复 1，对话 1" in run("records", "purge", "--days", "0").out


def test_a_database_that_is_away_is_one_sentence(run, home, monkeypatch):
    monkeypatch.setenv("POLICY_ASSISTANT_DATABASE_URL", "postgresql://u:geheim@127.0.0.1:1/d")
    ran = run("records", "purge")
    assert ran.code == 1
    assert "记录库现在用不了" in ran.err
    assert "geheim" not in ran.err


def test_an_unknown_command_is_answered_with_the_nearest(run):
    ran = run("records", "ereas")
    assert ran.code == 2
    assert "erase" in ran.err
