"""Answers exactly as they were given, and what was thought of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session, make_transient

from assistant.records import rows
from assistant.records.database import Database
from assistant.records.errors import NotFound
from assistant.records.tables import AnswerRow, CallRow, ConversationRow, FeedbackRow
from assistant.records.texts import clean, clean_all, clean_answer, new_id, now, title_of
from assistant.records.types import AnswerKind, Build, Feedback, KeptAnswer, ToldClause

KIND = "答复"
NO_BUILD = Build()


class Answers:
    """The answers of all owners; ``settle`` is called before reading."""

    def __init__(self, database: Database, *, settle: Callable[[], None] = lambda: None) -> None:
        self._database = database
        self._settle = settle

    def get(self, answer_id: str, *, owner: str | None) -> KeptAnswer:
        """One answer; NotFound when there is none or it is not this owner's (None asks for anybody's)."""
        self._settle()
        with self._database.read() as session:
            return rows.kept_answer(_owned(session, answer_id, owner))

    def rate(self, answer_id: str, *, owner: str, useful: bool, reason: str = "") -> Feedback:
        """What an owner thinks of one of their answers; said again, it takes the place of what was said before."""
        self._settle()
        with self._database.write() as session:
            _owned(session, answer_id, owner)
            given = FeedbackRow(answer_id=answer_id, owner=owner, useful=useful, reason=clean(reason), at=now())
            return rows.feedback(session.merge(given))

    def add(self, rows_: Sequence[AnswerRow]) -> None:
        """Keep answers, all or none; NotFound when a conversation or call has gone meanwhile or is another's."""
        try:
            with self._database.write() as session:
                for row in rows_:
                    _join(session, row)
                session.add_all(rows_)
        except Exception:
            # Otherwise the next try would take them for written already.
            for row in rows_:
                for part in (row, *row.clauses):
                    make_transient(part)
            raise


def answer_row(
    answer: Mapping[str, Any],
    *,
    owner: str,
    conversation_id: str | None = None,
    call_id: str | None = None,
    kind: AnswerKind = AnswerKind.ANSWER,
    build: Build = NO_BUILD,
) -> AnswerRow:
    """An answer object as a row, under a new id; what an object does not say is left empty."""
    kept = clean_answer(answer)
    row = AnswerRow(
        id=new_id(),
        kind=kind,
        conversation_id=conversation_id,
        call_id=call_id,
        owner=owner,
        at=now(),
        question=str(kept.get("question", "")),
        status=str(kept.get("status", "")),
        reason=str(kept.get("reason", "")),
        as_of=str(kept.get("as_of", "")),
        engine=str(kept.get("engine", "")),
        elapsed_ms=float(kept.get("elapsed_ms") or 0),
        build=build.id,
        prompts=clean_all(dict(kept.get("prompts") or {})),
        answer=kept,
    )
    told = [_told(citation, build) for citation in kept.get("citations", ())]
    row.clauses = [rows.told_clause_row(place, clause) for place, clause in enumerate(told)]
    row.feedback = []
    return row


def _told(citation: Mapping[str, Any], build: Build) -> ToldClause:
    texts = ("clause_id", "document_id", "document", "label", "standing", "sha256")
    said = {name: str(citation.get(name, "")) for name in texts}
    return ToldClause(**said, version=build.documents.get(said["document_id"], ""))


def _join(session: Session, row: AnswerRow) -> None:
    """Put an answer at the end of its conversation or call."""
    if row.conversation_id is not None:
        conversation = session.get(ConversationRow, row.conversation_id)
        if conversation is None or conversation.owner != row.owner:
            raise NotFound("对话", row.conversation_id)
        conversation.changed = row.at
        conversation.title = conversation.title or title_of(row.question)
    if row.call_id is not None:
        call = session.get(CallRow, row.call_id)
        if call is None:
            raise NotFound("来电", row.call_id)
        call.changed = row.at


def _owned(session: Session, answer_id: str, owner: str | None) -> AnswerRow:
    row = session.get(AnswerRow, answer_id)
    if row is None or owner not in (None, row.owner):
        raise NotFound(KIND, answer_id)
    return row
