"""What a caller said, as the calculator takes it: facts by key, and what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.calculator.span import Span

Value = Span | tuple[Span, ...] | str | tuple[str, ...] | bool
"""A number (several where an input takes many), an option's name, an ISO date, or yes and no."""


class Asked(StrEnum):
    """What a question wants to know about an award."""

    AMOUNT = "amount"
    CEILING = "ceiling"
    RATE = "rate"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact under its key of ``inputs.yaml``.

    Numbers are in the unit of the input: yuan, shares of one, square metres, yuan per square
    metre and month, years, months, pieces. ``said`` is the caller's own words; ``yearly`` says that
    several numbers are of years that follow one another.
    """

    key: str
    value: Value
    said: str
    approximate: bool = False
    yearly: bool = False


Facts = Mapping[str, Fact]
