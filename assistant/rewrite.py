"""A follow-up that could not be understood without a model, made a question of its own by one; checked in code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.chat import Chat
from assistant.clock import Clock
from assistant.errors import ModelFailed
from assistant.guard.whole import figures_missing
from assistant.instructions import instructs
from assistant.places import find_places
from assistant.prompts import data, load_prompt
from index.text import clean, fold

STEP: Final = "rewrite"
_LONGEST: Final = 200
_NONE: Final = "无"
_QUOTES: Final = "“”\"'「」"


def rewrite(chat: Chat, question: str, *, earlier: Sequence[str], clock: Clock) -> str | None:
    """The follow-up as a whole question; None when the model fails, declines, or brings in something new."""
    messages = load_prompt(STEP).filled(earlier="\n".join(map(data, earlier)), question=data(question))
    try:
        said = clean(chat.text(messages, clock=clock, step=STEP)).strip(_QUOTES)
    except ModelFailed:
        return None
    return said if is_faithful(said, (*earlier, question)) else None


def is_faithful(rewritten: str, said: Sequence[str]) -> bool:
    """Whether a rewritten question names no place and no figure that was not said, and orders nothing."""
    if not 1 < len(rewritten) <= _LONGEST or rewritten.startswith(_NONE):
        return False
    text, known = fold(rewritten), [fold(turn) for turn in said]
    if instructs(text) or figures_missing(text, known):
        return False
    named, before = find_places(text), [find_places(turn) for turn in known]
    return all(
        set(getattr(named, kind)) <= {place for places in before for place in getattr(places, kind)}
        for kind in ("documents", "elsewhere", "own_policy")
    )
