"""What an answer in the making tells: at once the deterministic answer, then checked sentences, then the end."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Answer


@dataclass(frozen=True, slots=True)
class Provisional:
    """A whole answer without the model's words, fit to be shown; a later one takes its place."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Sentence:
    """The model's next sentence with the white space before it; it has passed every check."""

    text: str


@dataclass(frozen=True, slots=True)
class Final:
    """The answer as it stands for good: it takes the place of everything before it, and nothing follows."""

    answer: Answer


Event = Provisional | Sentence | Final
EVENT_NAMES: dict[type[Event], str] = {Provisional: "provisional", Sentence: "sentence", Final: "final"}
"""What an event is called in JSON."""
