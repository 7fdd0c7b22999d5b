from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BadSetting
from assistant.person import Role
from assistant.service.access import SESSION_COOKIE, LoginDoor, Networks, OpenDoor, ProxyDoor, Visit, doorman
from assistant.service.users import add_user, remove_user
from assistant.settings import Settings


def visit(address: str = "127.0.0.1", cookies: dict[str, str] | None = None, **headers: str) -> Visit:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Visit(address, named, cookies or {}, "browser:x")


@pytest.fixture
def users(tmp_path: Path) -> Path:
    path = tmp_path / "users.yaml"
    add_user(path, "王芳", role=Role.OPERATOR, password="geheimnis1")
    return path


@pytest.mark.parametrize(
    ("host", "role"), [("127.0.0.1", Role.SUPERVISOR), ("localhost", Role.SUPERVISOR), ("::1", Role.SUPERVISOR)]
)
def test_without_a_login_this_machine_s_user_may_do_everything(tmp_path: Path, host: str, role: Role) -> None:
    person = doorman(Settings(home=tmp_path, host=host)).person(visit())
    assert person is not None
    assert (person.role, person.owner, person.known) == (role, "browser:x", False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.9", "policy.example"])
def test_without_a_login_other_machines_are_guests(tmp_path: Path, host: str) -> None:
    person = doorman(Settings(home=tmp_path, host=host)).person(visit("127.0.0.1"))
    assert person is not None
    assert person.role is Role.GUEST


def test_with_a_login_nobody_is_let_in_without(tmp_path: Path, users: Path) -> None:
    door = doorman(Settings(home=tmp_path, users=str(users)))
    assert isinstance(door, LoginDoor)
    assert door.person(visit()) is None
    assert door.person(visit(cookies={SESSION_COOKIE: "forged"})) is None
    word = door.sessions.begin(door.users()["王芳"])
    person = door.person(visit(cookies={SESSION_COOKIE: word}))
    assert person is not None
    assert (person.name, person.role, person.owner, person.known) == ("王芳", Role.OPERATOR, "user:王芳", True)


def test_where_guests_are_let_in_a_login_is_still_known(tmp_path: Path, users: Path) -> None:
    door = doorman(Settings(home=tmp_path, users=str(users), public=True))
    assert isinstance(door, LoginDoor)
    guest = door.person(visit())
    assert guest is not None
    assert (guest.role, guest.owner, guest.known) == (Role.GUEST, "browser:x", False)
    person = door.person(visit(cookies={SESSION_COOKIE: door.sessions.begin(door.users()["王芳"])}))
    assert person is not None
    assert person.role is Role.OPERATOR


def test_a_user_who_is_removed_is_out_at_once_and_a_broken_file_lets_nobody_in(tmp_path: Path, users: Path) -> None:
    door = doorman(Settings(home=tmp_path, users=str(users)))
    assert isinstance(door, LoginDoor)
    word = door.sessions.begin(door.users()["王芳"])
    remove_user(users, "王芳")
    assert door.person(visit(cookies={SESSION_COOKIE: word})) is None
    users.write_text("users: kaputt", encoding="utf-8")
    assert door.person(visit(cookies={SESSION_COOKIE: word})) is None


def test_a_users_file_that_is_not_there_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="users add"):
        doorman(Settings(home=tmp_path, users=str(tmp_path / "none.yaml")))


def proxy(**changed: Any) -> ProxyDoor:
    given = {"user_header": "X-User", "role_header": "X-Role", "trusted": Networks(("127.0.0.0/8", "::1/128"))}
    return ProxyDoor(**{**given, **changed})


@pytest.mark.parametrize(
    ("role", "expected"),
    [("operator", Role.OPERATOR), (" Supervisor ", Role.SUPERVISOR), ("root", Role.GUEST), ("", Role.GUEST)],
)
def test_a_trusted_proxy_names_user_and_role(role: str, expected: Role) -> None:
    person = proxy().person(visit(x_user="wangfang", x_role=role))
    assert person is not None
    assert (person.name, person.role, person.owner, person.known) == ("wangfang", expected, "user:wangfang", True)


def test_a_chinese_name_comes_as_utf_8() -> None:
    person = proxy().person(visit(x_user="王芳".encode().decode("latin-1")))
    assert person is not None
    assert person.name == "王芳"


@pytest.mark.parametrize("address", ["10.0.0.9", "", "testclient", "::2"])
def test_the_header_of_anybody_else_counts_for_nothing(address: str) -> None:
    assert proxy().person(visit(address, x_user="wangfang", x_role="supervisor")) is None


def test_without_a_role_header_everybody_is_a_guest_whatever_they_send() -> None:
    person = proxy(role_header="").person(visit(x_user="wangfang", x_role="supervisor", **{"": "supervisor"}))
    assert person is not None
    assert person.role is Role.GUEST


@pytest.mark.parametrize("name", ["", "a b", "<script>", "../x"])
def test_a_name_that_is_none_is_nobody(name: str) -> None:
    assert proxy().person(visit(x_user=name)) is None


def test_networks_hold_addresses_in_either_way_of_writing() -> None:
    networks = Networks(("10.1.0.0/16", "127.0.0.1"))
    assert "10.1.2.3" in networks
    assert "::ffff:10.1.2.3" in networks
    assert "10.2.0.1" not in networks
    with pytest.raises(BadSetting, match="TRUSTED_PROXIES"):
        Networks(("policy.example",))


def test_two_kinds_of_login_at_once_are_refused(tmp_path: Path, users: Path) -> None:
    with pytest.raises(BadSetting, match="PROXY_USER_HEADER"):
        doorman(Settings(home=tmp_path, users=str(users), proxy_user_header="X-User"))


def test_the_settings_choose_the_proxy_and_whom_to_trust(tmp_path: Path) -> None:
    door = doorman(Settings(home=tmp_path, proxy_user_header="X-User", trusted_proxies=("10.0.0.5",)))
    assert isinstance(door, ProxyDoor)
    assert door.person(visit("127.0.0.1", x_user="a")) is None
    assert door.person(visit("10.0.0.5", x_user="a")) is not None


def test_an_open_door_gives_everybody_its_role() -> None:
    person = OpenDoor(Role.GUEST).person(visit())
    assert person is not None
    assert person.role is Role.GUEST
