"""Question sets: one JSON object a line, read strictly; an error names the file and the line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.types import Bound, Outcome
from index.yamlfile import DataFileError

FOLDER = Path(__file__).parent / "datasets"
_STRICT = ConfigDict(extra="forbid", strict=True)


class Expect(StrEnum):
    """What a good answer to an adversarial question does."""

    REFUSE = "refuse"
    CLARIFY = "clarify"
    ANSWER = "answer"
    CORRECT = "answer_with_correction"


class Persona(StrEnum):
    """Who asks."""

    ENTERPRISE = "enterprise"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCase:
    """A question with the words that must be cited, those that must be said and those that must not."""

    __pydantic_config__ = _STRICT
    id: str
    persona: Persona
    question: str
    history: tuple[str, ...]
    type: str
    docs: tuple[str, ...]
    evidence: tuple[str, ...]
    facts: tuple[str, ...]
    forbid: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdversarialCase:
    """A question that sets a trap, and what a good answer does with it."""

    __pydantic_config__ = _STRICT
    id: str
    question: str
    history: tuple[str, ...]
    kind: str
    expect: Expect
    evidence: tuple[str, ...]
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReading:
    """A second reading of a clause, and the amounts in yuan that it comes to."""

    __pydantic_config__ = _STRICT
    expected_yuan: Decimal | tuple[Decimal, ...] | None = None
    note: str = ""
    ambiguity: str = ""

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The amounts in yuan, none if the reading changes only what is said."""
        if self.expected_yuan is None:
            return ()
        return self.expected_yuan if isinstance(self.expected_yuan, tuple) else (self.expected_yuan,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationCase:
    """A question for an amount, with the amount in yuan worked out by hand and the clause it rests on."""

    __pydantic_config__ = _STRICT
    id: str
    doc: str
    question: str
    award_ids: tuple[str, ...]
    inputs: Mapping[str, Any]
    expected_yuan: Decimal | None
    outcome: Outcome
    derivation: str
    quote: str
    article: str
    history: tuple[str, ...] = ()
    bound: Bound | None = None
    expected_range_yuan: tuple[Decimal, Decimal] | None = None
    alt: OtherReading | None = None
    missing: tuple[str, ...] = ()
    ceiling_yuan: Decimal | None = None
    quotes: tuple[Mapping[str, str], ...] = ()
    trap: str = ""
    trap_award_ids: tuple[str, ...] = ()
    hard: bool = False

    @property
    def accepted_yuan(self) -> frozenset[Decimal]:
        """Every amount in yuan that counts as right."""
        expected = () if self.expected_yuan is None else (self.expected_yuan,)
        return frozenset((*expected, *(self.alt.amounts if self.alt else ())))


Case = QuestionCase | AdversarialCase | CalculationCase

# A line's kind is told by a field that only this kind has.
_KINDS: tuple[tuple[str, type[Case]], ...] = (
    ("expect", AdversarialCase),
    ("outcome", CalculationCase),
    ("facts", QuestionCase),
)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A named set of cases, in the order of its file."""

    name: str
    cases: tuple[Case, ...] = field(repr=False)


def set_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of the sets that there are, such as ``questions.dev``."""
    return tuple(sorted(path.name.removesuffix(".jsonl") for path in folder.glob("*.jsonl")))


def read_set(path: Path) -> QuestionSet:
    """The cases of a file; blank lines are skipped.

    Raises DataFileError with file and line for anything but well-formed cases with ids of their own.
    """
    cases: dict[str, tuple[int, Case]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        case = _case(line, f"{path.name}:{number}")
        if case.id in cases:
            raise DataFileError(f"{path.name}:{number}: id {case.id!r} stands at line {cases[case.id][0]} already")
        cases[case.id] = (number, case)
    return QuestionSet(path.name.removesuffix(".jsonl"), tuple(case for _, case in cases.values()))


def _case(line: str, where: str) -> Case:
    row = _row(line, where)
    found = next((kind for field_name, kind in _KINDS if field_name in row), None)
    if found is None:
        fields = ", ".join(name for name, _ in _KINDS)
        raise DataFileError(f"{where}: fields {sorted(row)}; a case has one of {fields}")
    try:
        case: Case = TypeAdapter(found).validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(map(str, first["loc"]))
        raise DataFileError(f"{where}: {path}: {first['msg']}, found {first['input']!r}") from None
    if isinstance(case, CalculationCase) and (case.expected_yuan is None) == (case.outcome is Outcome.AMOUNT):
        raise DataFileError(f"{where}: expected_yuan: {case.expected_yuan}, outcome {case.outcome}; an amount has one")
    return case


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line, object_pairs_hook=_without_repeats)
    except ValueError as error:
        raise DataFileError(f"{where}: not JSON: {error}") from None
    if not isinstance(row, dict):
        raise DataFileError(f"{where}: {type(row).__name__}, expected an object")
    return row


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"key {repeated[0]!r} is written twice")
    return dict(pairs)
