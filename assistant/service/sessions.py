"""Sessions: a signed word in a cookie, good for some hours, until its end is asked for or the password changes."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from filelock import FileLock
from itsdangerous import BadSignature, URLSafeTimedSerializer

from assistant.errors import BadSetting
from assistant.service.users import User, Users

_SECRET: Final = "session.key"  # noqa: S105  # the name of a file
_ENDED: Final = "sessions-ended"
T = TypeVar("T")


class Watched(Generic[T]):
    """What a file holds, read again when the file has changed; ``missing`` while there is none."""

    def __init__(self, path: Path, read: Callable[[Path], T]) -> None:
        self._path, self._read = path, read
        self._lock = threading.Lock()
        self._seen: object = None
        self._value: T | None = None

    def get(self) -> T:
        """The present value; whatever reading raises."""
        with self._lock:
            seen = _fingerprint(self._path)
            if self._value is None or seen != self._seen:
                self._value, self._seen = self._read(self._path), seen
            return self._value


class Sessions:
    """The sessions of one data folder; every process that uses the folder knows them all."""

    def __init__(self, home: Path, *, seconds: int) -> None:
        self._serializer = URLSafeTimedSerializer(_secret(home / _SECRET), salt="policy-assistant session")
        self._seconds = seconds
        self._ended_path = home / _ENDED
        self._ended = Watched(self._ended_path, _read_ended)

    @property
    def seconds(self) -> int:
        """How long a session lasts."""
        return self._seconds

    def begin(self, user: User) -> str:
        """The word of a new session."""
        return str(self._serializer.dumps([user.name, _mark(user), secrets.token_hex(8)]))

    def user(self, word: str, users: Users) -> User | None:
        """Whose session a word is; None when it is forged, over, ended, or begun under another password."""
        name, mark, session = self._read(word) or ("", "", "")
        user = users.get(name)
        if user is None or not secrets.compare_digest(mark, _mark(user)) or session in self._ended.get():
            return None
        return user

    def end(self, word: str) -> None:
        """End a session for good; a word that is none is nothing to end."""
        said = self._read(word)
        if said is None:
            return
        with FileLock(self._ended_path.with_name(f"{_ENDED}.lock"), thread_local=False):
            ended = {**_read_ended(self._ended_path), said[2]: int(time.time()) + self._seconds}
            draft = self._ended_path.with_name(f"{_ENDED}.new")
            draft.write_text("".join(f"{session} {until}\n" for session, until in ended.items()), encoding="ascii")
            draft.replace(self._ended_path)

    def _read(self, word: str) -> tuple[str, str, str] | None:
        try:
            said: Any = self._serializer.loads(word, max_age=self._seconds)
        except BadSignature:
            return None
        return (said[0], said[1], said[2]) if isinstance(said, list) and len(said) == 3 else None


def _mark(user: User) -> str:
    """What a session remembers of the password's hash: another password ends it."""
    return hashlib.sha256(user.hash.encode()).hexdigest()[:16]


def _secret(path: Path) -> bytes:
    """The key that sessions are signed with, made once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{_SECRET}.lock"), thread_local=False):
            if not path.exists():
                with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                    file.write(secrets.token_hex(32))
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"登录密钥文件 {path.name} 用不了 / The session key file cannot be used") from error
    if len(secret) < 32:
        raise BadSetting(
            f"登录密钥文件 {path.name} 不完整，删掉它再启动。 / The session key file is cut; remove it and start again."
        )
    return secret.encode()


def _read_ended(path: Path) -> Mapping[str, int]:
    """The sessions that were ended and would still be good otherwise, and until when."""
    if not path.exists():
        return {}
    pairs = (line.split() for line in path.read_text(encoding="ascii", errors="replace").splitlines())
    ended = {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2 and pair[1].isdecimal()}
    return {session: until for session, until in ended.items() if until > time.time()}


def _fingerprint(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
