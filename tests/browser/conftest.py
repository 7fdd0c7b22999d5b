"""A real browser before a real server, and the rule that no request leaves the machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "artefacts"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_START = 90
_PATIENCE = 30


@contextmanager
def served(*command: str, home: Path) -> Iterator[tuple[str, int]]:
    """A server's address and process id, once it says that it is ready."""
    with socket.create_server(("127.0.0.1", 0)) as spare:
        port = spare.getsockname()[1]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "POLICY_ASSISTANT_HOME": str(home)}
    line = [sys.executable, *command, str(port)]
    process = subprocess.Popen(
        line, cwd=home, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}/", process.pid
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait(process: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {process.communicate()[0]}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server was not ready in time")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The real service with an empty home: it builds its index first."""
    with served("-m", "assistant", "serve", "--port", home=tmp_path_factory.mktemp("home")) as given:
        yield given


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real service behind a login: 王芳 is an operator, 赵主任 a supervisor."""
    from assistant.person import Role
    from assistant.service.users import add_user

    home = tmp_path_factory.mktemp("guarded")
    for name, role in (("王芳", Role.OPERATOR), ("赵主任", Role.SUPERVISOR)):
        add_user(home / "users.yaml", name, role=role, password="geheimnis1")
    (home / ".env").write_text(f"POLICY_ASSISTANT_USERS={home / 'users.yaml'}\n", encoding="utf-8")
    with served("-m", "assistant", "serve", "--port", home=home) as (url, _):
        yield url


@pytest.fixture(scope="session")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same page before answers that a test has written."""
    with served(str(Path(__file__).with_name("scripted.py")), home=tmp_path_factory.mktemp("scripted")) as (url, _):
        yield url


# Not for the whole session: while the driver runs, no other test can run an event loop of its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A real Chromium; without one these tests are skipped, except where CI promises one."""
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = driver.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    """Opens a page of a server; afterwards no request may have left the machine, no script have failed."""
    contexts, strays, failures = [], [], []

    def watch(request: Any) -> None:
        if urlsplit(request.url).scheme in ("http", "https", "ws") and urlsplit(request.url).hostname != "127.0.0.1":
            strays.append(request.url)

    def go(url: str, address: str = "/", **options: Any) -> Any:
        context = chromium.new_context(**{"locale": "zh-CN", "viewport": {"width": 1360, "height": 860}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", watch)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(url.rstrip("/") + address)
        page.wait_for_selector(".pa-top")
        return page

    yield go
    for context in contexts:
        context.close()
    assert strays == []
    assert failures == []


@pytest.fixture
def opened(visit: Any) -> Any:
    """Opens the chat of a server and waits until it can be used."""

    def go(url: str, **options: Any) -> Any:
        page = visit(url, **options)
        page.wait_for_selector("#pa-box textarea")
        page.wait_for_selector("#pa-evidence .pa-library")
        return page

    return go


@pytest.fixture
def ask() -> Any:
    """Types a question and waits until its answer stands in the chat; gives the answer's text."""

    def asked(page: Any, question: str) -> str:
        before = page.locator(".pa-reply[id]").count()
        page.fill("#pa-box textarea", question)
        page.press("#pa-box textarea", "Enter")
        reply = page.locator(".pa-reply[id]").nth(before)
        reply.wait_for()
        return str(reply.locator(".pa-body").inner_text())

    return asked


@pytest.fixture
def shot() -> Any:
    """Keeps a picture of the page among the artefacts."""

    def keep(page: Any, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    return keep


@pytest.fixture
def until() -> Any:
    """Waits until an expression is true; written pages allow no script to be made from a text, so it is asked anew."""

    def wait(page: Any, expression: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not page.evaluate(expression):
            if time.monotonic() > deadline:
                pytest.fail(f"never true: {expression}")
            page.wait_for_timeout(50)

    return wait
