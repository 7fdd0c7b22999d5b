"""What the bodies and pages of every route share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.jsonable import jsonable
from assistant.records.types import Page
from assistant.service.asker import Json

STRICT: Final = ConfigDict(extra="forbid", strict=True)
MOST_ITEMS: Final = 200
LONGEST_TEXT: Final = 20_000

Limit = Annotated[int, Query(ge=1, le=MOST_ITEMS)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Words = Annotated[str, Query(max_length=100)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Line = Annotated[str, Field(max_length=200)]
Moment = Annotated[datetime | None, Query()]


class Body(BaseModel):
    """A body that takes nothing but what it names."""

    model_config = STRICT


def page_json(page: Page[Any]) -> Json:
    """A page of records as JSON."""
    plain: Json = jsonable(page)
    return plain


def record_json(record: Any) -> Json:
    """A record as JSON."""
    plain: Json = jsonable(record)
    return plain
