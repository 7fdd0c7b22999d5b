"""The frozen records of what was asked and told. Only the standard library is imported here.

Times are aware and in UTC. Texts are kept with personal data masked. Ids are made here and mean nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

Json = dict[str, Any]
T = TypeVar("T")
MOST_ITEMS = 200
"""How many items a page of a list holds at most."""


class AnswerKind(StrEnum):
    """What was told: an answer to a question, or a card that an operator looked up."""

    ANSWER = "answer"
    CARD = "card"


class CallStatus(StrEnum):
    """How far a call is."""

    OPEN = "open"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


class HandoverStatus(StrEnum):
    """How far a question is that was handed on: open → answered → approved or rejected; withdrawn at any time."""

    OPEN = "open"
    ANSWERED = "answered"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its items, and how many there are in all."""

    items: tuple[T, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation of one owner; ``answers`` is how many answers it holds."""

    id: str
    owner: str
    title: str
    created: datetime
    changed: datetime
    answers: int = 0


@dataclass(frozen=True, slots=True)
class ToldClause:
    """A clause as it read when it was told: ``sha256`` is of its text, ``version`` of its document's file."""

    clause_id: str
    document_id: str
    document: str
    label: str
    standing: str
    sha256: str
    version: str


@dataclass(frozen=True, slots=True)
class Build:
    """What answered: the id of the index build, and each document's version, the SHA-256 of its file."""

    id: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody thought of an answer; the reason may be empty."""

    answer_id: str
    owner: str
    useful: bool
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer exactly as it was given: ``answer`` is the whole answer object, only personal data masked.

    ``as_of`` is ISO text; ``prompts`` are the hashes of a chat model's prompts, by name.
    """

    id: str
    kind: AnswerKind
    conversation_id: str | None
    call_id: str | None
    owner: str
    at: datetime
    question: str
    status: str
    reason: str
    as_of: str
    engine: str
    elapsed_ms: float
    build: str
    prompts: Mapping[str, str]
    answer: Mapping[str, Any]
    clauses: tuple[ToldClause, ...] = ()
    feedback: tuple[Feedback, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A call at the operators' desk, with what was told in it in the order of collecting."""

    id: str
    number: str
    operator: str
    status: CallStatus
    notes: str
    opened: datetime
    changed: datetime
    closed: datetime | None = None
    answers: tuple[KeptAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """A clause that an approved answer rests on, by the hash of its text."""

    clause_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Handover:
    """A question that an operator handed on, a colleague's answer to it, and a second person's yes or no."""

    id: str
    status: HandoverStatus
    question: str
    context: Mapping[str, Any]
    asked_by: str
    asked_at: datetime
    call_id: str | None = None
    conversation_id: str | None = None
    answer: str = ""
    clauses: tuple[ClauseMark, ...] = ()
    answered_by: str = ""
    answered_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what, when, to what; ``detail`` holds ids and counts, never what was said."""

    at: datetime
    who: str
    what: str
    subject: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AskedClause:
    """How often a clause was told, in how many conversations and calls, and when last."""

    clause_id: str
    document: str
    label: str
    told: int
    last: datetime


@dataclass(frozen=True, slots=True)
class ToldVersion:
    """One version of a clause, by hash, and how often and between when it was told."""

    clause_id: str
    document: str
    label: str
    sha256: str
    told: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """One time that a clause was told: enough to find the caller again."""

    answer_id: str
    at: datetime
    clause_id: str
    sha256: str
    standing: str
    question: str
    conversation_id: str | None
    call_id: str | None
    call_number: str | None
    operator: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """A period in numbers."""

    answers: int
    by_status: Mapping[str, int]
    by_reason: Mapping[str, int]
    useful: int
    not_useful: int
    calls: int
    open_handovers: int


@dataclass(frozen=True, slots=True)
class Which:
    """Which answers are meant; what is None or empty does not matter. ``until`` itself is not included."""

    since: datetime | None = None
    until: datetime | None = None
    status: str = ""
    reason: str = ""
    useful: bool | None = None
    words: str = ""
