"""The users file: names, roles and hashed passwords, in YAML that a person may read and a program writes."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import yaml
from filelock import FileLock

from assistant.errors import BadSetting, BadValue, UnknownName
from assistant.person import Role
from assistant.service.passwords import hashed, looks_hashed
from index.yamlfile import DataFileError, read_yaml

SHORTEST_PASSWORD: Final = 8
_LONGEST_PASSWORD: Final = 1024
_NAME: Final = re.compile(r"[^\W_][\w.@·-]{0,39}")
_KEYS: Final = frozenset({"name", "role", "hash"})


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in."""

    name: str
    role: Role
    hash: str


Users = Mapping[str, User]


def read_users(path: Path) -> Users:
    """The users of a file, by name; BadSetting says what is wrong with it and where."""
    try:
        data = read_yaml(path)
    except OSError as error:
        raise BadSetting(
            f"用户文件 {path.name} 读不了（{error.strerror}）；先用 policy-assistant users add 建一个。"
            f" / The users file cannot be read ({error.strerror}); policy-assistant users add makes one."
        ) from error
    except DataFileError as error:
        raise BadSetting(f"用户文件写错了：{error} / The users file is not right: {error}") from error
    rows = data.get("users") if isinstance(data, dict) and set(data) == {"users"} else None
    if not isinstance(rows, list):
        raise _wrong(path, "应只有一项 users，下面是列表", "one key, users, with a list under it")
    users: dict[str, User] = {}
    for place, row in enumerate(rows):
        user = _user(row, path, f"users[{place}]")
        if user.name in users:
            raise _wrong(path, f"users[{place}] 与前面重名", f"users[{place}] has the name of an earlier one")
        users[user.name] = user
    return users


def add_user(path: Path, name: str, *, role: Role, password: str) -> User:
    """A new user in the file, which is made when there is none; BadValue when the name is taken or unfit."""
    user = User(fit_name(name), role, hashed(fit_password(password)))
    with _changing(path) as users:
        if user.name in users:
            raise BadValue(f"已有用户 {user.name}，改密码用 users passwd。 / There is a user of this name already.")
        users[user.name] = user
    return user


def remove_user(path: Path, name: str) -> None:
    """Take a user out of the file; whoever is logged in under the name is not any more."""
    with _changing(path) as users:
        del users[_known(users, name)]


def set_password(path: Path, name: str, *, password: str) -> None:
    """Another password for a user; sessions that began under the old one end."""
    with _changing(path) as users:
        known = _known(users, name)
        users[known] = replace(users[known], hash=hashed(fit_password(password)))


def known_name(path: Path, name: str) -> str:
    """The name of a user of the file; UnknownName suggests the nearest."""
    return _known(read_users(path), name)


def fit_name(name: str) -> str:
    """The name as it is kept; BadValue when it is none."""
    told = plain_name(name)
    if not _NAME.fullmatch(told):
        raise BadValue(
            "用户名为 1 到 40 个汉字、字母、数字，中间可有 . - @ _。"
            " / A user name has 1 to 40 letters or digits, with . - @ _ between them."
        )
    return told


def plain_name(name: str) -> str:
    """A name in the one way of writing it that names are compared in."""
    return unicodedata.normalize("NFKC", name).strip()


def fit_password(password: str) -> str:
    """The password; BadValue when it is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise BadValue(
            f"密码至少 {SHORTEST_PASSWORD} 个字符，至多 {_LONGEST_PASSWORD} 个。"
            f" / A password has {SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} characters."
        )
    return password


class _changing:  # noqa: N801  # used as a statement: with _changing(path) as users
    """The users of a file to be changed; written back whole when nothing went wrong, by one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path.with_name(path.name + ".lock"), thread_local=False)

    def __enter__(self) -> dict[str, User]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except OSError as error:
            raise BadSetting(
                f"不能写用户文件 {self._path.name}：{error.strerror} / The users file cannot be written"
            ) from error
        try:
            self._users = dict(read_users(self._path)) if self._path.exists() else {}
        except BaseException:
            self._lock.release()
            raise
        return self._users

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                _write(self._path, self._users)
        finally:
            self._lock.release()


def _write(path: Path, users: Users) -> None:
    """The file in one step, readable by its owner only."""
    rows = [{"name": user.name, "role": str(user.role), "hash": user.hash} for user in users.values()]
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        yaml.safe_dump({"users": rows}, file, allow_unicode=True, sort_keys=False, width=200)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)


def _known(users: Users, name: str) -> str:
    told = plain_name(name)
    if told not in users:
        raise UnknownName("用户", name, users)
    return told


def _user(row: Any, path: Path, where: str) -> User:
    if not isinstance(row, dict) or set(row) != _KEYS or not all(isinstance(value, str) for value in row.values()):
        raise _wrong(path, f"{where} 应有 name、role、hash 三项文字", f"{where} has name, role and hash, all words")
    roles = [str(role) for role in Role]
    if row["role"] not in roles:
        raise _wrong(path, f"{where}.role 应为 {'、'.join(roles)} 之一", f"{where}.role is one of {', '.join(roles)}")
    if not looks_hashed(row["hash"]):
        raise _wrong(path, f"{where}.hash 不是 users add 写的", f"{where}.hash is not what users add writes")
    return User(fit_name(row["name"]), Role(row["role"]), row["hash"])


def _wrong(path: Path, chinese: str, english: str) -> BadSetting:
    return BadSetting(f"用户文件 {path.name}：{chinese}。 / {path.name}: {english}.")
