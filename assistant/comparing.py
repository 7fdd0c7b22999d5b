"""One topic across the places: what each gives, for what, on which conditions, and how the document stands."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from assistant.calculator import award_row, bound_of, load_rules
from assistant.calculator.schema import Award
from assistant.errors import UnknownName
from assistant.jsonable import jsonable
from index.manifest import documents
from index.yamlfile import DataFileError, read_yaml


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that awards of several places are about."""

    key: str
    name: str
    english: str
    awards: tuple[str, ...]


@functools.cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its key, in the file's order; DataFileError when an award has none, two, or does not exist."""
    rows = read_yaml(Path(__file__).with_name("topics.yaml"))["topics"]
    expected = {f.name for f in fields(Topic)}
    for row in rows:
        if set(row) != expected:
            raise DataFileError(f"topics.yaml: {row.get('key')}: keys {sorted(row)}, expected {sorted(expected)}")
    read = {row["key"]: Topic(row["key"], row["name"], row["english"], tuple(row["awards"])) for row in rows}
    named = [award_id for topic in read.values() for award_id in topic.awards]
    known = {award.id for award in load_rules().awards}
    if problems := sorted({i for i in named if named.count(i) > 1} | (known ^ set(named))):
        raise DataFileError(f"topics.yaml: {', '.join(problems)}: each award stands under exactly one topic")
    return read


def topic_of(award_id: str) -> Topic:
    """The topic that an award stands under; UnknownName when there is no such award."""
    load_rules().award(award_id)
    return next(topic for topic in topics().values() if award_id in topic.awards)


def topic_rows() -> list[dict[str, Any]]:
    """The topics as JSON rows: key, name, english, and the ids of their awards."""
    return [jsonable(topic) for topic in topics().values()]


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
