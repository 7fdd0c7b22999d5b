"""What people write, made fit to be kept: personal data masked, nothing in it that a database refuses."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from assistant.privacy import mask

# Of an answer object only these are anybody's own words; the rest is text of the documents, kept to the letter.
_SAID: Final = ("question", "rewritten", "answer", "spoken")
_LONGEST_TITLE: Final = 40


def clean(text: str) -> str:
    """The text with personal data masked, without what no database keeps: NUL and halves of characters."""
    return mask(text.replace("\0", "").encode("utf-8", "replace").decode("utf-8"))


def clean_all(value: Any) -> Any:
    """A JSON value with every text in it made clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): clean_all(inner) for key, inner in value.items()}
    return [clean_all(inner) for inner in value] if isinstance(value, list | tuple) else value


def clean_answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer object as it is kept: what was said masked, what was quoted untouched."""
    kept = {**answer, **{key: clean_all(answer[key]) for key in _SAID if key in answer}}
    kept["calculations"] = [
        {**calculation, **{key: clean_all(calculation[key]) for key in ("inputs", "facts") if key in calculation}}
        for calculation in answer.get("calculations", ())
    ]
    return kept


def title_of(text: str) -> str:
    """A title in one line: the first words of a text."""
    line = " ".join(clean(text).split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_hex(12)


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
