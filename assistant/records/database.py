"""The database behind the records: SQLite in the data folder, or PostgreSQL by URL.

Sessions come from :meth:`Database.read` and :meth:`Database.write`; each is one transaction, and
whatever the database says against it becomes one RecordsDown.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, InterfaceError, SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.errors import BadSetting
from assistant.records.errors import NotNow, RecordsDown

_BUSY_SECONDS: Final = 5
_CONNECT_SECONDS: Final = 3
_POOL: Final = 8
# After a failure nothing is tried for so long: a database that hangs must not hold up everybody in turn.
_REST_SECONDS: Final = 5.0
_SQLITE_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}",
)


class Database:
    """One database; ``prepare`` is run before the first session and again until it succeeds."""

    def __init__(self, url: str, *, prepare: Callable[[Connection], None]) -> None:
        self._engine = _engine(read_url(url))
        self._prepare = prepare
        self._prepared = False
        self._preparing = threading.Lock()
        self._failed_at = float("-inf")
        self._why = ""

    @property
    def kind(self) -> str:
        """The kind of the database: ``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @property
    def trouble(self) -> str:
        """Why the last session failed, in a word; empty when it did not."""
        return self._why

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads."""
        with self._session(write=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that writes; it is committed as a whole, or not at all."""
        with self._session(write=True) as session:
            yield session

    def check(self) -> None:
        """Nothing when the database answers and fits; RecordsDown or RecordsTooNew otherwise."""
        with self.read() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _session(self, *, write: bool) -> Iterator[Session]:
        if time.monotonic() - self._failed_at < _REST_SECONDS:
            raise RecordsDown(self._why)
        try:
            self._ready()
            with self._engine.connect().execution_options(write=write) as connection, Session(connection) as session:
                yield session
                _commit(session, connection)
        except IntegrityError as error:
            raise NotNow(
                "刚刚被别人改动或删除了，请刷新后再试。 / It was changed meanwhile; please try again."
            ) from error
        except (SQLAlchemyError, OSError) as error:
            self._fail(error)
            raise RecordsDown(self._why) from error
        self._why = ""

    def _ready(self) -> None:
        if self._prepared:
            return
        with self._preparing:
            if not self._prepared:
                _make_folder(self._engine.url)
                with self._engine.connect().execution_options(write=True) as connection, connection.begin():
                    self._prepare(connection)
                self._prepared = True

    def _fail(self, error: Exception) -> None:
        """Remember why; only a lost connection makes everybody wait, not one statement that failed."""
        self._why = _in_a_word(error)
        if isinstance(error, InterfaceError | OSError) or (
            isinstance(error, DBAPIError) and error.connection_invalidated
        ):
            self._failed_at = time.monotonic()


def _commit(session: Session, connection: Connection) -> None:
    """Commit; a connection whose commit failed is thrown away, with what it left open."""
    try:
        session.commit()
    except DBAPIError:
        connection.invalidate()
        raise


def alone(session: Session, name: str) -> None:
    """Wait until no other writing session is within what ``name`` stands for, and keep others out until the end."""
    # In SQLite a session that writes is alone anyway.
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})


def _in_a_word(error: Exception) -> str:
    """The kind of an error: its text may hold what people said."""
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return type(inner).__name__


def read_url(given: str) -> URL:
    """The URL with the driver that we bring; BadSetting for what is none of ours."""
    right = "postgresql://用户:口令@主机:5432/库名"
    try:
        url = make_url(given)
    except ArgumentError:
        raise BadSetting(_bad_url(right)) from None
    drivers = {"sqlite": "sqlite", "postgresql": "postgresql+pg8000", "postgres": "postgresql+pg8000"}
    backend = url.get_backend_name()
    if backend not in drivers or (backend != "sqlite" and not url.database):
        raise BadSetting(_bad_url(right))
    return url.set(drivername=drivers[backend])


def _bad_url(right: str) -> str:
    # The URL itself is not told: it may hold a password.
    return (
        f"POLICY_ASSISTANT_DATABASE_URL 用不了，应为 {right}，或留空用 SQLite。"
        " / It must be postgresql://user:password@host:5432/name, or empty for SQLite."
    )


def _engine(url: URL) -> Engine:
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def _make_folder(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        json_serializer=_dumps,
        hide_parameters=True,  # an error must not tell what people said
        pool_size=_POOL,
        max_overflow=_POOL,
        pool_timeout=_CONNECT_SECONDS,
        pool_pre_ping=True,
        connect_args={"timeout": _CONNECT_SECONDS},
    )


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        json_serializer=_dumps,
        hide_parameters=True,  # an error must not tell what people said
        pool_size=_POOL,
        max_overflow=_POOL,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        # Python's own half-hidden transactions are off: ours begin below, and may alter tables.
        connection.isolation_level = None
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Who will write says so at once: a reader that turns writer may find the file changed under it.
        writing = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
