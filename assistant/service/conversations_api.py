"""Conversations over HTTP: each person sees their own and nobody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import Field

from assistant.person import person_of
from assistant.service.asker import Json
from assistant.service.bodies import Body, Limit, Line, Offset, Text, Words, page_json, record_json

if TYPE_CHECKING:
    from assistant.records.store import Records


class Titled(Body):
    """A title; empty for the first question."""

    title: Line = ""


class Renamed(Body):
    """Another title."""

    title: Annotated[str, Field(min_length=1, max_length=200)]


class Thought(Body):
    """What somebody thinks of an answer."""

    useful: bool
    reason: Text = ""


def conversation_routes(records: Records) -> APIRouter:
    """The routes under ``/v1/conversations`` and ``/v1/answers``."""
    routes = APIRouter(prefix="/v1")

    @routes.post("/conversations")
    def start(body: Titled, request: Request) -> Json:
        return record_json(records.conversations.start(person_of(request).owner, title=body.title))

    @routes.get("/conversations")
    def listed(request: Request, words: Words = "", limit: Limit = 50, offset: Offset = 0) -> Json:
        owner = person_of(request).owner
        return page_json(records.conversations.list(owner, words=words, limit=limit, offset=offset))

    @routes.get("/conversations/{conversation_id}")
    def one(conversation_id: str, request: Request, limit: Limit = 100, offset: Offset = 0) -> Json:
        owner = person_of(request).owner
        found = records.conversations.get(conversation_id, owner=owner)
        answers = records.conversations.answers(conversation_id, owner=owner, limit=limit, offset=offset)
        return {**record_json(found), "answers": page_json(answers)}

    @routes.patch("/conversations/{conversation_id}")
    def rename(conversation_id: str, body: Renamed, request: Request) -> Json:
        owner = person_of(request).owner
        return record_json(records.conversations.rename(conversation_id, owner=owner, title=body.title))

    @routes.delete("/conversations/{conversation_id}")
    def erase(conversation_id: str, request: Request) -> Json:
        person = person_of(request)
        records.conversations.delete(conversation_id, owner=person.owner, who=person.name)
        return {"erased": conversation_id}

    @routes.get("/conversations/{conversation_id}/export")
    def export(conversation_id: str, request: Request) -> StreamingResponse:
        owner = person_of(request).owner
        records.conversations.get(conversation_id, owner=owner)
        return lines_response(records.upkeep.export(conversation_id=conversation_id, owner=owner), "conversation")

    @routes.get("/answers/{answer_id}")
    def answer(answer_id: str, request: Request) -> Json:
        return record_json(records.answers.get(answer_id, owner=person_of(request).owner))

    @routes.put("/answers/{answer_id}/feedback")
    def rate(answer_id: str, body: Thought, request: Request) -> Json:
        owner = person_of(request).owner
        return record_json(records.answers.rate(answer_id, owner=owner, useful=body.useful, reason=body.reason))

    return routes


def lines_response(objects: Iterator[Json], name: str) -> StreamingResponse:
    """JSON objects as a file to save, one a line, sent while they are read."""
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=saved_as(f"{name}.jsonl"))


def saved_as(name: str) -> Mapping[str, str]:
    """The headers of a file that the browser saves."""
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
