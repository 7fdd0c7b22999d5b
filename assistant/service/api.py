"""The routes of the service, under /v1, and the page at its root."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from assistant import __version__
from assistant.errors import AssistantError, NotPermitted, NotReady, UnknownName, UserError
from assistant.narrowing import Narrowing
from assistant.person import Role, person_of
from assistant.records.errors import NotFound
from assistant.service.access import Doorman, OpenDoor
from assistant.service.asker import Asker, Json
from assistant.service.bodies import STRICT
from assistant.service.gate import Gate
from assistant.service.live import event_stream
from assistant.service.login import add_login
from assistant.service.pace import Pace
from assistant.service.shield import Shield, error_object
from assistant.service.tables import add_tables
from assistant.settings import GUESTS_PER_MINUTE
from index.errors import IndexFailure

if TYPE_CHECKING:
    from assistant.records.store import Records

_MOST_RESULTS, _LONGEST_SEARCH, _LONGEST_HISTORY = 50, 500, 100
_MOST_INPUTS = 100

# What is wrong with a value, in Chinese, by pydantic's kind of error; its own English follows.
_PROBLEMS: Final = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "json_invalid": "不是合法的 JSON",
    "string_type": "应为文字",
    "string_too_long": "太长",
    "string_too_short": "不能为空",
    "list_type": "应为列表",
    "too_long": "项数太多",
    "dict_type": "应为对象",
    "int_parsing": "应为整数",
    "date_from_datetime_parsing": "应为日期，如 2026-11-20",
    "date_parsing": "应为日期，如 2026-11-20",
}
_STATUSES: Final = {
    404: ("not_found", "没有这个地址", "There is nothing at this address"),
    405: ("method_not_allowed", "这个地址不接受这种请求方式", "This address does not take this method"),
}


class Said(BaseModel):
    """One earlier message of a conversation."""

    model_config = STRICT

    role: str
    content: str


class Question(BaseModel):
    """What is asked, after which questions, as of which day."""

    model_config = STRICT

    question: str
    history: Annotated[list[str | Said], Field(max_length=_LONGEST_HISTORY)] = []
    on: Annotated[date | None, Field(strict=False)] = None
    conversation_id: Annotated[str | None, Field(max_length=40)] = None


class Facts(BaseModel):
    """One award and the facts to try it on, by the keys of its inputs."""

    model_config = STRICT

    award_id: str
    inputs: Annotated[dict[str, str | int | float | bool], Field(max_length=_MOST_INPUTS)] = {}
    on: Annotated[date | None, Field(strict=False)] = None


class LookUp(BaseModel):
    """Search words, how many results at most, and what the look-up is narrowed to."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, Field(min_length=1, max_length=_LONGEST_SEARCH)]
    k: Annotated[int, Field(ge=1, le=_MOST_RESULTS)] = 10
    place: str | None = None
    level: str | None = None
    standing: str | None = None
    topic: str | None = None


def create_app(
    asker: Asker,
    *,
    hosts: Collection[str] | None = None,
    page: bool = True,
    records: Records | None = None,
    access: Doorman | None = None,
    guests_per_minute: int = GUESTS_PER_MINUTE,
) -> FastAPI:
    """The service over what can be asked; ``hosts`` are the host names it answers to, None for any.

    Without records nothing is kept, and what needs them is not there. Without ``access`` everybody
    may do everything. Guests of one address may ask ``guests_per_minute`` times; 0 is as often as they like.
    """
    # The documentation pages of FastAPI load scripts from elsewhere, so there are none.
    app = FastAPI(
        title="policy-assistant", version=__version__, docs_url=None, redoc_url=None, openapi_url="/v1/openapi.json"
    )
    door = access or OpenDoor(Role.SUPERVISOR)
    add_tables(app)
    _add_asking(app, asker, records)
    _add_looking_up(app, asker)
    _add_health(app, asker, records)
    if records is not None:
        _add_records(app, asker, records)
    add_login(app, door, records)
    _add_end(app)
    _add_errors(app)
    if page:
        from assistant.web.app import mount_pages

        mount_pages(app, asker, records=records)
    if guests_per_minute:
        app.add_middleware(Pace, per_minute=guests_per_minute)
    app.add_middleware(Gate, doorman=door)
    app.add_middleware(Shield, hosts=hosts)
    return app


def _add_asking(app: FastAPI, asker: Asker, records: Records | None) -> None:
    from assistant.service.recording import Recording

    recording = Recording(asker, records) if records is not None else None

    def keeper() -> Recording:
        if recording is None:
            raise NotReady(
                "这里不保存对话，请去掉 conversation_id。 / Nothing is kept here; leave conversation_id out."
            )
        return recording

    @app.post("/v1/ask")
    def ask(body: Question, request: Request) -> Json:
        history = _history(body.history)
        if body.conversation_id is None:
            return asker.ask(body.question, history=history, on=body.on)
        owner = person_of(request).owner
        return keeper().ask(
            body.question, conversation_id=body.conversation_id, owner=owner, history=history, on=body.on
        )

    @app.post("/v1/ask/stream")
    def ask_stream(body: Question, request: Request) -> StreamingResponse:
        stop, history = threading.Event(), _history(body.history)
        if body.conversation_id is None:
            events = asker.stream(body.question, history=history, on=body.on, stop=stop)
            return event_stream(events, stop=stop, tell=_told)
        owner = person_of(request).owner
        events = keeper().stream(
            body.question, conversation_id=body.conversation_id, owner=owner, history=history, on=body.on, stop=stop
        )
        return event_stream(events, stop=stop, tell=_told)


def _add_records(app: FastAPI, asker: Asker, records: Records) -> None:
    from assistant.service.cards_api import card_routes
    from assistant.service.conversations_api import conversation_routes
    from assistant.service.desk_api import call_routes, handover_routes
    from assistant.service.overview_api import export_routes, overview_routes

    app.include_router(conversation_routes(records))
    app.include_router(call_routes(records, asker))
    app.include_router(card_routes(records, asker))
    app.include_router(handover_routes(records))
    app.include_router(overview_routes(records))
    app.include_router(export_routes(records))


def _add_looking_up(app: FastAPI, asker: Asker) -> None:
    @app.get("/v1/search")
    def search(wanted: Annotated[LookUp, Query()]) -> Json:
        sides = wanted.model_dump(include={"place", "level", "standing", "topic"})
        return {"results": asker.search(wanted.q, k=wanted.k, narrowing=Narrowing(**sides))}

    @app.get("/v1/awards")
    def awards(document: str | None = None) -> Json:
        return {"awards": asker.awards(document=document)}

    @app.post("/v1/calculate")
    def calculate(body: Facts) -> Json:
        return asker.calculate(body.award_id, _plain(body.inputs), on=body.on)


def _add_health(app: FastAPI, asker: Asker, records: Records | None) -> None:
    @app.get("/healthz")
    def healthz() -> JSONResponse:
        parts = asker.health()
        unwell = {name for name, part in parts.items() if not part.get("ok", False)}
        # Answers do without a model and without records: their trouble is told, but nobody is to restart for it.
        kept = {} if records is None else {"records": records.health()}
        spared = unwell <= {"model"}
        well = not unwell and all(part["ok"] for part in kept.values())
        status = "ok" if well else "degraded" if spared else "unwell"
        state = {"status": status, "version": __version__, **parts, **kept}
        return JSONResponse(state, status_code=200 if spared else 503)


def _add_end(app: FastAPI) -> None:
    # The page answers every other address; what looks like the API must not come back as a web page.
    @app.api_route("/v1/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def nothing(rest: str) -> None:
        raise HTTPException(404, rest)


def _history(earlier: Sequence[str | Said]) -> list[str | Mapping[str, str]]:
    return [said if isinstance(said, str) else said.model_dump() for said in earlier]


def _plain(inputs: Mapping[str, str | int | float | bool]) -> dict[str, str]:
    """Facts as they would be typed: true and false in lower case, numbers in digits."""
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in inputs.items()}


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return _error(422, "bad_request", _problem(error.errors()[0]))

    @app.exception_handler(HTTPException)
    def refused(_: Request, error: HTTPException) -> JSONResponse:
        code, chinese, english = _STATUSES.get(error.status_code, ("bad_request", "请求有误", str(error.detail)))
        return _error(error.status_code, code, f"{chinese}。 / {english}.")

    @app.exception_handler(IndexFailure)
    @app.exception_handler(AssistantError)
    @app.exception_handler(Exception)
    def failed(_: Request, error: Exception) -> JSONResponse:
        return _error(*_told(error))


def _told(error: Exception) -> tuple[int, str, str]:
    """The status, code and message of an error; one that is not ours is logged and told without its words."""
    for kind, status, code in _KINDS:
        if isinstance(error, kind):
            return status, code, str(error)
    logging.getLogger(__name__).error("a request failed", exc_info=error)
    return 500, "failed", "服务内部出错，请稍后再试。 / Something failed here; please try again later."


_KINDS: Final[tuple[tuple[type[Exception], int, str], ...]] = (
    (UnknownName, 404, "unknown_name"),
    (NotFound, 404, "not_found"),
    (NotPermitted, 403, "not_permitted"),
    (UserError, 400, "bad_value"),
    (NotReady, 503, "not_ready"),
    (IndexFailure, 503, "not_ready"),
    (AssistantError, 500, "failed"),
)


def _problem(error: Mapping[str, Any]) -> str:
    """One sentence on the first thing that is wrong with a request."""
    where = ".".join(str(step) for step in error["loc"][1:] if error["type"] != "json_invalid") or str(error["loc"][0])
    return f"{where}：{_PROBLEMS.get(error['type'], '值不对')}。 / {where}: {error['msg']}."


def _error(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse(error_object(code, message), status_code=status)
