"""An answer on a terminal while it comes about: the figure at once, the model's sentences as they pass, the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.events import Event, Final, Provisional, Sentence
from assistant.printing import answer_text, plain, sources_text
from assistant.types import Answer, Reason

Write = Callable[[str], None]
"""Puts text out as it is, at once."""


def print_live(events: Iterable[Event], write: Write) -> None:
    """Write an answer as its events come; in the end everything has been said once."""
    lead, written = "", False
    for event in events:
        if isinstance(event, Provisional):
            lead = _lead(event.answer)
            write(f"{lead}\n\n")
        elif isinstance(event, Sentence):
            written = True
            write(plain(event.text))
        else:
            write(_end(event, lead, written=written))


def _end(event: Final, lead: str, *, written: bool) -> str:
    """What is still to be said."""
    answer = event.answer
    if answer.reason is Reason.DEGRADED and written:
        # What was shown is true but no whole answer; the one that stands is given from its beginning.
        return f"\n\n{answer_text(answer)}\n"
    paragraphs = answer.answer.split("\n\n")
    shown = 2 if written else 1
    rest = [plain(part) for part in paragraphs[shown:]] if _lead(answer) == lead else [plain(answer.answer)]
    return ("\n\n" if written else "") + "\n\n".join([*rest, *sources_text(answer)]) + "\n"


def _lead(answer: Answer) -> str:
    understood = f"（理解为：{answer.rewritten}）\n\n" if answer.rewritten else ""
    return understood + plain(answer.answer.partition("\n\n")[0])
