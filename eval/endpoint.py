"""A chat model's server on loopback whose replies are written by us: for exact conversations, and for every fault.

It speaks the streaming part of the OpenAI protocol. A script takes each request in turn and says how to reply.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

_STREAM: Final = "text/event-stream"


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool by the model."""

    name: str
    arguments: Mapping[str, Any] | str


@dataclass(frozen=True, slots=True)
class Reply:
    """How one request is answered: the text in pieces and the tool calls, or a status with a body.

    ``pause`` are the seconds before each piece; ``wait`` those before anything at all; ``finish`` is why the
    text ends, None for a connection that is closed without a word; ``raw`` is sent as it is instead.
    """

    text: str | Sequence[str] = ""
    calls: Sequence[Call] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    wait: float = 0.0
    pause: float = 0.0
    finish: str | None = "stop"


Script = Callable[[Mapping[str, Any]], Reply]
"""What replies to a request's body."""


class Endpoint:
    """The running server: its address, what it was asked, and how many readers went away."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Mapping[str, Any]] = []
        self.keys: list[str] = []
        self.gone = threading.Event()
        self.over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), type("_Bound", (_Handler,), {"endpoint": self}))
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def start(self) -> None:
        """Take requests, in a thread of its own."""
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Take no more, and leave those that wait."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A reader who goes away is what is tried here, and nothing to tell of."""


@contextmanager
def endpoint(script: Script | Sequence[Reply] | Reply) -> Iterator[Endpoint]:
    """A server for the time of a block; of several replies each is given once, the last for ever."""
    server = Endpoint(script if callable(script) else _in_turn(script))
    server.start()
    try:
        yield server
    finally:
        server.stop()


def unused_url() -> str:
    """An address of this machine where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


def _in_turn(replies: Sequence[Reply] | Reply) -> Script:
    waiting = [replies] if isinstance(replies, Reply) else list(replies)
    return lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


class _Handler(BaseHTTPRequestHandler):
    """One connection to an endpoint."""

    endpoint: Endpoint
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # the name that http.server calls
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or b"{}")
        self.endpoint.requests.append(body)
        self.endpoint.keys.append(self.headers.get("authorization", ""))
        try:
            self._give(self.endpoint.script(body))
        except OSError:
            self.endpoint.gone.set()
        # A client would keep the connection in its pool, long after the server of a test has gone.
        self.close_connection = True

    def _give(self, reply: Reply) -> None:
        self._wait(reply.wait)
        if reply.raw is not None or reply.status != 200:
            self._whole(reply)
            return
        self._head(200, {"content-type": _STREAM, "transfer-encoding": "chunked", **reply.headers})
        for piece in _pieces(reply):
            self._wait(reply.pause)
            self._chunk(b"data: " + json.dumps(piece, ensure_ascii=False).encode() + b"\n\n")
        if reply.finish is None:
            return
        self._chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _whole(self, reply: Reply) -> None:
        body = reply.raw if reply.raw is not None else b'{"error": {"message": "scripted"}}'
        self._head(
            reply.status, {"content-type": "application/json", "content-length": str(len(body)), **reply.headers}
        )
        self.wfile.write(body)

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.flush()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _wait(self, seconds: float) -> None:
        """Wait, and notice a reader who goes away meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self.endpoint.over.is_set():
            self.connection.settimeout(min(left, 0.05))
            try:
                if self.connection.recv(1, socket.MSG_PEEK) == b"":
                    raise ConnectionResetError
            except TimeoutError:
                continue
            finally:
                self.connection.settimeout(None)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as http.server names it
        """Nothing is logged."""


def _pieces(reply: Reply) -> Iterator[dict[str, Any]]:
    """The chunks of a streamed completion."""
    text = [reply.text] if isinstance(reply.text, str) else reply.text
    yield _piece({"role": "assistant", "content": ""})
    for part in text:
        yield _piece({"content": part})
    for index, call in enumerate(reply.calls):
        said = call.arguments if isinstance(call.arguments, str) else json.dumps(call.arguments, ensure_ascii=False)
        function = {"name": call.name, "arguments": said}
        yield _piece({"tool_calls": [{"index": index, "id": f"c{index}", "type": "function", "function": function}]})
    if reply.finish is not None:
        yield _piece({}, finish="tool_calls" if reply.calls else reply.finish)


def _piece(delta: Mapping[str, Any], *, finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}
