"""One frozen Settings, read from the environment and passed down."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from assistant.errors import BadSetting
from assistant.model_settings import PREFIX, model_values

__all__ = ["PREFIX", "Settings", "load_settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be configured; the environment's names are these in capitals behind POLICY_ASSISTANT_."""

    home: Path
    embedding: str = ""
    chroma_url: str = ""
    host: str = "127.0.0.1"
    port: int = 7860
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
        port=_port(values.get("port", "")),
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


def _port(value: str) -> int:
    if not value:
        return 7860
    if value.isdecimal() and len(value) <= 5 and 0 < int(value) < 65536:
        return int(value)
    raise BadSetting(
        f"{PREFIX}PORT={value!r} 不是端口号，应为 1 到 65535 的整数。 / not a port: a whole number from 1 to 65535."
    )
