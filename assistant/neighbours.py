"""Subjects next door: what companies ask the same hotline about and these documents do not govern."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from index.yamlfile import DataFileError, read_yaml

_KEYS = {"name", "said", "ask", "ask_en"}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A subject that other rules govern, and who answers for them in either language."""

    name: str
    ask: str
    ask_en: str


def neighbour_of(text: str) -> Neighbour | None:
    """The first subject next door that a folded text speaks of."""
    return next((neighbour for neighbour, sign in _neighbours() if sign.search(text)), None)


@functools.cache
def _neighbours() -> tuple[tuple[Neighbour, re.Pattern[str]], ...]:
    rows = read_yaml(Path(__file__).with_name("neighbours.yaml"))
    for number, row in enumerate(rows):
        if set(row) != _KEYS:
            raise DataFileError(f"neighbours.yaml: [{number}]: keys {sorted(row)}, expected exactly {sorted(_KEYS)}")
    return tuple(
        (Neighbour(row["name"], row["ask"], row["ask_en"]), re.compile("|".join(f"(?:{s})" for s in row["said"])))
        for row in rows
    )
