"""What the desk shows of an answer or a clause: figure and script first, what to ask, the clause."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.calculations import calculated
from assistant.calculator import load_rules
from assistant.cite import citation
from assistant.compose_figures import spoken_line
from assistant.errors import UnknownName
from assistant.jsonable import jsonable
from assistant.types import Bound, Calculation, Citation, Language, Missing, Outcome
from assistant.web.cards import cards, nearest
from assistant.web.chat import status_line, understood_line
from assistant.web.figures import figures
from assistant.web.markup import escape, prose
from assistant.web.panel import Turn, date_line, script
from index.clauses import corpus_clauses


@dataclass(frozen=True, slots=True)
class Told:
    """An answer object, and the card that shows it."""

    answer: Mapping[str, Any]
    html: str


def answered(asker: Any, question: str, *, on: date | None) -> Told:
    """The answer that is there at once: an operator does not wait for a model's wording."""
    stop = threading.Event()
    first = next(iter(asker.stream(question, on=on, stop=stop)))
    stop.set()
    return told(first["answer"])


def looked_up(clause_id: str, *, quote: str = "", on: date, language: str = "zh") -> Told:
    """A clause with everything that it awards, nothing known of the caller; UnknownName when there is none."""
    if clause_id not in corpus_clauses():
        raise UnknownName("条款（clause）", clause_id, corpus_clauses())
    found = [calculated(award.id, (), on=on) for award in load_rules().of_clause(clause_id)]
    cited = citation(clause_id, quote=quote, on=on)
    question = f"{cited.document}{cited.label}{cited.title}"
    return told(_answer(question, found, [cited], on=on, language=language))


def worked_out(award_id: str, facts: Mapping[str, str], *, question: str = "", on: date) -> Told:
    """An award on facts that were asked for; UserError for an award or a fact that cannot be read."""
    given = {key: value.strip() for key, value in facts.items() if value.strip()}
    found = calculated(award_id, tuple(f"{key}={value}" for key, value in given.items()), on=on)
    cited = citation(found.clause_id, quote=load_rules().award(award_id).quote, on=on)
    return told(_answer(question or found.title, [found], [cited], on=on, language="zh"))


def _answer(
    question: str, found: Sequence[Calculation], cited: Sequence[Citation], *, on: date, language: str
) -> Mapping[str, Any]:
    """What was looked up, in the shape of an answer."""
    spoken = spoken_line(found[0], on=on, language=Language(language)) if found else ""
    return {
        "question": question,
        "status": "answered",
        "reason": "ok",
        "answer": spoken,
        "language": language,
        "spoken": spoken,
        "citations": jsonable(cited),
        "related": [],
        "calculations": jsonable(found),
        "as_of": on.isoformat(),
        "engine": "deterministic",
    }


def told(answer: Mapping[str, Any]) -> Told:
    """An answer object with its card."""
    turn = Turn(f"d{secrets.token_hex(4)}", str(answer.get("question", "")), answer)
    return Told(answer, card(turn))


def card(turn: Turn) -> str:
    """The card of one answer."""
    answer, said = turn.answer, turn.words
    figured = answer.get("calculations", ())
    alone = "" if figured else script(answer, said)
    clauses = cards(answer.get("citations", ()), key=turn.key, words=said)
    heading = f'<h3 class="pa-heading">{said["clauses"]}</h3>' if clauses else ""
    return (
        f'<article class="pa-turn" id="pa-{turn.key}"><h2 class="pa-asked-words">{escape(turn.question)}</h2>'
        f"{status_line(answer, said)}{understood_line(answer, said)}{_words(turn)}{alone}"
        f"{figures(figured, key=turn.key, on=str(answer.get('as_of', '')), words=said, scripts=_scripts(answer))}"
        f"{heading}{clauses}{nearest(answer.get('related', ()), words=said)}{date_line(answer, said)}</article>"
    )


def _words(turn: Turn) -> str:
    """The answer's own words where no figure says it better."""
    answer = turn.answer
    if answer.get("calculations") and answer.get("status") == "answered":
        return ""
    body = prose(str(answer.get("answer", "")), key=turn.key, citations=len(answer.get("citations", ())))
    return f'<div class="pa-body">{body}</div>' if body else ""


def _scripts(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """The line to read aloud of each calculation: the answer's own for the first."""
    on, language = date.fromisoformat(str(answer["as_of"])), Language(str(answer.get("language", "zh")))
    known = corpus_clauses()
    lines = [
        spoken_line(_calculation(row), on=on, language=language) if row["clause_id"] in known else ""
        for row in answer.get("calculations", ())
    ]
    return tuple([str(answer.get("spoken") or lines[0]), *lines[1:]] if lines else ())


def _calculation(row: Mapping[str, Any]) -> Calculation:
    """As much of a calculation as is read aloud."""
    asked = row.get("missing", ())
    return Calculation(
        row.get("award_id"),
        str(row["clause_id"]),
        str(row["title"]),
        Outcome(row["outcome"]),
        amount_yuan=_decimal(row.get("amount_yuan")),
        at_least_yuan=_decimal(row.get("at_least_yuan")),
        ceiling_yuan=_decimal(row.get("ceiling_yuan")),
        bound=Bound(row["bound"]) if row.get("bound") else None,
        missing=tuple(Missing(m["key"], m["name"], m["question"]) for m in asked),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
