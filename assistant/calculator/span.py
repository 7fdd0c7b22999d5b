"""Intervals of exact numbers: what a text or a caller leaves open stays open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers from ``low`` to ``high``, both included; ``high`` None means no upper end."""

    low: Fraction
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.high is not None and self.low > self.high:
            raise ValueError(f"a span runs upwards: {self.low} > {self.high}")

    @classmethod
    def exactly(cls, value: Fraction | int) -> Span:
        """The span that holds one number."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def total(cls, spans: Iterable[Span]) -> Span:
        """The sum of the spans; the span of zero when there are none."""
        parts = list(spans)
        low = sum((part.low for part in parts), Fraction(0))
        highs = [part.high for part in parts if part.high is not None]
        return cls(low, sum(highs, Fraction(0)) if len(highs) == len(parts) else None)

    @property
    def is_exact(self) -> bool:
        """Whether the span holds one number only."""
        return self.low == self.high

    def times(self, factor: Fraction) -> Span:
        """Every number of the span times a factor that is not negative."""
        return Span(self.low * factor, None if self.high is None else self.high * factor)

    def product(self, other: Span) -> Span:
        """Every product of two numbers that are not negative, one from each span."""
        high = None if self.high is None or other.high is None else self.high * other.high
        return Span(self.low * other.low, high)

    def at_most(self, limit: Fraction) -> Span:
        """The span with nothing above the limit."""
        return Span(min(self.low, limit), limit if self.high is None else min(self.high, limit))

    def within(self, limit: Span) -> Span:
        """The lesser of two unknown numbers, one from each span."""
        highs = [high for high in (self.high, limit.high) if high is not None]
        return Span(min(self.low, limit.low), min(highs) if highs else None)

    def less(self, other: Span) -> Span:
        """What is left of this after the other is taken away, never below zero."""
        low = Fraction(0) if other.high is None else max(self.low - other.high, Fraction(0))
        return Span(low, None if self.high is None else max(self.high - other.low, Fraction(0)))

    def through(self, function: Callable[[Fraction], Fraction], *, top: Fraction | None) -> Span:
        """The span seen through a rising function; ``top`` is what it reaches where the span is open."""
        return Span(function(self.low), top if self.high is None else function(self.high))


ANYTHING = Span(Fraction(0), None)
"""What an unknown fact may be: never taken for zero."""
