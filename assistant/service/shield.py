"""What every request passes first: who may ask, how much may be sent, and the headers that keep the page at home."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY: Final = 256 * 1024
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

# Gradio writes scripts and styles into its page and compiles templates; nothing else is let in or out.
_CSP: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS: Final = (
    (b"content-security-policy", _CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    # Nothing to other sites; with none at all a browser would hide the origin of our own forms.
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_REFUSALS: Final = {
    "bad_host": (421, "这个服务只应答本机地址。", "This service answers to the machine's own addresses only."),
    "foreign_origin": (403, "不接受从其他网站发来的请求。", "Requests sent by other sites are not accepted."),
    "too_large": (413, "内容太长，最多 256 KB。", "The request is too large: at most 256 KB."),
}


class Shield:
    """An ASGI application behind checks; ``hosts`` are the names it answers to, None for any."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] | None = None, largest: int = LARGEST_BODY) -> None:
        self._app = app
        self._hosts = hosts
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with an error object."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        guarded = _with_headers(send)
        refusal = self._refusal(headers, scope["method"])
        body = None if refusal else await self._body(headers, receive)
        if refusal or body is None:
            await _refuse(refusal or "too_large", guarded)
            return
        await self._app(scope, _replay(body, receive), guarded)

    def _refusal(self, headers: dict[str, str], method: str) -> str | None:
        """Why a request is not even read: another name for this machine, or another site behind the browser."""
        host = _hostname(f"//{headers.get('host', '')}")
        if self._hosts is not None and host not in self._hosts:
            return "bad_host"
        origin = headers.get("origin")
        # A service that answers to any name is the site that it was called by.
        own = self._hosts if self._hosts is not None else {host} - {None}
        if method not in ("GET", "HEAD") and origin is not None and _hostname(origin) not in own:
            return "foreign_origin"
        return None

    async def _body(self, headers: dict[str, str], receive: Receive) -> list[Message] | None:
        """The request's messages up to the end of its body; None when it is larger than allowed."""
        announced = headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > self._largest:
            return None
        if announced == "0" and "transfer-encoding" not in headers:
            return []
        messages, size, more = [], 0, True
        while more:
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._largest:
                return None
            messages.append(message)
            more = message.get("more_body", False)
        return messages


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _replay(messages: list[Message], receive: Receive) -> Receive:
    """A receive that gives these messages first."""
    waiting = iter(messages)

    async def again() -> Message:
        for message in waiting:
            return message
        return await receive()

    return again


def _with_headers(send: Send) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
        await send(message)

    return adding


async def _refuse(code: str, send: Send) -> None:
    status, chinese, english = _REFUSALS[code]
    body = json.dumps(error_object(code, f"{chinese} / {english}"), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def error_object(code: str, message: str) -> dict[str, dict[str, str]]:
    """The one shape in which the service says that something is wrong."""
    return {"error": {"code": code, "message": message}}
