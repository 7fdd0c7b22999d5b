"""Events over HTTP while they happen: server-sent events, given up when the reader goes away."""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from assistant.service.asker import Json
from assistant.service.shield import error_object

if TYPE_CHECKING:
    from fastapi.responses import StreamingResponse

_HEADERS: Final = {"cache-control": "no-store", "x-accel-buffering": "no"}

Tell = Callable[[Exception], tuple[int, str, str]]
"""What is told of an error: status, code, message."""


def event_stream(events: Generator[Json], *, stop: threading.Event, tell: Tell) -> StreamingResponse:
    """The events as server-sent ones, the last an ``error`` if something fails; ``stop`` is set at their end."""
    from fastapi.responses import StreamingResponse

    body = _body(events, stop, tell)
    return StreamingResponse(body, media_type="text/event-stream", headers=dict(_HEADERS))


async def _body(events: Generator[Json], stop: threading.Event, tell: Tell) -> AsyncIterator[str]:
    from anyio.to_thread import run_sync

    following = partial(next, events, None)
    try:
        # The thread may be waiting for a model when the reader goes; it is left behind and ends by itself.
        while (event := await run_sync(following, abandon_on_cancel=True)) is not None:
            yield _sent(event)
    except Exception as error:
        _, code, message = tell(error)
        yield _sent({"event": "error", **error_object(code, message)})
    finally:
        stop.set()
        # Between two events nothing looks at ``stop``; while one is awaited the thread does, and closing is refused.
        with suppress(ValueError):
            events.close()


def _sent(event: Json) -> str:
    return f"event: {event['event']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
