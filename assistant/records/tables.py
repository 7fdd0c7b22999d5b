"""The tables of the records, as SQLAlchemy maps them; migrations/ makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

ID, NAME, HASH = String(40), String(200), String(64)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware on our side; SQLite keeps no time zone, so none is stored anywhere."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as it is stored."""
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as it is given."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What all tables share."""

    # Constraints have names of ours, so that later steps can find them in either database.
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012  # SQLAlchemy's own


class ConversationRow(Base):
    """A conversation."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_owner", "owner", "changed"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    owner: Mapped[str] = mapped_column(NAME)
    title: Mapped[str] = mapped_column(NAME)
    created: Mapped[datetime]
    changed: Mapped[datetime] = mapped_column(index=True)


class CallRow(Base):
    """A call at the desk."""

    __tablename__ = "calls"
    __table_args__ = (Index("ix_calls_operator", "operator", "opened"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[str] = mapped_column(NAME, unique=True)
    operator: Mapped[str] = mapped_column(NAME)
    status: Mapped[str] = mapped_column(NAME)
    notes: Mapped[str] = mapped_column(Text)
    opened: Mapped[datetime] = mapped_column(index=True)
    changed: Mapped[datetime]
    closed: Mapped[datetime | None]


class AnswerRow(Base):
    """An answer as it was given."""

    __tablename__ = "answers"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(NAME)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    call_id: Mapped[str | None] = mapped_column(ForeignKey("calls.id", ondelete="CASCADE"), index=True)
    owner: Mapped[str] = mapped_column(NAME, index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    question: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(NAME)
    reason: Mapped[str] = mapped_column(NAME)
    as_of: Mapped[str] = mapped_column(NAME)
    engine: Mapped[str] = mapped_column(NAME)
    elapsed_ms: Mapped[float]
    build: Mapped[str] = mapped_column(NAME)
    prompts: Mapped[dict[str, Any]]
    answer: Mapped[dict[str, Any]]
    clauses: Mapped[list[ToldClauseRow]] = relationship(
        order_by="ToldClauseRow.place", lazy="selectin", passive_deletes="all"
    )
    feedback: Mapped[list[FeedbackRow]] = relationship(
        order_by="FeedbackRow.at", lazy="selectin", passive_deletes="all"
    )


class ToldClauseRow(Base):
    """A clause that an answer told, as it read then."""

    __tablename__ = "told_clauses"
    __table_args__ = (Index("ix_told_clauses_version", "clause_id", "sha256"),)

    answer_id: Mapped[str] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    clause_id: Mapped[str] = mapped_column(NAME)
    document_id: Mapped[str] = mapped_column(NAME)
    document: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    standing: Mapped[str] = mapped_column(NAME)
    sha256: Mapped[str] = mapped_column(HASH)
    version: Mapped[str] = mapped_column(HASH)


class FeedbackRow(Base):
    """What one person thought of one answer."""

    __tablename__ = "feedback"

    answer_id: Mapped[str] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    owner: Mapped[str] = mapped_column(NAME, primary_key=True)
    useful: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(index=True)


class HandoverRow(Base):
    """A question that was handed on."""

    __tablename__ = "handovers"
    __table_args__ = (Index("ix_handovers_status", "status", "asked_at"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    status: Mapped[str] = mapped_column(NAME)
    question: Mapped[str] = mapped_column(Text)
    context: Mapped[dict[str, Any]]
    asked_by: Mapped[str] = mapped_column(NAME)
    asked_at: Mapped[datetime]
    call_id: Mapped[str | None] = mapped_column(ForeignKey("calls.id", ondelete="SET NULL"), index=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="SET NULL"), index=True)
    answer: Mapped[str] = mapped_column(Text)
    clauses: Mapped[list[Any]]
    answered_by: Mapped[str] = mapped_column(NAME)
    answered_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(NAME)
    decided_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(Text)


class AuditRow(Base):
    """Something that somebody did."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(NAME)
    what: Mapped[str] = mapped_column(NAME)
    subject: Mapped[str] = mapped_column(NAME)
    detail: Mapped[dict[str, Any]]
