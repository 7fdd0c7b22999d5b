"""The routes of the service, under /v1, and the page at its root."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from assistant import __version__
from assistant.errors import AssistantError, NotReady, UnknownName, UserError
from assistant.service.asker import Asker, Json
from assistant.service.live import event_stream
from assistant.service.shield import Shield, error_object
from index.errors import IndexFailure

_MOST_RESULTS, _LONGEST_SEARCH, _LONGEST_HISTORY = 50, 500, 100
_MOST_INPUTS = 100
_STRICT = ConfigDict(extra="forbid", strict=True)

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

    model_config = _STRICT

    role: str
    content: str


class Question(BaseModel):
    """What is asked, after which questions, as of which day."""

    model_config = _STRICT

    question: str
    history: Annotated[list[str | Said], Field(max_length=_LONGEST_HISTORY)] = []
    on: Annotated[date | None, Field(strict=False)] = None


class Facts(BaseModel):
    """One award and the facts to try it on, by the keys of its inputs."""

    model_config = _STRICT

    award_id: str
    inputs: Annotated[dict[str, str | int | float | bool], Field(max_length=_MOST_INPUTS)] = {}
    on: Annotated[date | None, Field(strict=False)] = None


def create_app(asker: Asker, *, hosts: Collection[str] | None = None, page: bool = True) -> FastAPI:
    """The service over what can be asked; ``hosts`` are the host names it answers to, None for any."""
    # The documentation pages of FastAPI load scripts from elsewhere, so there are none.
    app = FastAPI(
        title="policy-assistant", version=__version__, docs_url=None, redoc_url=None, openapi_url="/v1/openapi.json"
    )
    _add_routes(app, asker)
    _add_errors(app)
    if page:
        from assistant.web.app import mount_page

        mount_page(app, asker.ask)
    app.add_middleware(Shield, hosts=hosts)
    return app


def _add_routes(app: FastAPI, asker: Asker) -> None:
    @app.post("/v1/ask")
    def ask(body: Question) -> Json:
        return asker.ask(body.question, history=_history(body.history), on=body.on)

    @app.post("/v1/ask/stream")
    def ask_stream(body: Question) -> StreamingResponse:
        stop = threading.Event()
        events = asker.stream(body.question, history=_history(body.history), on=body.on, stop=stop)
        return event_stream(events, stop=stop, tell=_told)

    @app.get("/v1/search")
    def search(
        q: Annotated[str, Query(min_length=1, max_length=_LONGEST_SEARCH)],
        k: Annotated[int, Query(ge=1, le=_MOST_RESULTS)] = 10,
        place: str | None = None,
    ) -> Json:
        return {"results": asker.search(q, k=k, place=place)}

    @app.get("/v1/awards")
    def awards(document: str | None = None) -> Json:
        return {"awards": asker.awards(document=document)}

    @app.post("/v1/calculate")
    def calculate(body: Facts) -> Json:
        return asker.calculate(body.award_id, _plain(body.inputs), on=body.on)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        parts = asker.health()
        unwell = {name for name, part in parts.items() if not part.get("ok", False)}
        # Without its model the service still answers, if not as fluently.
        status = "ok" if not unwell else "degraded" if unwell == {"model"} else "unwell"
        return JSONResponse(
            {"status": status, "version": __version__, **parts}, status_code=503 if status == "unwell" else 200
        )

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
