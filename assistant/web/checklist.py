"""What a company may claim, as lines to apply with: each with its amount, clause, conditions and standing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from assistant.calculator import Facts, Match, Profile, Verdict, load_rules, match, rulings
from assistant.jsonable import jsonable
from assistant.reading import sha256
from assistant.types import Calculation, Missing
from assistant.web.figures import headline
from assistant.web.forms import input_name
from assistant.web.naming import award_title, document_name, step_text
from assistant.web.words import Words
from index.clauses import corpus_clauses
from index.departments import department_after
from index.manifest import document

# Conditions of a calculation that the facts have not settled begin so.
_UNSETTLED: Final = "需满足（未核验）："


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One award for one company; ``counted`` when it is part of the best combination."""

    award_id: str
    title: str
    shown: str
    amount: Decimal | None
    counted: bool
    document_id: str
    document: str
    label: str
    clause_id: str
    sha256: str
    quote: str
    standing: str
    department: str
    used: tuple[tuple[str, str], ...]
    confirm: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A fact that is missing, and the awards that could be worked out with it."""

    missing: Missing
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Everything that is known of what a company may claim, ready to be shown, printed or saved."""

    place: str
    on: date
    facts: tuple[tuple[str, str], ...]
    claims: tuple[Line, ...]
    selective: tuple[Line, ...]
    open: tuple[Line, ...]
    ruled_out: tuple[Line, ...]
    best: Mapping[str, Any] | None
    separate: tuple[str, ...]
    apart: tuple[Mapping[str, str | None], ...]
    asks: tuple[Ask, ...]


def checklist(place: str, facts: Facts, *, on: date, said: Words) -> Checklist:
    """The checklist of a company in a document's place, as of a day, in the language of the words."""
    found = match(Profile(place, facts), on=on)
    return Checklist(
        place=place,
        on=on,
        facts=tuple((input_name(key, said=said), fact.said) for key, fact in facts.items()),
        claims=_lines(found.claims, found, said),
        selective=_lines(found.selective, found, said),
        open=_lines(found.open, found, said),
        ruled_out=_lines(found.ruled_out, found, said),
        best=None if found.best is None else jsonable(found.best),
        separate=tuple(_separate(found, said)),
        apart=tuple(_apart(found)),
        asks=tuple(_asks(found, said)),
    )


def _lines(calculations: Sequence[Calculation], found: Match, said: Words) -> tuple[Line, ...]:
    lines = [_line(c, c.award_id, found, said) for c in calculations if c.award_id]
    return tuple(sorted(lines, key=lambda line: -(line.amount or 0)))


def _line(calculation: Calculation, award_id: str, found: Match, said: Words) -> Line:
    award, clause = load_rules().award(award_id), corpus_clauses()[calculation.clause_id]
    entry = document(award.document_id)
    after = max(clause.text.find(award.quote), 0) + len(award.quote)
    confirm = (c.removeprefix(_UNSETTLED) for c in calculation.conditions if c.startswith(_UNSETTLED))
    return Line(
        award_id=award_id,
        title=award_title(award_id, said=said),
        shown=headline(jsonable(calculation), words=said),
        amount=calculation.amount_yuan,
        counted=award_id in found.together,
        document_id=entry.id,
        document=entry.title,
        label=clause.label,
        clause_id=clause.id,
        sha256=sha256(clause),
        quote=award.quote,
        standing=calculation.standing,
        department=department_after(clause, after) or "",
        used=tuple((input_name(key, said=said), value) for key, value in calculation.inputs.items()),
        confirm=tuple(confirm),
        reason=step_text(calculation.steps[0].text, said=said) if calculation.steps else "",
    )


def _separate(found: Match, said: Words) -> Iterator[str]:
    """Why awards of the best combination that no provision speaks of may stand side by side, each document once."""
    names = {
        document_name(load_rules().award(ruling.first).document_id, said=said): None
        for ruling in rulings(found.together)
        if ruling.verdict is Verdict.SEPARATE
    }
    for name in names:
        yield said["match_separate"].format(document=name)


def _title(calculation: Calculation, said: Words) -> str:
    return award_title(calculation.award_id, said=said) if calculation.award_id else calculation.title


def _apart(found: Match) -> Iterator[dict[str, str | None]]:
    for ruling in found.apart:
        yield {"text": ruling.step.text, "clause_id": ruling.step.clause_id, "quote": ruling.step.quote}


def _asks(found: Match, said: Words) -> Iterator[Ask]:
    """The missing facts, those that open most awards first."""
    by_key: dict[str, tuple[Missing, list[str]]] = {}
    for calculation in found.asks:
        for missing in calculation.missing:
            by_key.setdefault(missing.key, (missing, []))[1].append(_title(calculation, said))
    for missing, titles in sorted(by_key.values(), key=lambda entry: -len(entry[1])):
        yield Ask(missing=missing, titles=tuple(titles))
