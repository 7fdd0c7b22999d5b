"""One topic across the places: what each gives, for what, on which conditions, and how the document stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.calculator import award_row, bound_of, load_rules
from assistant.calculator.schema import Award
from assistant.errors import UnknownName
from assistant.jsonable import jsonable
from assistant.topics import Topic, topics
from index.manifest import documents


def compared(key: str, *, on: date) -> dict[str, Any]:
    """A topic with every place's awards side by side; a place without any has an empty list.

    UnknownName when there is no such topic.
    """
    if key not in topics():
        raise UnknownName("主题（topic）", key, topics())
    topic = topics()[key]
    places = dict.fromkeys(entry.place for entry in documents())
    return {
        "topic": {"key": topic.key, "name": topic.name, "english": topic.english},
        "on": on.isoformat(),
        "places": [{"place": place, "awards": _awards(topic, place, on=on)} for place in places],
    }


def _awards(topic: Topic, place: str, *, on: date) -> list[dict[str, Any]]:
    own = {entry.id for entry in documents() if entry.place == place}
    book = load_rules()
    awards = (book.award(award_id) for award_id in topic.awards)
    return [_row(award, on=on) for award in awards if award.document_id in own]


def _row(award: Award, *, on: date) -> dict[str, Any]:
    """The award as lists give it, with the bound of its ceiling and its conditions in the document's words."""
    bound = None if award.kind == "open" else bound_of(award.id)
    row: dict[str, Any] = jsonable(award_row(award, on=on))
    return {
        **row,
        "bound": jsonable(bound),
        "who": award.who,
        "support": award.support,
        "conditions": [condition.text for condition in award.conditions],
    }
