"""One frozen Settings, read from the environment and passed down."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from assistant.errors import BadSetting
from assistant.model_settings import PREFIX, model_values

__all__ = ["GUESTS_PER_MINUTE", "PREFIX", "Settings", "load_settings"]

GUESTS_PER_MINUTE = 1200
"""How often the guests of one address may ask in a minute, unless it is set: thirty people, forty times each."""

_YES_OR_NO = {"": False, "0": False, "no": False, "false": False, "1": True, "yes": True, "true": True}


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be configured; the environment's names are these in capitals behind POLICY_ASSISTANT_."""

    home: Path
    embedding: str = ""
    chroma_url: str = ""
    host: str = "127.0.0.1"
    port: int = 7860
    database_url: str = ""
    retention_days: int = 180
    users: str = ""
    public: bool = False
    session_hours: int = 12
    names: tuple[str, ...] = ()
    proxy_user_header: str = ""
    proxy_role_header: str = ""
    trusted_proxies: tuple[str, ...] = ()
    guests_per_minute: int = GUESTS_PER_MINUTE
    model: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 30.0
    retries: int = 1
    temperature: float | None = 0.0
    context: int = 8192
    tools: bool = True
    model_rewrite: str = ""
    model_facts: str = ""


def load_settings(environ: Mapping[str, str] | None = None, *, folder: Path | None = None) -> Settings:
    """The settings of an environment, and of a ``.env`` file in the folder for what it leaves out.

    Raises BadSetting for a name that does not exist or a value that cannot be used.
    """
    given = {**_dotenv((folder or Path.cwd()) / ".env"), **(os.environ if environ is None else environ)}
    values = {name.removeprefix(PREFIX).lower(): value for name, value in given.items() if name.startswith(PREFIX)}
    for name in values:
        _check_name(name)
    return Settings(
        home=Path(values.get("home") or _default_home(given)).expanduser(),
        embedding=values.get("embedding", ""),
        chroma_url=values.get("chroma_url", ""),
        host=values.get("host") or "127.0.0.1",
        port=_whole(values, "port", default=7860, least=1, most=65535),
        database_url=values.get("database_url", ""),
        retention_days=_whole(values, "retention_days", default=180, least=1, most=36500),
        users=values.get("users", ""),
        public=_yes(values, "public"),
        session_hours=_whole(values, "session_hours", default=12, least=1, most=720),
        names=_names(values, "names"),
        proxy_user_header=values.get("proxy_user_header", "").strip(),
        proxy_role_header=values.get("proxy_role_header", "").strip(),
        trusted_proxies=_names(values, "trusted_proxies"),
        guests_per_minute=_whole(values, "guests_per_minute", default=GUESTS_PER_MINUTE, least=0, most=1_000_000),
        **model_values(values),
    )


def _check_name(name: str) -> None:
    known = [one.name for one in fields(Settings)]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0) or known
        wrong, right = PREFIX + name.upper(), PREFIX + near[0].upper()
        raise BadSetting(f"没有设置项 {wrong}，是否要用 {right}？ / Unknown setting {wrong}; did you mean {right}?")


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path.name} 读不了，应为 UTF-8 文本：{error} / cannot be read as UTF-8 text") from error
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip().removeprefix("export "): value.strip().strip("\"'") for name, value in pairs}


def _default_home(environ: Mapping[str, str]) -> Path:
    base = environ.get("XDG_DATA_HOME") or Path(environ.get("HOME", "~")).expanduser() / ".local" / "share"
    return Path(base) / "policy-assistant"


def _whole(values: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    value = values.get(name, "")
    if not value:
        return default
    if value.isascii() and value.isdecimal() and len(value) <= 9 and least <= int(value) <= most:
        return int(value)
    raise BadSetting(
        f"{PREFIX}{name.upper()}={value[:40]!r} 不对，应为 {least} 到 {most} 的整数。"
        f" / must be a whole number from {least} to {most}."
    )


def _yes(values: Mapping[str, str], name: str) -> bool:
    value = values.get(name, "").lower()
    if value not in _YES_OR_NO:
        raise BadSetting(f"{PREFIX}{name.upper()}={value[:40]!r} 不对，应为 1 或 0。 / must be 1 or 0.")
    return _YES_OR_NO[value]


def _names(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Names that stand behind one another with commas."""
    return tuple(one.strip() for one in values.get(name, "").split(",") if one.strip())
