from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.person import Role
from assistant.records.store import Records
from assistant.service import login
from assistant.service.access import SESSION_COOKIE, LoginDoor
from assistant.service.api import create_app
from assistant.service.sessions import Sessions
from assistant.service.users import add_user, set_password

NAME, PASSWORD = "王芳", "geheimnis 1"


@pytest.fixture
def users(tmp_path: Path) -> Path:
    path = tmp_path / "users.yaml"
    add_user(path, NAME, role=Role.OPERATOR, password=PASSWORD)
    return path


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = Records(f"sqlite:///{tmp_path / 'r.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def client(asker: Any, users: Path, tmp_path: Path, records: Records) -> Iterator[TestClient]:
    door = LoginDoor(users, Sessions(tmp_path, seconds=3600), public=False)
    app = create_app(asker, page=False, access=door, records=records)
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as given:
        yield given


def enter(client: TestClient, name: str = NAME, password: str = PASSWORD, **fields: str) -> Any:
    return client.post("/login", data={"name": name, "password": password, **fields})


def test_the_right_password_lets_in_until_logging_out(client: TestClient) -> None:
    assert client.get("/v1/me").status_code == 401
    entered = enter(client, next="/?desk=1")
    assert (entered.status_code, entered.headers["location"]) == (303, "/?desk=1")
    assert client.get("/v1/me").json() == {"name": NAME, "role": "operator", "known": True}
    word = client.cookies[SESSION_COOKIE]
    left = client.post("/logout")
    assert (left.status_code, left.headers["location"]) == (303, "/login")
    assert client.get("/v1/me").status_code == 401
    stolen = client.get("/v1/me", headers={"cookie": f"{SESSION_COOKIE}={word}"})
    assert stolen.status_code == 401, "a session that was ended stays so"


def test_the_session_cookie_is_out_of_reach(client: TestClient) -> None:
    line = enter(client).headers["set-cookie"]
    assert all(part in line for part in ("HttpOnly", "SameSite=Lax", "Max-Age=3600", "Path=/"))
    assert PASSWORD not in line


@pytest.mark.parametrize(("name", "password"), [(NAME, "falsch"), ("niemand", PASSWORD), (NAME, ""), ("", PASSWORD)])
def test_the_wrong_password_and_an_unknown_name_are_told_alike(client: TestClient, name: str, password: str) -> None:
    refused = enter(client, name, password)
    assert refused.status_code == 401
    assert "用户名或密码不对" in refused.text
    assert "set-cookie" not in refused.headers
    assert password == "" or password not in refused.text


def test_a_name_is_read_in_any_way_of_writing_it(client: TestClient) -> None:
    assert enter(client, f" {NAME} ").status_code == 303


def test_too_many_tries_have_to_wait_even_with_the_right_password(client: TestClient) -> None:
    for _ in range(5):
        assert enter(client, password="falsch").status_code == 401
    held = enter(client)
    assert held.status_code == 429
    assert "分钟后再试" in held.text


def test_many_names_from_one_address_have_to_wait_too(client: TestClient, monkeypatch: Any) -> None:
    monkeypatch.setattr(login, "matches", lambda password, kept: False)
    codes = [enter(client, f"n{n}").status_code for n in range(21)]
    assert codes == [401] * 20 + [429]


def test_a_success_is_not_held_against_the_next_try(client: TestClient, monkeypatch: Any) -> None:
    monkeypatch.setattr(login, "matches", lambda password, kept: password == PASSWORD and kept is not None)
    for _ in range(3):
        for _ in range(4):
            enter(client, password="falsch")
        assert enter(client).status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/login?next=/",
        "/logout",
        "/a\nb",
        "/\x00",
    ],
)
def test_after_the_login_nobody_is_led_elsewhere(client: TestClient, elsewhere: str) -> None:
    assert enter(client, next=elsewhere).headers["location"] == "/"
    assert 'name="next" value="/"' in client.get("/login", params={"next": elsewhere}).text


def test_whatever_is_typed_is_shown_as_text(client: TestClient) -> None:
    shown = enter(client, '"><script>alert(1)</script>', "x", next='/"><img src=x>').text
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;" in shown


def test_the_page_loads_nothing_and_tells_a_screen_reader_what_is_wrong(client: TestClient) -> None:
    page = client.get("/login")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert not re.search(r"(?:src|href|url\()=?[\"']?(?:https?:)?//", page.text)
    assert "<script" not in page.text
    assert 'lang="zh-CN"' in page.text
    for field in ("name", "password"):
        assert f'<label for="{field}">' in page.text
        assert f'id="{field}"' in page.text
    assert 'role="alert"' not in page.text
    wrong = enter(client, password="falsch").text
    assert 'role="alert"' in wrong
    assert wrong.count('aria-invalid="true"') == 2


def test_another_site_cannot_log_anybody_in_or_out(client: TestClient) -> None:
    headers = {"origin": "http://evil.example"}
    assert client.post("/login", data={"name": NAME, "password": PASSWORD}, headers=headers).status_code == 403
    enter(client)
    assert client.post("/logout", headers=headers).status_code == 403
    assert client.get("/v1/me").status_code == 200
    assert client.get("/logout").status_code in (404, 405)


def test_json_is_no_form(client: TestClient) -> None:
    assert client.post("/login", json={"name": NAME, "password": PASSWORD}).status_code == 401


def test_a_changed_password_ends_the_session(client: TestClient, users: Path) -> None:
    enter(client)
    set_password(users, NAME, password="geheimnis 2")
    assert client.get("/v1/me").status_code == 401
    assert enter(client, password="geheimnis 2").status_code == 303


def test_logins_are_noted_and_a_password_typed_as_a_name_is_not(client: TestClient, records: Records) -> None:
    enter(client)
    enter(client, password="falsch")
    enter(client, "MeinGeheimesPasswort", "x")
    noted = [(one.who, one.what) for one in records.audit.list().items]
    assert noted == [("?", "login.failed"), (NAME, "login.failed"), (NAME, "login")]


def test_while_the_records_are_away_people_still_log_in(asker: Any, users: Path, tmp_path: Path) -> None:
    away = Records("postgresql://u:p@127.0.0.1:1/d")
    door = LoginDoor(users, Sessions(tmp_path, seconds=60), public=False)
    app = create_app(asker, page=False, access=door, records=away)
    with TestClient(app, follow_redirects=False) as client:
        assert enter(client).status_code == 303
    away.close()


def test_without_a_login_there_is_no_page_for_it(asker: Any) -> None:
    with TestClient(create_app(asker, page=False), raise_server_exceptions=False) as client:
        assert client.get("/login").status_code == 404
        assert client.get("/v1/me").json() == {"name": "local", "role": "supervisor", "known": False}


def test_its_colours_are_those_of_the_page() -> None:
    folder = Path(login.__file__).parents[1]
    own = (Path(login.__file__).parent / "door.css").read_text(encoding="utf-8")
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in (folder / "web").glob("*.css"))
    colours = re.findall(r"--pa-[\w-]+: #\w+", own)
    assert len(colours) > 10
    assert [colour for colour in colours if colour not in sheets] == []
