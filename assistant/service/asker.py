"""What the API and the page ask: one seam, filled by the assistant or, in tests, by a script."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

Json = dict[str, Any]
"""A JSON object, in the shapes of the contract."""


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
    ) -> Iterator[Json]:
        """The answer as it comes about, in the events of :mod:`assistant.events`.

        First ``{"event": "provisional", "answer": …}`` at once, whole and fit to be shown; a later one replaces
        it. Then, if a model writes, ``{"event": "sentence", "text": …}`` for each checked sentence, to be shown
        below. Last ``{"event": "final", "answer": …}``, which replaces everything. Setting ``stop`` from any
        thread gives the answer up: no further event comes.
        """

    def search(self, words: str, *, k: int, place: str | None = None) -> list[Json]:
        """At most ``k`` clauses for search words, best first."""

    def awards(self, *, document: str | None = None) -> list[Json]:
        """Every award rule, or those of one document."""

    def calculate(self, award_id: str, inputs: Mapping[str, str], *, on: date | None = None) -> Json:
        """One award tried on the given facts."""

    def health(self) -> Json:
        """For ``index``, ``store`` and ``model``: an object with ``ok`` and what else is known."""
