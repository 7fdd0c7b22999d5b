from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from assistant.person import Person, Role, person_of
from assistant.records.store import Records
from assistant.service.access import Visit
from assistant.service.api import create_app
from assistant.service.gate import BROWSER_COOKIE

ROLES = {
    "/v1/overview": Role.SUPERVISOR,
    "/v1/exports": Role.SUPERVISOR,
    "/v1/approvals": Role.SUPERVISOR,
    "/v1/audit": Role.SUPERVISOR,
    "/v1/calls": Role.OPERATOR,
    "/v1/handovers": Role.OPERATOR,
}
EVERYBODY = {
    *("/v1/ask", "/v1/search", "/v1/awards", "/v1/calculate", "/v1/conversations", "/v1/answers", "/v1/me"),
    *("/v1/match", "/v1/compare", "/v1/inputs", "/v1/documents"),
    *("/healthz", "/v1/{rest:path}", "/v1/openapi.json"),
}


class Fixed:
    """A doorman that takes everybody for the same person."""

    has_login = True

    def __init__(self, role: Role | None) -> None:
        self.role = role

    def person(self, visit: Visit) -> Person | None:
        return Person("王", self.role, visit.browser) if self.role else None


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = Records(f"sqlite:///{tmp_path / 'r.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def client(asker: Any, records: Records) -> Callable[..., TestClient]:
    def client(role: Role | None, **options: Any) -> TestClient:
        app = create_app(asker, page=False, records=records, access=Fixed(role))

        @app.get("/who")
        def who(request: Request) -> dict[str, str]:
            person = person_of(request)
            return {"name": person.name, "role": person.role, "owner": person.owner}

        return TestClient(app, raise_server_exceptions=False, follow_redirects=False, **options)

    return client


def routes(asker: Any, records: Records) -> list[tuple[str, str]]:
    app = create_app(asker, page=False, records=records)
    found: list[tuple[str, str]] = []

    def walk(entries: Any, prefix: str = "") -> None:
        for route in entries:
            if isinstance(route, APIRoute):
                found.extend((method, prefix + route.path) for method in sorted(route.methods))
            elif hasattr(route, "routes"):
                walk(route.routes)

    walk(app.routes)
    found += [(m.upper(), p) for p, ms in app.openapi()["paths"].items() for m in ms]
    return sorted(set(found))


def needed(path: str) -> Role:
    return next((role for start, role in ROLES.items() if path == start or path.startswith(f"{start}/")), Role.GUEST)


def test_every_route_has_a_role_that_was_thought_of(asker: Any, records: Records) -> None:
    known = routes(asker, records)
    assert len(known) > 30
    for _, path in known:
        start = "/" + "/".join(path.strip("/").split("/")[:2])
        assert start in ROLES or start in EVERYBODY or path in EVERYBODY, path


@pytest.mark.parametrize("role", [None, *Role])
def test_every_route_refuses_whoever_may_not(asker: Any, records: Records, client: Any, role: Role | None) -> None:
    with client(role) as browser:
        for method, path in routes(asker, records):
            response = browser.request(method, path.replace("{", "").replace("}", ""), json={})
            refused = response.status_code in (401, 403) and response.json()["error"]["code"] in (
                "login_needed",
                "not_permitted",
            )
            allowed = path == "/healthz" or (role is not None and role.may(needed(path)))
            assert refused is not allowed, (method, path)


@pytest.mark.parametrize(
    "path", ["/v1/overview", "/v1/overview/", "//v1/overview", "/v1/../v1/overview", "/V1/overview"]
)
def test_no_other_way_of_writing_a_path_gets_around(client: Any, path: str) -> None:
    with client(Role.GUEST) as browser:
        response = browser.get(path)
    assert response.status_code in (307, 403, 404)
    assert "by_status" not in response.text


def test_the_person_stands_on_the_request(client: Any) -> None:
    with client(Role.OPERATOR) as browser:
        assert browser.get("/who").json()["role"] == "operator"


def test_a_browser_keeps_its_secret_and_others_have_another(client: Any) -> None:
    with client(Role.GUEST) as browser:
        first, second = browser.get("/who"), browser.get("/who")
        assert "set-cookie" in first.headers
        assert "set-cookie" not in second.headers
        assert first.json() == second.json()
        secret = browser.cookies[BROWSER_COOKIE]
    with client(Role.GUEST) as other:
        assert other.get("/who").json()["owner"] != first.json()["owner"]
    assert secret not in first.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Any) -> None:
    with client(Role.GUEST) as browser:
        line = browser.get("/who").headers["set-cookie"]
        assert all(part in line for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="))
        assert "Secure" not in line
    with client(Role.GUEST, base_url="https://policy.example") as browser:
        assert "Secure" in browser.get("/who").headers["set-cookie"]


@pytest.mark.parametrize("secret", ["", "short", "x" * 42 + "<", "x" * 44, "../../etc"])
def test_a_secret_that_we_did_not_make_is_replaced(client: Any, secret: str) -> None:
    with client(Role.GUEST) as browser:
        response = browser.get("/who", headers={"cookie": f"{BROWSER_COOKIE}={secret}; other=1"})
    assert BROWSER_COOKIE in response.headers["set-cookie"]


def test_health_is_told_to_everybody_and_sets_no_cookie(client: Any) -> None:
    with client(None) as browser:
        response = browser.get("/healthz")
    assert response.status_code == 200
    assert "set-cookie" not in response.headers


def test_a_page_leads_to_the_login_and_everything_else_is_an_error(client: Any) -> None:
    with client(None) as browser:
        page = browser.get("/?desk=1&x=%2F", headers={"accept": "text/html"})
        assert page.status_code == 303
        assert page.headers["location"] == "/login?next=/%3Fdesk%3D1%26x%3D%252F"
        assert browser.get("/", headers={"accept": "*/*"}).status_code == 401
        assert browser.post("/", headers={"accept": "text/html"}).status_code == 401
        assert browser.get("/who").json()["error"]["code"] == "login_needed"


def test_websockets_are_closed_for_whoever_may_not(client: Any) -> None:
    from starlette.websockets import WebSocketDisconnect

    browser = client(None)
    with pytest.raises(WebSocketDisconnect) as closed, browser.websocket_connect("/who"):
        pass
    assert closed.value.code == 1008


@pytest.mark.parametrize(("path", "who"), [("/desk", "坐席"), ("/overview", "主管"), ("/en/desk", "an operator")])
def test_a_browser_that_may_not_open_a_page_is_told_who_may_and_the_way_in(client: Any, path: str, who: str) -> None:
    with client(Role.GUEST) as browser:
        response = browser.get(path, headers={"accept": "text/html"})
    assert response.status_code == 403
    assert response.headers["content-type"].startswith("text/html")
    assert who in response.text
    assert f"/login?next={path}" in response.text


def test_a_program_that_may_not_is_told_so_in_json(client: Any) -> None:
    with client(Role.GUEST) as browser:
        assert browser.get("/desk").json()["error"]["code"] == "not_permitted"


def test_nothing_of_an_address_is_written_into_the_refusal_as_it_came(client: Any) -> None:
    with client(Role.GUEST) as browser:
        response = browser.get('/desk?x="><script>1</script>', headers={"accept": "text/html"})
    assert "<script" not in response.text


def test_a_page_is_told_whose_it_is_once_until_that_changes(client: Any) -> None:
    with client(Role.OPERATOR) as browser:
        first, second = browser.get("/who"), browser.get("/who")
        assert browser.cookies["pa_account"] == "operator%3Alogin%3A"
    assert "pa_account" in first.headers["set-cookie"]
    assert "set-cookie" not in second.headers
