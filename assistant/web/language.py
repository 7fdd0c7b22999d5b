"""The language that was chosen before: who chose English comes back to the English pages."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from assistant.web.pages import COOKIE, LANGUAGES, PAGES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_CHINESE = {page.path: page for page in PAGES}


class Remembered:
    """An ASGI application that leads from a Chinese page to the one in the language that the browser keeps."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or lead it to the page in the language chosen before."""
        language = _chosen(scope) if _is_chinese_page(scope) else None
        if language is None:
            await self._app(scope, receive, send)
            return
        query = scope.get("query_string", b"")
        target = _CHINESE[scope["path"]].address(language).encode() + (b"?" + query if query else b"")
        headers = [(b"location", target), (b"vary", b"cookie"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 307, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _is_chinese_page(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in _CHINESE


def _chosen(scope: Scope) -> str | None:
    """The language that the browser keeps, when it is another one than Chinese."""
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                kept = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                return None
            return kept.value if kept is not None and LANGUAGES.get(kept.value) else None
    return None
