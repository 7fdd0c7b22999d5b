"""The records as plain JSON values: one shape for the command line, the service and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from assistant.types import Answer


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer object of the contract, ready for ``json.dumps``."""
    plain: dict[str, Any] = jsonable(answer)
    return plain


def jsonable(value: Any) -> Any:
    """The value with records as objects, dates as ISO text and yuan as JSON numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: jsonable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): jsonable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(inner) for inner in value]
    return value
