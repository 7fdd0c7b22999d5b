"""Routes over the rules and the documents alone: matching, comparing, forms, reading."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from assistant.calculations import input_rows, match_object
from assistant.calculator import match as matching
from assistant.calculator import read_profile
from assistant.comparing import compared
from assistant.printing import document_rows
from assistant.reading import document_object
from assistant.topics import topic_rows

Json = dict[str, Any]
Value = str | int | float | bool
_MOST_FACTS: Final = 100
_MOST_VALUES: Final = 20


class Profile(BaseModel):
    """A company: ``place`` and what is known of it, by the keys of the inputs; several values as a list."""

    model_config = ConfigDict(extra="forbid", strict=True)

    profile: Annotated[
        dict[str, Value | Annotated[list[Value], Field(max_length=_MOST_VALUES)]], Field(max_length=_MOST_FACTS)
    ]
    on: Annotated[date | None, Field(strict=False)] = None


def add_tables(app: FastAPI) -> None:
    """The routes, added to the service."""

    @app.post("/v1/match")
    def match(body: Profile) -> Json:
        return match_object(matching(read_profile(body.profile), on=body.on or _today()))

    @app.get("/v1/compare")
    def compare(topic: str | None = None, on: date | None = None) -> Json:
        return {"topics": topic_rows()} if topic is None else compared(topic, on=on or _today())

    @app.get("/v1/inputs")
    def inputs() -> Json:
        return {"inputs": input_rows()}

    @app.get("/v1/documents")
    def documents(on: date | None = None) -> Json:
        return {"documents": document_rows(on or _today())}

    @app.get("/v1/documents/{document_id}")
    def document(document_id: str, on: date | None = None) -> Json:
        return document_object(document_id, on=on or _today())


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the wall where the program runs
