from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from assistant.person import Person, Role, wait_of
from assistant.service.access import Visit
from assistant.service.api import create_app
from assistant.settings import GUESTS_PER_MINUTE

MANY = 120
OF_A_BROWSER = MANY // 20


class Fixed:
    """A doorman that gives every browser the same role."""

    has_login = False

    def __init__(self, role: Role) -> None:
        self.role = role

    def person(self, visit: Visit) -> Person:
        return Person("x", self.role, visit.browser)


@pytest.fixture
def browser(asker: Any) -> Callable[..., TestClient]:
    apps: dict[Role, Any] = {}

    def browser(role: Role = Role.GUEST, address: str = "203.0.113.7") -> TestClient:
        if role not in apps:
            apps[role] = create_app(asker, page=False, access=Fixed(role), guests_per_minute=MANY)
        return TestClient(apps[role], client=(address, 5000))

    return browser


def ask(browser: TestClient) -> Any:
    return browser.post("/v1/ask", json={"question": "问"})


def test_one_browser_is_asked_to_wait_while_its_neighbours_go_on(browser: Any) -> None:
    hasty, neighbour = browser(), browser()
    assert {ask(hasty).status_code for _ in range(OF_A_BROWSER)} == {200}
    refused = ask(hasty)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 61
    assert refused.json()["error"]["code"] == "too_many"
    assert "请过" in refused.json()["error"]["message"]
    assert ask(neighbour).status_code == 200


@pytest.mark.parametrize(
    ("address", "same", "other"),
    [("203.0.113.7", "203.0.113.7", "203.0.113.8"), ("2001:db8::1", "2001:db8::ffff", "2001:db8:0:1::1")],
)
def test_browsers_without_end_of_one_address_are_asked_to_wait_and_no_other(
    browser: Any, address: str, same: str, other: str
) -> None:
    assert {ask(browser(address=address)).status_code for _ in range(MANY)} == {200}
    assert ask(browser(address=same)).status_code == 429
    assert ask(browser(address=other)).status_code == 200


def test_thirty_people_behind_one_address_are_not_held_up_by_what_is_usual(asker: Any) -> None:
    app = create_app(asker, page=False, access=Fixed(Role.GUEST))
    assert GUESTS_PER_MINUTE >= 30 * 40
    for _ in range(30):
        person = TestClient(app, client=("203.0.113.7", 5000))
        assert {ask(person).status_code for _ in range(20)} == {200}


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR])
def test_operators_are_never_held_up(browser: Any, role: Role) -> None:
    operator = browser(role)
    assert {ask(operator).status_code for _ in range(MANY + 5)} == {200}


def test_reading_costs_nothing(browser: Any) -> None:
    reader = browser()
    assert {reader.get("/v1/awards").status_code for _ in range(MANY + 5)} == {200}


def test_the_chat_is_handed_the_seconds_to_wait_and_tells_them_itself(asker: Any) -> None:
    app = create_app(asker, page=False, access=Fixed(Role.GUEST), guests_per_minute=MANY)

    @app.post("/gradio_api/queue/join")
    def join(request: Request) -> int:
        return wait_of(request)

    hasty = TestClient(app)
    waits = [hasty.post("/gradio_api/queue/join").json() for _ in range(OF_A_BROWSER + 1)]
    assert waits[:-1] == [0] * OF_A_BROWSER
    assert 1 <= waits[-1] <= 61
