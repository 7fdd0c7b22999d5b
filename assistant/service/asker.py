"""What the API and the page ask: one seam, filled by the assistant or, in tests, by a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from assistant.records.types import Build

Json = dict[str, Any]
"""A JSON object, in the shapes of the contract."""


class Asker(Protocol):
    """What can be asked; everything comes as JSON values, and errors as AssistantError."""

    def ask(self, question: str, *, history: Sequence[str | Mapping[str, str]] = (), on: date | None = None) -> Json:
        """The answer object to a question."""

    def search(self, words: str, *, k: int, place: str | None = None) -> list[Json]:
        """At most ``k`` clauses for search words, best first."""

    def awards(self, *, document: str | None = None) -> list[Json]:
        """Every award rule, or those of one document."""

    def calculate(self, award_id: str, inputs: Mapping[str, str], *, on: date | None = None) -> Json:
        """One award tried on the given facts."""

    def build(self) -> Build:
        """What answers: kept with each answer."""

    def health(self) -> Json:
        """For ``index``, ``store`` and ``model``: an object with ``ok`` and what else is known."""
