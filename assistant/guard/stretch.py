"""What stands between two stops of a sentence, with what its figures fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard.frames import Frame
from assistant.guard.references import Day
from assistant.guard.told import Told
from assistant.guard.traced import Trace
from assistant.guard.violation import Violation, ViolationKind
from assistant.guard.wording import Use

_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two stops: its figures, each with the frames that bear it out, and its dates.

    ``offset`` is where it begins in its segment, where the figures' places count from.
    """

    text: str
    offset: int
    said: tuple[Told, ...]
    days: tuple[Day, ...]
    fits: tuple[tuple[Frame, ...], ...]
    frames: tuple[Frame, ...]
    sentence: str
    trace: Trace
    own: tuple[Told, ...] = ()

    @property
    def is_conditional(self) -> bool:
        """Whether it names an amount that has to be reached."""
        return any(told.use is Use.THRESHOLD for told in self.said)

    def end_of(self, told: Told) -> int:
        """Where a figure ends, with what stands in brackets behind it: 360万元（专业园区）."""
        match = _BRACKETS.match(self.text, told.end - self.offset)
        return match.end() + self.offset if match else told.end

    def words_before(self, end: int, start: int) -> str:
        """Its text between two places of the segment."""
        return self.text[max(0, start - self.offset) : end - self.offset]


def is_given(told: Told) -> bool:
    """Whether a figure is what somebody gets: an amount or a rent, and no threshold."""
    return told.kind == Kind.RENT or (told.kind == Kind.MONEY and told.use is not Use.THRESHOLD)


def of_other_tier(told: Told, allowed: str) -> Violation:
    """That a figure is told for something that it is not for."""
    return Violation(ViolationKind.TIER, f"{told.left}{told.text}".strip(), allowed)


def among(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether a frame is one of several, which may be equal to others."""
    return any(frame is other for other in frames)
