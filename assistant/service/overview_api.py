"""A supervisor's view over HTTP: lists in pages, tables to save, and erasure of anybody's conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse

from assistant.errors import UnknownName
from assistant.person import person_of
from assistant.records.export import TABLES, table
from assistant.records.types import Which
from assistant.service.asker import Json
from assistant.service.bodies import Limit, Moment, Offset, Words, page_json, record_json
from assistant.service.conversations_api import lines_response, saved_as
from assistant.service.desk_api import current_hashes
from assistant.spreadsheet import csv_lines, excel

if TYPE_CHECKING:
    from assistant.records.store import Records

_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_Id = Annotated[str, Query(max_length=200)]


def _which(
    *,
    since: Moment = None,
    until: Moment = None,
    status: _Id = "",
    reason: _Id = "",
    useful: bool | None = None,
    words: Words = "",
) -> Which:
    return Which(since=since, until=until, status=status, reason=reason, useful=useful, words=words)


Meant = Annotated[Which, Depends(_which)]


def overview_routes(records: Records) -> APIRouter:
    """The routes under ``/v1/overview`` and ``/v1/audit``."""
    routes = APIRouter(prefix="/v1")

    @routes.get("/overview")
    def counts(which: Meant) -> Json:
        return record_json(records.overview.counts(which))

    @routes.get("/overview/asked")
    def asked(which: Meant, limit: Limit = 50, offset: Offset = 0) -> Json:
        return page_json(records.overview.asked(which, limit=limit, offset=offset))

    @routes.get("/overview/clauses")
    def clauses(which: Meant, limit: Limit = 50, offset: Offset = 0) -> Json:
        return page_json(records.overview.clauses(which, limit=limit, offset=offset))

    @routes.get("/overview/versions")
    def versions(clause_id: _Id = "", limit: Limit = 50, offset: Offset = 0) -> Json:
        return page_json(records.overview.versions(clause_id, limit=limit, offset=offset))

    @routes.get("/overview/outdated")
    def outdated(limit: Limit = 50, offset: Offset = 0) -> Json:
        return page_json(records.overview.outdated(current_hashes(), limit=limit, offset=offset))

    @routes.get("/overview/tellings")
    def tellings(clause_id: _Id, sha256: _Id = "", limit: Limit = 50, offset: Offset = 0) -> Json:
        return page_json(records.overview.tellings(clause_id, sha256=sha256, limit=limit, offset=offset))

    @routes.delete("/overview/conversations/{conversation_id}")
    def erase(conversation_id: str, request: Request) -> Json:
        records.upkeep.erase(conversation_id, who=person_of(request).name)
        return {"erased": conversation_id}

    @routes.get("/audit")
    def audit(limit: Limit = 50, offset: Offset = 0) -> Json:
        return page_json(records.audit.list(limit=limit, offset=offset))

    return routes


def export_routes(records: Records) -> APIRouter:
    """The routes under ``/v1/exports``: tables as CSV or Excel, everything as JSON lines; each is noted."""
    routes = APIRouter(prefix="/v1/exports")

    @routes.get("/records.jsonl")
    def everything(request: Request, conversation_id: _Id | None = None) -> StreamingResponse:
        records.audit.note(person_of(request).name, "records.export", subject=conversation_id or "")
        return lines_response(records.upkeep.export(conversation_id=conversation_id), "records")

    @routes.get("/{name}.{kind}")
    def one(
        name: str,
        kind: Literal["csv", "xlsx"],
        *,
        request: Request,
        which: Meant,
        clause_id: _Id = "",
        sha256: _Id = "",
    ) -> Response:
        if name not in TABLES:
            raise UnknownName("导出表", name, TABLES)
        found = table(records, name, which, clause_id=clause_id, sha256=sha256)
        records.audit.note(person_of(request).name, "records.export", subject=name)
        headers: Mapping[str, Any] = saved_as(f"{name}.{kind}")
        if kind == "csv":
            lines = csv_lines(found.headings, found.rows)
            return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)
        return Response(excel(found.title, found.headings, found.rows), media_type=_EXCEL, headers=headers)

    return routes
