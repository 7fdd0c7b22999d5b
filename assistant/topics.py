"""What the awards of all documents are about, so that places can be laid side by side."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from assistant.calculator import load_rules
from assistant.jsonable import jsonable
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
