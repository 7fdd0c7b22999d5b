from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assistant.errors import BadSetting, BadValue, UnknownName
from assistant.person import Role
from assistant.service.passwords import matches
from assistant.service.users import add_user, read_users, remove_user, set_password

HASH = "scrypt$2$8$1$" + "A" * 22 + "$" + "A" * 43


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "users.yaml"


def test_users_are_added_read_changed_and_removed(path: Path) -> None:
    add_user(path, "王芳", role=Role.OPERATOR, password="geheimnis1")
    add_user(path, "zhao", role=Role.SUPERVISOR, password="geheimnis2")
    users = read_users(path)
    assert [(user.name, user.role) for user in users.values()] == [("王芳", "operator"), ("zhao", "supervisor")]
    set_password(path, "王芳", password="geheimnis3")
    changed = read_users(path)
    assert matches("geheimnis3", changed["王芳"].hash)
    assert changed["zhao"] == users["zhao"]
    remove_user(path, "王芳")
    assert list(read_users(path)) == ["zhao"]


def test_the_file_holds_no_password_and_is_its_owner_s_alone(path: Path) -> None:
    add_user(path, "王芳", role=Role.GUEST, password="geheimnis1")
    assert "geheimnis1" not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir() if one.name.startswith("users.yaml") and one != path] in (
        [],
        ["users.yaml.lock"],
    )


def test_a_name_is_taken_once_however_it_is_written(path: Path) -> None:
    add_user(path, "ｚｈａｏ", role=Role.GUEST, password="geheimnis1")
    assert list(read_users(path)) == ["zhao"]
    with pytest.raises(BadValue, match="已有用户"):
        add_user(path, " zhao ", role=Role.GUEST, password="geheimnis1")


@pytest.mark.parametrize("name", ["", " ", "a b", "../x", "a:b", "a\nb", "<b>", "_a", "x" * 41, "=1"])
def test_what_is_no_name_is_refused(path: Path, name: str) -> None:
    with pytest.raises(BadValue, match="用户名"):
        add_user(path, name, role=Role.GUEST, password="geheimnis1")
    assert not path.exists()


@pytest.mark.parametrize("password", ["", "1234567", "x" * 1025])
def test_a_password_too_short_or_too_long_is_refused(path: Path, password: str) -> None:
    with pytest.raises(BadValue, match="8"):
        add_user(path, "a", role=Role.GUEST, password=password)


def test_an_unknown_user_is_answered_with_the_nearest(path: Path) -> None:
    add_user(path, "wangfang", role=Role.GUEST, password="geheimnis1")
    for attempt in (lambda: remove_user(path, "wangfan"), lambda: set_password(path, "wangfan", password="geheimnis1")):
        with pytest.raises(UnknownName, match="wangfang"):
            attempt()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[]", "users"),
        ("users: {}", "users"),
        ("users: []\nextra: 1", "users"),
        ("users: [1]", r"users\[0\]"),
        (f"users:\n- {{name: a, role: chef, hash: {HASH}}}", "role"),
        ("users:\n- {name: a, role: guest, hash: klartext}", "hash"),
        (f"users:\n- {{name: a, role: guest, hash: {HASH}, x: 1}}", r"users\[0\]"),
        (f"users:\n- {{name: a, role: guest, hash: {HASH}}}\n- {{name: a, role: guest, hash: {HASH}}}", r"users\[1\]"),
        ("users:\n- {name: a", "users"),
        ("users: []\nusers: []", "twice"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "users.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting, match=where) as refused:
        read_users(path)
    assert "klartext" not in str(refused.value)
    assert "users.yaml" in str(refused.value)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="users add"):
        read_users(tmp_path / "none.yaml")


def test_a_failed_change_leaves_the_file_as_it_was(path: Path) -> None:
    add_user(path, "a", role=Role.GUEST, password="geheimnis1")
    before = path.read_bytes()
    with pytest.raises(BadValue):
        add_user(path, "a", role=Role.GUEST, password="geheimnis1")
    assert path.read_bytes() == before
