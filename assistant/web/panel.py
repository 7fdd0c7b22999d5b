"""What stands beside the chat: for each answer its line to read aloud, its figures and its clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.export.blocks import answer_blocks
from assistant.export.files import markdown, text
from assistant.web.cards import Record, badge, cards, nearest, spoken
from assistant.web.figures import figures
from assistant.web.markup import escape
from assistant.web.words import Words, words
from index.manifest import documents

_NOTES = ("draft", "expired", "not_yet")


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer object; ``key`` tells it apart from the others on the page.

    ``record`` is the id that it is kept under; ``useful`` what was last thought of it, None for nothing yet;
    ``growing`` says that more of the answer may come.
    """

    key: str
    question: str
    answer: Mapping[str, Any] = field(default_factory=dict)
    record: str = ""
    useful: bool | None = None
    growing: bool = False

    @property
    def words(self) -> Words:
        """The page's words in the language of the answer."""
        return words(str(self.answer.get("language", "zh")))


def panel(turns: Sequence[Turn], *, on: date, language: str = "zh", conversation: str = "") -> str:
    """The evidence of every answer of the conversation, the newest shown; the documents when there is none."""
    shown = [turn for turn in turns if "status" in turn.answer]
    if not shown:
        return library(on=on, language=language)
    last = shown[-1]
    place = f'<div class="pa-panel" data-conversation="{escape(conversation)}">'
    return place + "".join(evidence(turn, hidden=turn is not last) for turn in shown) + "</div>"


def evidence(turn: Turn, *, hidden: bool = False) -> str:
    """What one answer rests on."""
    said, answer = turn.words, turn.answer
    return (
        f'<section class="pa-turn" id="pa-{turn.key}" tabindex="-1" aria-label="{said["evidence"]}"'
        f"{_held(turn)}{' hidden' if hidden else ''}>"
        f'<p class="pa-asked"><span class="pa-asked-words"><b>{said["question"]}</b> {escape(turn.question)}</span> '
        f'<a class="pa-back" href="#pa-{turn.key}-reply">{said["back"]}</a></p>'
        f"{script(answer, said)}{_figures(turn)}{_clauses(turn)}"
        f"{nearest(answer.get('related', ()), words=said)}"
        f"{date_line(answer, said)}</section>"
    )


def library(*, on: date, language: str = "zh") -> str:
    """The documents that can be asked about, each with its standing: the panel before the first question."""
    said = words(language)
    rows = "".join(
        f'<li><span class="pa-title">{escape(d.title)}</span>'
        f"{badge({'standing': d.standing(on).value}, words=said)}</li>"
        for d in documents()
    )
    return (
        f'<div class="pa-panel pa-library"><p class="pa-more">{said["library_more"]}</p>'
        f'<h3 class="pa-heading">{said["library"]}</h3><ul>{rows}</ul></div>'
    )


def script(answer: Record, said: Words) -> str:
    """The answer's line to read aloud, with a button that copies it."""
    return spoken(str(answer.get("spoken") or ""), words=said)


def _held(turn: Turn) -> str:
    """What the scripts of the answer's bubble use: the answer to copy, and where what is thought of it goes."""
    blocks, said = tuple(answer_blocks(turn.answer)), turn.words
    held = {
        "text": text(blocks).decode(),
        "markdown": markdown(blocks).decode(),
        "copied": said["copied"],
        "answer": turn.record,
        "useful": "" if turn.useful is None else str(turn.useful).lower(),
        "thanks": said["thanks"],
        "trouble": said["no_contact"],
    }
    return "".join(f' data-{name}="{escape(value)}"' for name, value in held.items())


def _figures(turn: Turn) -> str:
    answer = turn.answer
    return figures(answer.get("calculations", ()), key=turn.key, on=str(answer.get("as_of", "")), words=turn.words)


def _clauses(turn: Turn) -> str:
    citations = turn.answer.get("citations", ())
    if not citations:
        return f'<p class="pa-more">{turn.words["no_clause"]}</p>'
    rows = cards(citations, key=turn.key, words=turn.words)
    return f'<h3 class="pa-heading">{turn.words["clauses"]}</h3>{rows}'


def date_line(answer: Record, said: Words) -> str:
    """The day of an answer, and what the standing of its documents means for it."""
    standings = {citation["standing"] for citation in answer.get("citations", ())}
    notes = [said["as_of"].format(date=answer["as_of"])] if answer.get("as_of") else []
    notes += [said[f"{standing}_note"] for standing in _NOTES if standing in standings]
    return f'<p class="pa-date">{escape(" ".join([*notes, said["disclaimer"]]))}</p>'
