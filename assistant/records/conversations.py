"""Conversations, each of one owner; nobody reads another's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session

from assistant.records import rows
from assistant.records.audit import note
from assistant.records.database import Database
from assistant.records.errors import NotFound
from assistant.records.tables import AnswerRow, ConversationRow
from assistant.records.texts import new_id, now, title_of
from assistant.records.types import Conversation, KeptAnswer, Page
from assistant.types import Status

KIND = "对话"
REFUSED = Status.REFUSED.value


class Conversations:
    """The conversations of all owners; every method asks for the owner. ``settle`` is called before reading."""

    def __init__(self, database: Database, *, settle: Callable[[], None] = lambda: None) -> None:
        self._database = database
        self._settle = settle

    def start(self, owner: str, *, title: str = "") -> Conversation:
        """A new, empty conversation; without a title it takes its first question as one."""
        at = now()
        with self._database.write() as session:
            row = ConversationRow(id=new_id(), owner=owner, title=title_of(title), created=at, changed=at)
            session.add(row)
            return rows.conversation(row)

    def get(self, conversation_id: str, *, owner: str) -> Conversation:
        """One conversation; NotFound when there is none or it is somebody else's."""
        self._settle()
        with self._database.read() as session:
            row = _owned(session, conversation_id, owner)
            return rows.conversation(row, _count(session, row.id))

    def list(self, owner: str, *, words: str = "", limit: int = 50, offset: int = 0) -> Page[Conversation]:
        """An owner's conversations, the last changed first; with words only those that hold them."""
        self._settle()
        with self._database.read() as session:
            found: Page[Conversation] = rows.page_of(
                session, _listed(owner, words), limit=limit, offset=offset, read=rows.conversation
            )
            return found

    def rename(self, conversation_id: str, *, owner: str, title: str) -> Conversation:
        """The conversation under another title."""
        self._settle()
        with self._database.write() as session:
            row = _owned(session, conversation_id, owner)
            row.title = title_of(title)
            return rows.conversation(row, _count(session, row.id))

    def delete(self, conversation_id: str, *, owner: str, who: str = "") -> None:
        """Erase a conversation with its answers and what was thought of them."""
        self._settle()
        with self._database.write() as session:
            _owned(session, conversation_id, owner)
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
            note(session, who=who or owner, what="conversation.delete", subject=conversation_id)

    def answers(self, conversation_id: str, *, owner: str, limit: int = 100, offset: int = 0) -> Page[KeptAnswer]:
        """A conversation's answers, in the order of asking."""
        self._settle()
        with self._database.read() as session:
            _owned(session, conversation_id, owner)
            query = select(AnswerRow).where(AnswerRow.conversation_id == conversation_id)
            found: Page[KeptAnswer] = rows.page_of(
                session,
                query.order_by(AnswerRow.at, AnswerRow.id),
                limit=limit,
                offset=offset,
                read=rows.kept_answer,
            )
            return found

    def questions(self, conversation_id: str, *, owner: str, last: int) -> Sequence[str]:
        """The questions that were asked last, in order, without those that were refused."""
        self._settle()
        with self._database.read() as session:
            _owned(session, conversation_id, owner)
            query = select(AnswerRow.question).where(
                AnswerRow.conversation_id == conversation_id, AnswerRow.status != REFUSED
            )
            found = session.scalars(query.order_by(AnswerRow.at.desc(), AnswerRow.id.desc()).limit(last))
            return tuple(found)[::-1]


def _listed(owner: str, words: str) -> Select[ConversationRow, int]:
    answers = select(func.count()).where(AnswerRow.conversation_id == ConversationRow.id).scalar_subquery()
    query = select(ConversationRow, answers).where(ConversationRow.owner == owner)
    for word in words.split():
        query = query.where(_holds(word))
    return query.order_by(ConversationRow.changed.desc(), ConversationRow.id)


def _holds(word: str) -> ColumnElement[bool]:
    said = select(AnswerRow.id).where(
        AnswerRow.conversation_id == ConversationRow.id, AnswerRow.question.icontains(word, autoescape=True)
    )
    return or_(ConversationRow.title.icontains(word, autoescape=True), said.exists())


def _owned(session: Session, conversation_id: str, owner: str) -> ConversationRow:
    row = session.get(ConversationRow, conversation_id)
    if row is None or row.owner != owner:
        raise NotFound(KIND, conversation_id)
    return row


def _count(session: Session, conversation_id: str) -> int:
    return session.scalar(select(func.count()).where(AnswerRow.conversation_id == conversation_id)) or 0
