"""Logging in and out: a page of our own, which loads nothing else and needs no script."""

from __future__ import annotations

import functools
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import parse_qs

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.errors import AssistantError
from assistant.person import person_of
from assistant.service.access import SESSION_COOKIE, Doorman, LoginDoor
from assistant.service.gate import LOGIN, cookie, is_secure
from assistant.service.passwords import matches
from assistant.service.refused import door_style
from assistant.service.throttle import Throttle
from assistant.service.users import User, plain_name

if TYPE_CHECKING:
    from assistant.records.store import Records

_WINDOW: Final = 15 * 60
_TRIES_FROM_AN_ADDRESS, _TRIES_OF_A_NAME = 20, 5
_WRONG: Final = ("用户名或密码不对。", "User name or password is wrong.")
_WAIT: Final = ("试得太多了，请 {minutes} 分钟后再试。", "Too many tries; wait {minutes} minutes.")


def add_login(app: FastAPI, door: Doorman, records: Records | None) -> None:
    """The routes for logging in and out, and ``/v1/me``; without a login there is nothing to log in to."""

    @app.get("/v1/me")
    def me(request: Request) -> dict[str, str | bool]:
        person = person_of(request)
        return {"name": person.name, "role": person.role, "known": person.known}

    if isinstance(door, LoginDoor):
        _add_form(app, door, records)


def _add_form(app: FastAPI, door: LoginDoor, records: Records | None) -> None:
    by_address = Throttle(tries=_TRIES_FROM_AN_ADDRESS, seconds=_WINDOW)
    by_name = Throttle(tries=_TRIES_OF_A_NAME, seconds=_WINDOW)

    @app.get(LOGIN, include_in_schema=False)
    def form(request: Request) -> HTMLResponse:
        return _page(next_=request.query_params.get("next", ""))

    @app.post(LOGIN, include_in_schema=False)
    async def log_in(request: Request, given: Annotated[dict[str, str], Depends(_given)]) -> Response:
        name, address = plain_name(given.get("name", "")), request.client.host if request.client else ""
        # A name is held up per address, so that nobody locks somebody else out from elsewhere.
        keys = ((by_address, address), (by_name, f"{address} {name}"))
        wait = max(throttle.wait(key) for throttle, key in keys)
        if wait:
            return _page(status=429, problem=_WAIT, minutes=-(-wait // 60), name=name, next_=given.get("next", ""))
        user = await run_in_threadpool(_checked, door, name, given.get("password", ""))
        if user is None:
            for throttle, key in keys:
                throttle.fail(key)
            # People type their password where the name belongs: only a name that exists is noted.
            await run_in_threadpool(_note, records, name if name in door.users() else "?", "login.failed")
            return _page(status=401, problem=_WRONG, name=name, next_=given.get("next", ""))
        by_name.forget(f"{address} {name}")
        await run_in_threadpool(_note, records, user.name, "login")
        return _let_in(request, door, user, given.get("next", ""))

    @app.post("/logout", include_in_schema=False)
    def log_out(request: Request) -> Response:
        door.sessions.end(request.cookies.get(SESSION_COOKIE, ""))
        response = RedirectResponse(LOGIN, status_code=303)
        response.headers["set-cookie"] = cookie(SESSION_COOKIE, "", seconds=0, secure=is_secure(request.scope))
        return response


async def _given(request: Request) -> dict[str, str]:
    """The fields of a form as a browser sends it; no other kind of body is one."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return {}
    fields = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
    return {name: values[0] for name, values in fields.items()}


def _checked(door: LoginDoor, name: str, password: str) -> User | None:
    """The user, when the password is theirs; an unknown name takes as long as a wrong password."""
    user = door.users().get(name)
    return user if matches(password, user.hash if user else None) else None


def _let_in(request: Request, door: LoginDoor, user: User, next_: str) -> Response:
    response = RedirectResponse(_inside(next_), status_code=303)
    response.headers["set-cookie"] = cookie(
        SESSION_COOKIE, door.sessions.begin(user), seconds=door.sessions.seconds, secure=is_secure(request.scope)
    )
    return response


def _inside(path: str) -> str:
    """A path of this service; the start page for anything that could lead elsewhere."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if fine and not path.startswith(("/login", "/logout")) else "/"


def _note(records: Records | None, who: str, what: str) -> None:
    """Note a login; whoever logs in is let in even while the records are away."""
    if records is not None:
        try:
            records.audit.note(who, what)
        except AssistantError:
            return


def _page(
    *,
    status: int = 200,
    problem: tuple[str, str] | None = None,
    name: str = "",
    next_: str = "",
    **figures: int,
) -> HTMLResponse:
    said = " ".join(problem).format(**figures) if problem else ""
    html = _template().substitute(
        style=door_style(),
        problem=f'<div class="wrong" role="alert" id="problem">{escape(said)}</div>' if said else "",
        invalid=' aria-invalid="true" aria-describedby="problem"' if said else "",
        name=escape(name),
        next=escape(_inside(next_)),
    )
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})


@functools.cache
def _template() -> Template:
    return Template((Path(__file__).parent / "login.html").read_text(encoding="utf-8"))
