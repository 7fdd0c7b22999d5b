"""Before every route, the page's too: who asks, and whether they may. Behind it, ``person_of`` tells who it is."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from assistant.person import ACCOUNT, Person, Role, account, browser_owner
from assistant.service.access import Doorman, Visit
from assistant.service.refused import refusal_page
from assistant.service.shield import error_object
from assistant.web.pages import LANGUAGES, PAGES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BROWSER_COOKIE: Final = "policy_browser"
LOGIN: Final = "/login"
_A_YEAR: Final = 365 * 24 * 3600
_NOT_KEPT: Final = (b"cache-control", b"no-store")
_OPEN: Final = frozenset({LOGIN, "/logout", "/healthz", "/favicon.ico"})
# What more than a guest's role is needed for, by how the path begins.
NEEDED: Final = (
    ("/v1/overview", Role.SUPERVISOR),
    ("/v1/exports", Role.SUPERVISOR),
    ("/v1/approvals", Role.SUPERVISOR),
    ("/v1/audit", Role.SUPERVISOR),
    ("/v1/calls", Role.OPERATOR),
    ("/v1/handovers", Role.OPERATOR),
    *((page.address(language), page.needs) for page in PAGES if page.needs is not Role.GUEST for language in LANGUAGES),
)
_REFUSALS: Final = {
    401: ("login_needed", "请先登录。", "Please log in first."),
    403: ("not_permitted", "您的权限不够。", "Your role does not allow this."),
}


class Gate:
    """An ASGI application behind a doorman; websockets are let in as other requests are."""

    def __init__(self, app: ASGIApp, *, doorman: Doorman) -> None:
        self._app = app
        self._doorman = doorman

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on with its person, or refuse it."""
        from starlette.requests import cookie_parser

        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        cookies = cookie_parser(headers.get("cookie", ""))
        browser = cookies.get(BROWSER_COOKIE, "")
        fresh = "" if _is_secret(browser) else secrets.token_urlsafe(32)
        client = scope.get("client")
        visit = Visit(client[0] if client else "", headers, cookies, browser_owner(fresh or browser))
        person = self._doorman.person(visit)
        told = account(person, has_login=self._doorman.has_login) if person else ""
        cookies_due = [
            (BROWSER_COOKIE, fresh, True) if fresh else None,
            (ACCOUNT, told, False) if told and cookies.get(ACCOUNT) != told else None,
        ]
        status = _refusal(scope["path"], person)
        if status:
            await self._refuse(status, scope, headers, send, person)
            return
        state = {**scope.get("state", {}), "person": person, "browser": visit.browser}
        within = {**scope, "state": state}
        due = [one for one in cookies_due if one] if scope["path"] not in _OPEN else []
        await self._app(within, receive, _with_cookies(send, due, scope) if due else send)

    async def _refuse(
        self, status: int, scope: Scope, headers: dict[str, str], send: Send, person: Person | None
    ) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        wants_page = scope["method"] == "GET" and "text/html" in headers.get("accept", "")
        path = quote(scope["path"] + ("?" + scope["query_string"].decode("latin-1") if scope["query_string"] else ""))
        if status == 401 and wants_page and self._doorman.has_login:
            await _answer(303, b"", [(b"location", f"{LOGIN}?next={path}".encode())], send)
            return
        if wants_page:
            way_in = f"{LOGIN}?next={path}" if self._doorman.has_login else ""
            page = refusal_page(_needed(scope["path"]), person, way_in=way_in, language=_language(scope["path"]))
            await _answer(status, page.encode(), [(b"content-type", b"text/html; charset=utf-8"), _NOT_KEPT], send)
            return
        code, chinese, english = _REFUSALS[status]
        body = json.dumps(error_object(code, f"{chinese} / {english}"), ensure_ascii=False).encode()
        await _answer(status, body, [(b"content-type", b"application/json")], send)


def _refusal(path: str, person: Person | None) -> int:
    if path in _OPEN:
        return 0
    if person is None:
        return 401
    return 0 if person.role.may(_needed(path)) else 403


def _needed(path: str) -> Role:
    """The role that a path asks for."""
    return next((role for start, role in NEEDED if path == start or path.startswith(f"{start}/")), Role.GUEST)


def _language(path: str) -> str:
    return next(name for name, prefix in reversed(LANGUAGES.items()) if path.startswith(f"{prefix}/"))


def _is_secret(value: str) -> bool:
    return len(value) == 43 and value.isascii() and value.replace("-", "").replace("_", "").isalnum()


def cookie(name: str, value: str, *, seconds: int, secure: bool, hidden: bool = True) -> str:
    """A Set-Cookie header that no other site sends along and, when ``hidden``, no script reads."""
    rest = ("; HttpOnly" if hidden else "") + ("; Secure" if secure else "")
    return f"{name}={value}; Max-Age={seconds}; Path=/; SameSite=Lax{rest}"


def _with_cookies(send: Send, due: Sequence[tuple[str, str, bool]], scope: Scope) -> Send:
    secure = is_secure(scope)
    lines = [cookie(name, value, seconds=_A_YEAR, secure=secure, hidden=hidden) for name, value, hidden in due]

    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            added = [(b"set-cookie", line.encode()) for line in lines]
            message = {**message, "headers": [*message.get("headers", ()), *added]}
        await send(message)

    return adding


def is_secure(scope: Scope) -> bool:
    """Whether the browser speaks TLS; a proxy that lies about it only makes cookies stricter."""
    forwarded = dict(scope["headers"]).get(b"x-forwarded-proto", b"")
    return scope.get("scheme") in ("https", "wss") or bytes(forwarded).lower() == b"https"


async def _answer(status: int, body: bytes, headers: list[tuple[bytes, bytes]], send: Send) -> None:
    length: Any = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})
