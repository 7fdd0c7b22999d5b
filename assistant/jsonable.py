"""The records as plain JSON values: one shape for the command line, the service and the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any

from assistant.events import EVENT_NAMES, Event
from assistant.types import Answer


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer object of the contract, ready for ``json.dumps``."""
    plain: dict[str, Any] = jsonable(answer)
    return plain


def event_json(event: Event) -> dict[str, Any]:
    """An event of an answer in the making: its name under ``event``, and its ``answer`` or ``text``."""
    return {"event": EVENT_NAMES[type(event)], **jsonable(event)}


def jsonable(value: Any) -> Any:
    """The value with records as objects, dates as ISO text and yuan as JSON numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: jsonable(getattr(value, f.name)) for f in fields(value)}
    return next((plain(value) for kind, plain in _PLAIN if isinstance(value, kind)), value)


def _number(value: Decimal) -> int | float:
    """The number as JSON writes it; ValueError for what JSON has no number for."""
    if not value.is_finite():
        raise ValueError(f"{value} is no amount")
    return int(value) if value == value.to_integral_value() else float(value)


def _object(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): jsonable(inner) for key, inner in value.items()}


def _list(value: Iterable[Any]) -> list[Any]:
    return [jsonable(inner) for inner in value]


# The first kind that fits says how a value is written.
_PLAIN: tuple[tuple[type | UnionType, Callable[[Any], Any]], ...] = (
    (Decimal, _number),
    (Enum, lambda value: value.value),
    (date, date.isoformat),
    (Mapping, _object),
    (set | frozenset, lambda value: _list(sorted(value))),
    (list | tuple, _list),
)
