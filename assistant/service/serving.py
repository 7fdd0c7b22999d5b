"""Running the service: one port, one sentence when it is ready, a clean end."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Callable, Collection
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import BadSetting
from assistant.service.asker import Asker
from assistant.service.shield import LOOPBACK
from assistant.settings import GUESTS_PER_MINUTE, Settings

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from assistant.answer import Assistant
    from assistant.records.store import Records
    from assistant.service.access import Doorman

# Misspelt, so that the table of sounds is there before the first caller.
_WARM_UP: Final = "有哪些算立券？"
_LAST_SECONDS: Final = 2
_READY: Final = (
    "软件企业政策助手已就绪：{url}（按 Ctrl+C 停止）\nThe policy assistant is ready: {url} (Ctrl+C stops it)"
)
_OPEN: Final = "注意：其他机器也能访问，且没有登录。 / Note: other machines can reach this, and there is no login."
_STOPPED: Final = "已停止。 / Stopped."
# Why an address cannot be had, by the system's error number.
_PORT_PROBLEMS: Final = {
    errno.EADDRINUSE: "端口 {port} 已被占用，请换一个端口，或先停掉占用它的程序。 / Port {port} is taken.",
    errno.EACCES: "没有权限使用端口 {port}，请用 1024 以上的端口。 / Port {port} needs rights; choose one above 1024.",
}
_NO_ADDRESS: Final = "不能在 {host}:{port} 上提供服务：{why}。 / Cannot serve on {host}:{port}: {why}."


def serve(settings: Settings, open_assistant: Callable[[], Assistant]) -> None:
    """Serve an assistant at the settings' address until Ctrl-C or SIGTERM."""
    import click

    from assistant.records import database_url, open_records
    from assistant.service.access import doorman
    from assistant.service.local import LocalAsker

    database_url(settings)  # a mistake in it is told before anything slow is done
    serve_asker(
        lambda: LocalAsker(open_assistant()),
        host=settings.host,
        port=settings.port,
        say=click.echo,
        names=settings.names,
        open_records=lambda asker: _looked_after(open_records(settings, build=asker.build()), settings, click.echo),
        access=doorman(settings),
        guests_per_minute=settings.guests_per_minute,
    )


def _looked_after(records: Records, settings: Settings, say: Callable[[str], None]) -> Records:
    """The records, checked once, with what is too old erased from now on; RecordsTooNew when they do not fit."""
    from assistant.records.errors import RecordsDown

    try:
        records.check()
    except RecordsDown as error:
        say(str(error))
    records.erase_after(settings.retention_days)
    return records


def serve_asker(
    open_asker: Callable[[], Asker],
    *,
    host: str,
    port: int,
    say: Callable[[str], None],
    names: Collection[str] = (),
    open_records: Callable[[Asker], Records] | None = None,
    access: Doorman | None = None,
    guests_per_minute: int = GUESTS_PER_MINUTE,
) -> None:
    """Serve until Ctrl-C or SIGTERM, saying the address once questions can be answered; port 0 takes a free one.

    ``names`` are further host names to answer to. Raises BadSetting, before anything slow is done, when the
    address cannot be had.
    """
    from assistant.service.access import OpenDoor
    from assistant.service.api import create_app

    taken = _socket(host, port)
    before = signal.signal(signal.SIGTERM, _interrupt)
    records = None
    try:
        asker = open_asker()
        next(iter(asker.stream(_WARM_UP)))  # what comes at once; a chat model is not asked
        records = open_records(asker) if open_records else None
        app = create_app(
            asker, hosts=_hosts(host, names), records=records, access=access, guests_per_minute=guests_per_minute
        )
        _run(app, taken, host=host, say=say, open_to_all=access is None or isinstance(access, OpenDoor))
    except KeyboardInterrupt:
        say(_STOPPED)
    finally:
        signal.signal(signal.SIGTERM, before)
        taken.close()
        if records is not None:
            records.close()


def _hosts(host: str, names: Collection[str]) -> Collection[str] | None:
    """The names that the service answers to; None for any."""
    return {*LOOPBACK, *names} if host in LOOPBACK or names else None


def _run(app: FastAPI, taken: socket.socket, *, host: str, say: Callable[[str], None], open_to_all: bool) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        # An open page holds a connection for as long as it is open; stopping does not wait for it.
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
    server = _announcing(uvicorn.Server(config), lambda: _announce(taken, host=host, say=say, open_to_all=open_to_all))
    server.run(sockets=[taken])


def _announcing(server: uvicorn.Server, announce: Callable[[], None]) -> uvicorn.Server:
    """The server, which announces itself when it takes requests."""
    start = server.startup

    async def startup(sockets: list[socket.socket] | None = None) -> None:
        await start(sockets)
        if server.started:
            announce()

    server.startup = startup  # type: ignore[method-assign]  # uvicorn has no hook for being ready
    return server


def _announce(taken: socket.socket, *, host: str, say: Callable[[str], None], open_to_all: bool) -> None:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104  # compared
    say(_READY.format(url=f"http://{shown}:{taken.getsockname()[1]}"))
    if host not in LOOPBACK and open_to_all:
        say(_OPEN)


def _socket(host: str, port: int) -> socket.socket:
    """A socket that holds the address; nobody can connect before the service listens on it."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _bound(socket.socket(family, socket.SOCK_STREAM), address)
    except OSError as error:
        problem = _PORT_PROBLEMS.get(error.errno or 0, _NO_ADDRESS)
        raise BadSetting(problem.format(host=host, port=port, why=error.strerror)) from error


def _bound(taken: socket.socket, address: Any) -> socket.socket:
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except OSError:
        taken.close()
        raise
    return taken


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """SIGTERM ends as Ctrl-C does: the store must not be cut off in the middle of writing."""
    raise KeyboardInterrupt
