"""How fast guests may ask: no single browser or address can keep the others waiting."""

from __future__ import annotations

import ipaddress
import json
from typing import TYPE_CHECKING, Final

from assistant.person import Person, Role
from assistant.service.shield import error_object
from assistant.service.throttle import Throttle
from assistant.web.pages import LANGUAGES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_WINDOW: Final = 60
_BROWSERS_SHARE: Final = 20
_LEAST: Final = 6
# What costs an answer, a calculation or a row in the records.
_COSTS: Final = ("/v1/ask", "/v1/match", "/v1/calculate", "/v1/conversations", "/v1/answers")
# The chat: Gradio would cover it with an error, so it is handed on with the seconds to wait, and tells them itself.
_CHAT: Final = tuple(f"{prefix}/gradio_api/queue/join" for prefix in LANGUAGES.values())
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Pace:
    """An ASGI application behind a limit for guests: ``per_minute`` requests of an address that cost something.

    Offices share an address, so that is meant for many; one browser may use a twentieth of it. Operators and
    supervisors are never held up.
    """

    def __init__(self, app: ASGIApp, *, per_minute: int) -> None:
        self._app = app
        self._addresses = Throttle(tries=per_minute, seconds=_WINDOW)
        self._browsers = Throttle(tries=max(_LEAST, per_minute // _BROWSERS_SHARE), seconds=_WINDOW)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or ask a guest to wait."""
        wait = self._wait(scope) if _costs(scope) else 0
        if wait and scope["path"] not in _CHAT:
            await _refuse(wait, send)
            return
        await self._app({**scope, "state": {**scope.get("state", {}), "wait": wait}}, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Seconds until the guest may ask again; 0, and counted, when they may now."""
        person = scope.get("state", {}).get("person")
        if not isinstance(person, Person) or person.role is not Role.GUEST:
            return 0
        keys = ((self._addresses, _network(scope)), (self._browsers, person.owner))
        wait = max(meter.wait(key) for meter, key in keys)
        if not wait:
            for meter, key in keys:
                meter.fail(key)
        return wait


def _costs(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] in _READING:
        return False
    path = scope["path"]
    return any(path == start or path.startswith(f"{start}/") for start in (*_COSTS, *_CHAT))


def _network(scope: Scope) -> str:
    """The address; for IPv6 the network that one line of a provider is given."""
    client = scope.get("client")
    try:
        address = ipaddress.ip_address(client[0] if client else "")
    except ValueError:
        return ""
    bits = 64 if address.version == 6 and not address.ipv4_mapped else address.max_prefixlen
    return str(ipaddress.ip_network((address, bits), strict=False))


async def _refuse(wait: int, send: Send) -> None:
    said = f"问得太快了，请过 {wait} 秒再问。 / Too many questions at once; please ask again in {wait} seconds."
    body = json.dumps(error_object("too_many", said), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers.append((b"retry-after", str(wait).encode()))
    await send({"type": "http.response.start", "status": 429, "headers": headers})
    await send({"type": "http.response.body", "body": body})
