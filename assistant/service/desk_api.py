"""Calls and handovers over HTTP, for operators; approvals, for supervisors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field

from assistant.errors import UnknownName
from assistant.person import Person, Role, person_of
from assistant.records.types import CallStatus, ClauseMark, HandoverStatus
from assistant.service.asker import Asker, Json
from assistant.service.bodies import Body, Limit, Line, Offset, Text, Words, page_json, record_json

if TYPE_CHECKING:
    from assistant.records.store import Records


class CallChange(Body):
    """Other notes, or another status."""

    notes: Text | None = None
    status: Annotated[CallStatus | None, Field(strict=False)] = None


class ToCollect(Body):
    """A question whose answer goes into the call's record."""

    question: Text
    on: Annotated[date | None, Field(strict=False)] = None


class HandedOn(Body):
    """A question for a colleague, with what is known so far."""

    question: Text
    context: Annotated[dict[str, Any], Field(default_factory=dict)]
    call_id: Line | None = None
    conversation_id: Line | None = None
    signature: Line = ""


class ColleagueAnswer(Body):
    """A colleague's answer, and the ids of the clauses that it rests on."""

    answer: Text
    clauses: Annotated[list[str], Field(max_length=20, default_factory=list)]
    signature: Line = ""


class Decision(Body):
    """A second person's yes or no."""

    approve: bool
    decision: Text = ""
    signature: Line = ""


class Signed(Body):
    """Who does it, where there is no login to know it from."""

    signature: Line = ""


def call_routes(records: Records, asker: Asker) -> APIRouter:
    """The routes under ``/v1/calls``: an operator's own calls; a supervisor sees everybody's."""
    routes = APIRouter(prefix="/v1/calls")

    @routes.post("")
    def start(request: Request) -> Json:
        return record_json(records.calls.open(person_of(request).name))

    @routes.get("")
    def listed(
        request: Request,
        status: CallStatus | None = None,
        words: Words = "",
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Json:
        operator = _operator(person_of(request))
        return page_json(records.calls.list(operator, status=status, words=words, limit=limit, offset=offset))

    @routes.get("/{call_id}")
    def one(call_id: str, request: Request) -> Json:
        return record_json(records.calls.get(call_id, operator=_operator(person_of(request))))

    @routes.patch("/{call_id}")
    def change(call_id: str, body: CallChange, request: Request) -> Json:
        operator = _operator(person_of(request))
        if body.notes is not None:
            records.calls.write_notes(call_id, operator=operator, notes=body.notes)
        if body.status is not None:
            records.calls.set_status(call_id, operator=operator, status=body.status)
        return record_json(records.calls.get(call_id, operator=operator))

    @routes.post("/{call_id}/answers")
    def collect(call_id: str, body: ToCollect, request: Request) -> Json:
        person = person_of(request)
        records.calls.get(call_id, operator=_operator(person))
        answer = asker.ask(body.question, on=body.on)
        kept = records.calls.collect(call_id, answer, operator=_operator(person), owner=person.owner)
        return record_json(kept)

    @routes.delete("/{call_id}/answers/{answer_id}")
    def drop(call_id: str, answer_id: str, request: Request) -> Json:
        records.calls.drop(call_id, answer_id, operator=_operator(person_of(request)))
        return {"erased": answer_id}

    return routes


def handover_routes(records: Records) -> APIRouter:
    """The routes under ``/v1/handovers`` and ``/v1/approvals``."""
    routes = APIRouter(prefix="/v1")

    @routes.post("/handovers")
    def hand_on(body: HandedOn, request: Request) -> Json:
        by = _who(person_of(request), body.signature)
        links = {"call_id": body.call_id, "conversation_id": body.conversation_id}
        return record_json(records.handovers.ask(body.question, by=by, context=body.context, **links))

    @routes.get("/handovers")
    def listed(status: HandoverStatus | None = None, words: Words = "", limit: Limit = 50, offset: Offset = 0) -> Json:
        return page_json(records.handovers.list(status=status, words=words, limit=limit, offset=offset))

    @routes.get("/handovers/{handover_id}")
    def one(handover_id: str) -> Json:
        return record_json(records.handovers.get(handover_id))

    @routes.post("/handovers/{handover_id}/answer")
    def answer(handover_id: str, body: ColleagueAnswer, request: Request) -> Json:
        by = _who(person_of(request), body.signature)
        marks = clause_marks(body.clauses)
        return record_json(records.handovers.answer(handover_id, by=by, answer=body.answer, clauses=marks))

    @routes.post("/handovers/{handover_id}/withdraw")
    def withdraw(handover_id: str, body: Signed, request: Request) -> Json:
        return record_json(records.handovers.withdraw(handover_id, by=_who(person_of(request), body.signature)))

    @routes.post("/approvals/{handover_id}")
    def decide(handover_id: str, body: Decision, request: Request) -> Json:
        by = _who(person_of(request), body.signature)
        decided = records.handovers.decide(handover_id, by=by, approve=body.approve, decision=body.decision)
        return record_json(decided)

    return routes


def clause_marks(clause_ids: list[str]) -> tuple[ClauseMark, ...]:
    """Clauses by their ids, with the hashes that they have now; UnknownName for an id of none."""
    hashes = current_hashes()
    for clause_id in clause_ids:
        if clause_id not in hashes:
            raise UnknownName("条款", clause_id, hashes)
    return tuple(ClauseMark(clause_id, hashes[clause_id]) for clause_id in clause_ids)


def current_hashes() -> Mapping[str, str]:
    """The hash of every clause of the documents as they are now, by clause id."""
    from assistant.cite import text_hash
    from index.clauses import corpus_clauses

    return {clause.id: text_hash(clause) for clause in corpus_clauses().values()}


def _operator(person: Person) -> str | None:
    """Whose calls somebody may see: their own, or everybody's."""
    return None if person.role is Role.SUPERVISOR else person.name


def _who(person: Person, signature: str) -> str:
    """The name that goes under something; without a login, the one that was typed."""
    return person.name if person.known else " ".join(signature.split()) or person.name
