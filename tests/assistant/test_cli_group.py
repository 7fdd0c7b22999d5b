"""What every command shares: near names, days, one sentence for an error."""

from __future__ import annotations

import sys
from datetime import date

import click
import pytest

from assistant.cli_group import SuggestingGroup, day, fail_cleanly
from assistant.errors import BadValue, NotReady, UnknownName
from index.errors import StoreError
from index.load import LoadError
from index.yamlfile import DataFileError

FAILURES = {
    "unknown": UnknownName("地方", "深川", ["深圳", "广州"]),
    "bad": BadValue("营收写错了\n请改正"),
    "not-ready": NotReady("索引没有建好"),
    "store": StoreError("库读不出来"),
    "load": LoadError("a.txt 不是文本"),
    "data": DataFileError("a.yaml: 写错了"),
    "abort": click.Abort(),
}


@pytest.fixture
def group():
    @click.group(cls=SuggestingGroup)
    def group() -> None:
        pass

    @group.command()
    @click.argument("name")
    def fail(name: str) -> None:
        raise FAILURES[name]

    @group.command()
    def works() -> None:
        click.echo("好")

    @group.command()
    def defective() -> None:
        raise ZeroDivisionError

    return group


@pytest.fixture
def ended(group, monkeypatch, capsys):
    def ended(*arguments):
        monkeypatch.setattr(sys, "argv", ["program", *arguments])
        code = fail_cleanly(group)
        return code, capsys.readouterr().err

    return ended


def test_command_that_works_ends_with_nought(ended):
    assert ended("works") == (0, "")


@pytest.mark.parametrize(
    ("name", "code"),
    [("unknown", 2), ("bad", 2), ("not-ready", 1), ("store", 1), ("load", 1), ("data", 1), ("abort", 130)],
)
def test_error_ends_as_one_line_and_its_code(ended, name, code):
    ended_with, said = ended("fail", name)
    assert ended_with == code
    assert said.count("\n") == 1
    assert str(FAILURES[name]).split("\n")[0][:6] in said


def test_defect_of_ours_is_not_hidden(ended):
    with pytest.raises(ZeroDivisionError):
        ended("defective")


@pytest.mark.parametrize(("typed", "near"), [("work", "works"), ("wroks", "works"), ("fial", "fail")])
def test_mistyped_command_is_answered_with_the_nearest(ended, typed, near):
    code, said = ended(typed)
    assert code == 2
    assert near in said


def test_command_like_no_other_is_answered_with_all(ended):
    code, said = ended("zzz")
    assert code == 2
    assert all(name in said for name in ("fail", "works"))


@pytest.mark.parametrize("arguments", [["works", "--nope"], ["works", "more"], ["fail"], ["--nope"]])
def test_wrong_use_of_a_command_is_the_users_mistake(ended, arguments):
    code, said = ended(*arguments)
    assert code == 2
    assert said.count("\n") == 1


def test_day_is_read_as_it_is_written():
    assert day("2027-10-15") == date(2027, 10, 15)


@pytest.mark.parametrize("text", ["明天", "2026-13-01", "2026-02-30", "15/10/2027", "", "99999-01-01"])
def test_what_is_no_day_says_how_to_write_one(text):
    with pytest.raises(BadValue, match="2026-11-20"):
        day(text)
