"""The settings of a chat model: what each may be, and a sentence for what it may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from assistant.errors import BadSetting

PREFIX: Final = "POLICY_ASSISTANT_"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*:\S+")
_NUMBER: Final = re.compile(r"\d{1,9}(?:\.\d{1,3})?")
_YES: Final = frozenset({"1", "on", "yes", "true", "auto"})
_NO: Final = frozenset({"0", "off", "no", "false"})
_UNSENT: Final = "default"


def model_values(given: Mapping[str, str]) -> dict[str, Any]:
    """The chat model's settings among those given by lower-case name; BadSetting for one that cannot be used."""
    return {name: read(name, given[name].strip()) for name, read in _READ.items() if given.get(name, "").strip()}


def _model(name: str, value: str) -> str:
    if _NAME.fullmatch(value):
        return value
    raise _wrong(
        name,
        value,
        f"应写成 提供方:模型名，如 openai:{value or 'qwen-plus'}",
        "write it as provider:name, like openai:…",
    )


def _url(name: str, value: str) -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if usable:
        return value
    # The address is not repeated: it may hold a password.
    raise BadSetting(
        f"{PREFIX}{name.upper()} 不是可用的地址，应写成 http://127.0.0.1:8000/v1 的样子。 / "
        "not an address; write it like http://127.0.0.1:8000/v1."
    )


def _key(name: str, value: str) -> str:
    if value.isascii() and value.isprintable() and " " not in value:
        return value
    raise BadSetting(
        f"{PREFIX}{name.upper()} 含有空格或不能用的字符，请检查是否复制完整。 / has characters no key can have."
    )


def _between(low: float, high: float) -> Callable[[str, str], float]:
    def read(name: str, value: str) -> float:
        if _NUMBER.fullmatch(value) and low <= float(value) <= high:
            return float(value)
        raise _wrong(name, value, f"应为 {low:g} 到 {high:g} 的数", f"a number from {low:g} to {high:g}")

    return read


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def read(name: str, value: str) -> int:
        if value.isdecimal() and len(value) <= 9 and low <= int(value) <= high:
            return int(value)
        raise _wrong(name, value, f"应为 {low} 到 {high} 的整数", f"a whole number from {low} to {high}")

    return read


def _temperature(name: str, value: str) -> float | None:
    return None if value == _UNSENT else _between(0, 2)(name, value)


def _switch(name: str, value: str) -> bool:
    if value.lower() in _YES | _NO:
        return value.lower() in _YES
    raise _wrong(name, value, "应为 on 或 off", "on or off")


def _wrong(name: str, value: str, chinese: str, english: str) -> BadSetting:
    return BadSetting(f"{PREFIX}{name.upper()}={value!r} 不能用，{chinese}。 / cannot be used: {english}.")


_READ: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "model": _model,
    "base_url": _url,
    "api_key": _key,
    "timeout": _between(1, 600),
    "retries": _whole(0, 10),
    "temperature": _temperature,
    "context": _whole(2_000, 10_000_000),
    "tools": _switch,
    "model_rewrite": _model,
    "model_facts": _model,
}
