"""Logging in by keyboard, on a page that loads nothing from elsewhere, and what each role may then reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    """A fresh browser at an address; afterwards no request may have left the machine."""
    contexts, strays = [], []

    def go(url: str, **options: Any) -> Any:
        context = chromium.new_context(**{"locale": "zh-CN", "viewport": {"width": 1360, "height": 860}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda r: urlsplit(r.url).hostname not in ("127.0.0.1", None) and strays.append(r.url))
        page.goto(url)
        return page

    yield go
    for context in contexts:
        context.close()
    assert strays == []


def log_in(page: Any, name: str, password: str) -> None:
    """Typed where the page puts the cursor, once it has: what is typed before goes nowhere."""
    page.wait_for_function("document.activeElement.id === 'name'")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def status(page: Any, path: str) -> int:
    return int(page.evaluate("path => fetch(path).then(r => r.status)", path))


def test_a_login_by_keyboard_leads_to_the_page_that_was_wanted(visit: Any, guarded: str, shot: Any) -> None:
    page = visit(f"{guarded}?wanted=1")
    assert urlsplit(page.url).path == "/login"
    assert page.title().startswith("登录")
    assert page.evaluate("document.activeElement.id") == "name"
    shot(page, "login")
    log_in(page, "王芳", "falsch")
    page.wait_for_selector("[role=alert]")
    assert "用户名或密码不对" in page.inner_text("[role=alert]")
    assert page.input_value("#name") == "王芳"
    assert page.input_value("#password") == ""
    page.fill("#password", "geheimnis1")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pa-box textarea")
    assert urlsplit(page.url).query == "wanted=1"


@pytest.mark.parametrize(("name", "calls", "overview"), [("王芳", 200, 403), ("赵主任", 200, 200)])
def test_each_role_reaches_what_it_may(visit: Any, guarded: str, name: str, calls: int, overview: int) -> None:
    page = visit(guarded)
    log_in(page, name, "geheimnis1")
    page.wait_for_selector("#pa-box textarea")
    assert page.evaluate("fetch('/v1/me').then(r => r.json())")["name"] == name
    assert (status(page, "/v1/calls"), status(page, "/v1/overview")) == (calls, overview)
    assert "policy_session" not in page.evaluate("document.cookie")


def test_after_logging_out_nothing_is_reached(visit: Any, guarded: str) -> None:
    page = visit(guarded)
    log_in(page, "王芳", "geheimnis1")
    page.wait_for_selector("#pa-box textarea")
    page.evaluate("fetch('/logout', {method: 'POST'})")
    page.wait_for_timeout(300)
    assert (status(page, "/v1/me"), status(page, "/config")) == (401, 401)
    page.goto(guarded)
    assert urlsplit(page.url).path == "/login"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_and_can_be_read_in_light_and_dark(visit: Any, guarded: str, shot: Any, scheme: str) -> None:
    page = visit(f"{guarded}login", viewport={"width": 320, "height": 640}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("button").bounding_box()["height"] >= 44
    shot(page, f"login-{scheme}")


def test_navigation_shows_what_the_role_may_open_and_the_way_out_leads_out(visit: Any, guarded: str, shot: Any) -> None:
    page = visit(f"{guarded}calculator")
    log_in(page, "王芳", "geheimnis1")
    page.wait_for_selector(".pa-account button")
    shown = page.evaluate(
        "[...document.querySelectorAll('.pa-nav a')].filter(a => a.checkVisibility()).map(a => a.text)"
    )
    assert "坐席台" in shown
    assert "总览" not in shown
    assert page.inner_text(".pa-account span") == "王芳"
    page.goto(f"{guarded}overview")
    assert "主管" in page.inner_text("h1")
    shot(page, "refused")
    page.goto(f"{guarded}calculator")
    page.click(".pa-account button")
    page.wait_for_selector("#password")
