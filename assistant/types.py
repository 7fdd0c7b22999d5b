"""The frozen records that the parts of the assistant hand to one another.

Only the standard library is imported here. :mod:`assistant.jsonable` writes them as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    REFUSED = "refused"
    CLARIFY = "clarify"


class Reason(StrEnum):
    """Why the status is what it is; each has one wording in :mod:`assistant.messages`."""

    OK = "ok"
    CORRECTED = "corrected"
    NO_EVIDENCE = "no_evidence"
    OUT_OF_SCOPE = "out_of_scope"
    OTHER_PLACE = "other_place"
    MISSING_FACT = "missing_fact"
    UNCLEAR_FIGURE = "unclear_figure"
    AMBIGUOUS_PLACE = "ambiguous_place"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNSAFE = "unsafe"
    DEGRADED = "degraded"


class Notice(StrEnum):
    """What an answer ends by telling, whatever it answers."""

    PERSONAL_DATA = "personal_data"
    INSTRUCTIONS = "instructions"
    PLACE_NOT_NAMED = "place_not_named"


class Fault(StrEnum):
    """Why what a chat model was to write is not shown."""

    SETTINGS = "settings"
    UNREACHABLE = "unreachable"
    KEY = "key"
    NO_MODEL = "no_model"
    QUOTA = "quota"
    REFUSED = "refused"
    CONTEXT = "context"
    BROKEN = "broken"
    SLOW = "slow"
    TRUNCATED = "truncated"
    TOO_LONG = "too_long"
    NONSENSE = "nonsense"
    UNFAITHFUL = "unfaithful"


class Language(StrEnum):
    """The language and script of a question, and so of its answer."""

    CHINESE = "zh"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"


class Outcome(StrEnum):
    """What a calculation came to."""

    AMOUNT = "amount"
    NOT_ELIGIBLE = "not_eligible"
    NEEDS_INPUT = "needs_input"
    NO_FIXED_AMOUNT = "no_fixed_amount"


class Bound(StrEnum):
    """How an amount is meant: 给予X, 最高X, X至Y, 不低于X."""

    EXACT = "exact"
    UPPER = "upper"
    RANGE = "range"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that a calculation needs, and the question that asks for it."""

    key: str
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a calculation's trace; the quote is verbatim from the clause."""

    text: str
    amount_yuan: Decimal | None = None
    clause_id: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """One award tried on the given facts.

    ``amount_yuan`` is the most that text and facts allow and is None unless the outcome is
    an amount; ``at_least_yuan`` is the bottom of a range; ``ceiling_yuan`` is what the text
    allows anybody. Amounts are yuan, whole fen. ``inputs`` are the caller's own words, ``facts``
    the same facts as values that can be given again: 是, 10亿元, 国家级.
    """

    award_id: str | None
    clause_id: str
    title: str
    outcome: Outcome
    amount_yuan: Decimal | None = None
    at_least_yuan: Decimal | None = None
    ceiling_yuan: Decimal | None = None
    bound: Bound | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    conditions: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    standing: str = "unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that an answer rests on, with all that reproduces it years later.

    ``start`` and ``end`` are the offsets of the quote in the document's file; ``sha256`` is of
    the clause's text.
    """

    clause_id: str
    document_id: str
    document: str
    label: str
    title: str
    text: str
    quote: str
    start: int
    end: int
    standing: str
    standing_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question: the shape of DESIGN 4.2.

    ``prompts`` gives the SHA-256 of each prompt that the model was asked with, by name; ``fault`` says what
    was wrong with the model when the reason is degraded, or when only part of what it wrote is shown.
    """

    id: str
    question: str
    status: Status
    reason: Reason
    answer: str
    spoken: str
    as_of: date
    language: Language = Language.CHINESE
    rewritten: str | None = None
    citations: tuple[Citation, ...] = ()
    related: tuple[Citation, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    notices: tuple[Notice, ...] = ()
    engine: str = "deterministic"
    prompts: Mapping[str, str] = field(default_factory=dict)
    fault: Fault | None = None
    elapsed_ms: float = 0.0
    timings_ms: Mapping[str, float] = field(default_factory=dict)
