"""Pieces of the page that its scripts ask for while one types: a figure worked out anew, an answer as a card."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from assistant.calculations import calculated
from assistant.compose_figures import spoken_line
from assistant.jsonable import jsonable
from assistant.types import Calculation, Language
from assistant.web.desk_card import answered, looked_up
from assistant.web.figures import head, headline, rest
from assistant.web.forms import input_name, translated
from assistant.web.naming import award_title
from assistant.web.words import words

if TYPE_CHECKING:
    from fastapi import FastAPI

FIGURE: Final = "/page/figure"
ASK: Final = "/page/ask"
CLAUSE: Final = "/page/clause"
_MOST_FACTS, _LONGEST_FACT = 40, 200


class Asked(BaseModel):
    """A question at the desk."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(max_length=10_000)]
    on: date | None = None


class Opened(BaseModel):
    """A clause that an operator opens, at the words that it was found by."""

    model_config = ConfigDict(extra="forbid")

    clause_id: Annotated[str, Field(max_length=80)]
    quote: Annotated[str, Field(max_length=20_000)] = ""
    on: date | None = None
    language: Language = Language.CHINESE


class Changed(BaseModel):
    """The facts of one award as they stand in its form now, for a reader of a language."""

    model_config = ConfigDict(extra="forbid")

    award_id: Annotated[str, Field(max_length=80)]
    facts: Annotated[dict[str, Annotated[str, Field(max_length=_LONGEST_FACT)]], Field(max_length=_MOST_FACTS)] = {}
    on: date | None = None
    language: Language = Language.CHINESE


def serve_fragments(app: FastAPI, asker: Any) -> None:
    """Put the pieces at their addresses."""

    @app.post(ASK, include_in_schema=False)
    def ask(asked: Asked) -> dict[str, Any]:
        return asdict(answered(asker, asked.question, on=asked.on))

    @app.post(CLAUSE, include_in_schema=False)
    def clause(opened: Opened) -> dict[str, Any]:
        language = opened.language
        return asdict(looked_up(opened.clause_id, quote=opened.quote, on=opened.on or _today(), language=language))

    @app.post(FIGURE, include_in_schema=False)
    def figure(changed: Changed) -> dict[str, Any]:
        return figure_changed(changed)


def figure_changed(changed: Changed) -> dict[str, Any]:
    """The figure of an award on these facts: its HTML in two parts, its line to read aloud, and what is missing.

    UserError when a fact cannot be read.
    """
    on = changed.on or _today()
    worked_out = _worked_out(changed, on)
    plain, said = jsonable(worked_out), words(changed.language)
    return {
        "head": head(plain, words=said),
        "rest": rest(plain, words=said),
        "spoken": spoken_line(worked_out, on=on, language=changed.language),
        "anew": _anew(changed, plain),
        "undo": said["undo_facts"],
        "missing": [entry["key"] for entry in plain["missing"]],
        "calculation": plain,
    }


def _worked_out(changed: Changed, on: date) -> Calculation:
    return calculated(changed.award_id, tuple(f"{key}={value}" for key, value in _given(changed).items()), on=on)


def _given(changed: Changed) -> dict[str, str]:
    return {key: value.strip() for key, value in changed.facts.items() if value.strip()}


def _anew(changed: Changed, calculation: dict[str, Any]) -> str:
    """What the answer's bubble says once facts were changed: with which facts, and what then comes out."""
    said = words(changed.language)
    flags = {"是": said["flag_0"], "否": said["flag_1"]}
    named = [
        (input_name(key, said=said), flags.get(value) or translated(value, said=said))
        for key, value in _given(changed).items()
    ]
    facts = said["fact_joint"].join(said["fact_pair"].join(pair) for pair in named) or said["no_facts"]
    title = award_title(changed.award_id, said=said)
    return said["worked_out_anew"].format(facts=facts, title=title, figure=headline(calculation, words=said).strip())


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the wall where the program runs
