"""The desk's cards in a call, the call as a ticket, a conversation as a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import Field

from assistant.errors import BadValue
from assistant.export import conversation_file, ticket_text
from assistant.person import Person, Role, person_of
from assistant.records.types import MOST_ITEMS, AnswerKind, KeptAnswer
from assistant.service.asker import Asker, Json
from assistant.service.bodies import Body, Line, Text, record_json
from assistant.service.conversations_api import saved_as
from assistant.web.desk_card import Told, answered, looked_up, worked_out

if TYPE_CHECKING:
    from assistant.records.store import Records

_MOST_ANSWERS: Final = 1000


class Noted(Body):
    """What an operator told a caller: an answer to a question, a clause, or an award worked out on facts."""

    question: Text = ""
    clause_id: Line = ""
    quote: Text = ""
    award_id: Line = ""
    facts: Annotated[dict[str, Line], Field(max_length=40, default_factory=dict)]
    on: Annotated[date | None, Field(strict=False)] = None


def card_routes(records: Records, asker: Asker) -> APIRouter:
    """The routes; what is noted is worked out here again, so that nobody can note what was never told."""
    routes = APIRouter(prefix="/v1")

    @routes.post("/calls/{call_id}/cards")
    def note(call_id: str, body: Noted, request: Request) -> Json:
        person = person_of(request)
        kind = AnswerKind.CARD if body.clause_id or body.award_id else AnswerKind.ANSWER
        kept = records.calls.collect(
            call_id,
            _told(body, asker).answer,
            operator=_operator(person),
            owner=person.owner,
            kind=kind,
        )
        return record_json(kept)

    @routes.get("/calls/{call_id}/ticket", response_class=PlainTextResponse)
    def ticket(call_id: str, request: Request) -> PlainTextResponse:
        call = records.calls.get(call_id, operator=_operator(person_of(request)))
        plain = {"number": call.number, "operator": call.operator, "opened": call.opened, "notes": call.notes}
        return PlainTextResponse(ticket_text(plain, [kept.answer for kept in call.answers]))

    @routes.get("/conversations/{conversation_id}/transcript.{kind}")
    def transcript(conversation_id: str, kind: Literal["txt", "md", "docx", "pdf"], request: Request) -> Response:
        owner = person_of(request).owner
        title = records.conversations.get(conversation_id, owner=owner).title
        answers = [kept.answer for kept in _all(records, conversation_id, owner)]
        made = conversation_file(title, answers, kind=kind)
        return Response(made.content, media_type=made.media_type, headers=dict(saved_as(made.name)))

    return routes


def _told(body: Noted, asker: Asker) -> Told:
    on = body.on or date.today()  # noqa: DTZ011  # the day on the wall where the program runs
    if body.award_id:
        return worked_out(body.award_id, body.facts, question=body.question, on=on)
    if body.clause_id:
        return looked_up(body.clause_id, quote=body.quote, on=on)
    if body.question.strip():
        return answered(asker, body.question, on=body.on)
    raise BadValue("请给出问题、条款或奖补条款。 / Give a question, a clause or an award.")


def _all(records: Records, conversation_id: str, owner: str) -> list[KeptAnswer]:
    found: list[KeptAnswer] = []
    for offset in range(0, _MOST_ANSWERS, MOST_ITEMS):
        page: Any = records.conversations.answers(conversation_id, owner=owner, limit=MOST_ITEMS, offset=offset)
        found += page.items
        if len(page.items) < MOST_ITEMS:
            break
    return found


def _operator(person: Person) -> str | None:
    return None if person.role is Role.SUPERVISOR else person.name
