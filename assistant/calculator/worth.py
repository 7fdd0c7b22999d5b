"""What a formula gives, before and after ceilings."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.calculator.span import Span
from assistant.types import Step


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount for each project, or one for a year, and how it came about.

    ``missing`` are the keys of facts that it needed, ``refusal`` says why there is nothing,
    ``unstated`` that the text names no rate to work with.
    """

    parts: tuple[Span, ...]
    steps: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()
    refusal: Step | None = None
    unstated: bool = False

    @property
    def span(self) -> Span:
        """All parts together."""
        return Span.total(self.parts)
