"""The calculator's steps in English: the fixed wording from a table, figures and the documents' words as they are."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from index.yamlfile import DataFileError, read_yaml


@functools.lru_cache(maxsize=4096)
def in_english(step: str) -> str:
    """A step's text in English; as it is where nothing in it but names and figures is Chinese."""
    for pattern, words in _table():
        found = pattern.fullmatch(step)
        if found:
            return found.expand(words)
    return step


@functools.cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_yaml(Path(__file__).with_suffix(".yaml"))
    if wrong := [row for row in rows if set(row) != {"zh", "en"}]:
        raise DataFileError(f"english_steps.yaml: {wrong[0]}: a row has zh and en")
    return tuple((re.compile(row["zh"]), row["en"]) for row in rows)
