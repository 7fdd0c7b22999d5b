"""``users`` writes the users file; passwords come unseen, or from a pipe."""

from __future__ import annotations

import pytest

from assistant.service.passwords import matches
from assistant.service.users import read_users


@pytest.fixture
def path(tmp_path, monkeypatch):
    path = tmp_path / "users.yaml"
    monkeypatch.setenv("POLICY_ASSISTANT_USERS", str(path))
    return path


def test_a_user_is_added_listed_changed_and_removed(run, path):
    assert run("users", "add", "王芳", "--role", "supervisor", stdin="geheimnis1\n").code == 0
    assert run("users", "list").out.split() == ["王芳", "supervisor", "主管"]
    assert run("users", "passwd", "王芳", stdin="geheimnis2\n").code == 0
    assert matches("geheimnis2", read_users(path)["王芳"].hash)
    assert run("users", "remove", "王芳").code == 0
    assert run("users", "list").out == ""


def test_no_password_is_ever_printed(run, path):
    for ran in (run("users", "add", "a", stdin="geheimnis1\n"), run("users", "passwd", "a", stdin="kurz\n")):
        assert "geheimnis1" not in ran.out + ran.err
        assert "kurz" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (("add", "a b"), "geheimnis1\n", "用户名"),
        (("add", "a"), "kurz\n", "密码至少 8"),
        (("add", "a"), "", "密码至少 8"),
        (("add", "a", "--role", "chef"), "geheimnis1\n", "chef"),
        (("list",), "", "users add"),
        (("passwd", "a"), "geheimnis1\n", "users add"),
    ],
)
def test_mistakes_are_one_sentence(run, path, arguments, stdin, told):
    ran = run("users", *arguments, stdin=stdin)
    assert ran.code == 2
    assert told in ran.err
    assert not path.exists()


def test_a_name_is_checked_before_a_password_is_asked(run, path):
    run("users", "add", "wangfang", stdin="geheimnis1\n")
    again = run("users", "add", "wangfang", stdin="")
    assert (again.code, "已有用户" in again.err) == (2, True)
    unknown = run("users", "passwd", "wangfan", stdin="")
    assert (unknown.code, "wangfang" in unknown.err) == (2, True)


def test_without_the_setting_it_says_what_to_set(run, home, tmp_path, monkeypatch):
    monkeypatch.setenv("POLICY_ASSISTANT_USERS", "")
    ran = run("users", "add", "neu", stdin="geheimnis1\n")
    assert ran.code == 0
    assert f"POLICY_ASSISTANT_USERS={home / 'users.yaml'}" in ran.err
    (home / "users.yaml").unlink()
