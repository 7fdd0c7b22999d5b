"""What the API and the page ask: one seam, filled by the assistant or, in tests, by a script."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol

from assistant.narrowing import Narrowing

if TYPE_CHECKING:
    from assistant.records.types import Build

Json = dict[str, Any]
"""A JSON object, in the shapes of the contract."""

EVERYTHING: Final = Narrowing()


class Asker(Protocol):
    """What can be asked; everything comes as JSON values, and errors as AssistantError."""

    def ask(self, question: str, *, history: Sequence[str | Mapping[str, str]] = (), on: date | None = None) -> Json:
        """The answer object to a question."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str | Mapping[str, str]] = (),
        on: date | None = None,
        stop: threading.Event | None = None,
    ) -> Generator[Json]:
        """The answer as it comes about, in the events of :mod:`assistant.events`.

        First ``{"event": "provisional", "answer": …}`` at once, whole and fit to be shown; a later one replaces
        it. Then, if a model writes, ``{"event": "sentence", "text": …}`` for each checked sentence, to be shown
        below. Last ``{"event": "final", "answer": …}``, which replaces everything. Setting ``stop`` from any
        thread, or closing, gives the answer up: no further event comes.
        """

    def search(self, words: str, *, k: int, narrowing: Narrowing = EVERYTHING) -> list[Json]:
        """At most ``k`` clauses for search words, best first, of what the look-up is narrowed to."""

    def awards(self, *, document: str | None = None) -> list[Json]:
        """Every award rule, or those of one document."""

    def calculate(self, award_id: str, inputs: Mapping[str, str], *, on: date | None = None) -> Json:
        """One award tried on the given facts."""

    def build(self) -> Build:
        """What answers: kept with each answer."""

    def health(self) -> Json:
        """For ``index``, ``store`` and ``model``: an object with ``ok`` and what else is known."""
