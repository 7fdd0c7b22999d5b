"""The assistant of this process as something that can be asked in JSON."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.jsonable import answer_json, event_json, jsonable
from assistant.narrowing import Narrowing
from assistant.service.asker import EVERYTHING, Json
from index.clauses import corpus_clauses
from index.manifest import documents

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from assistant.records.types import Build

_SENTINEL = "奖励"


class LocalAsker:
    """An :class:`~assistant.service.asker.Asker` over one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, *, history: Sequence[str | Mapping[str, str]] = (), on: date | None = None) -> Json:
        """The answer object to a question."""
        return answer_json(self._assistant.ask(question, history=history, on=on))

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str | Mapping[str, str]] = (),
        on: date | None = None,
        stop: threading.Event | None = None,
    ) -> Generator[Json]:
        """The answer as it comes about, as event objects; closing gives it up."""
        for event in self._assistant.stream(question, history=history, on=on, stop=stop):
            yield event_json(event)

    def search(self, words: str, *, k: int, narrowing: Narrowing = EVERYTHING) -> list[Json]:
        """At most ``k`` clauses for search words, best first; UnknownName for a narrowing to what does not exist."""
        from assistant.printing import search_rows

        within, kept = narrowing.documents(_today()), narrowing.clauses()
        if within == ():
            return []
        found = self._assistant.search(words, k=k if kept is None else len(corpus_clauses()), within=within)
        return search_rows([row for row in found if kept is None or row[0].clause_id in kept][:k])

    def awards(self, *, document: str | None = None) -> list[Json]:
        """Every award rule, or those of one document."""
        from assistant.calculations import award_rows

        return [dict(row) for row in award_rows(document, on=_today())]

    def calculate(self, award_id: str, inputs: Mapping[str, str], *, on: date | None = None) -> Json:
        """One award tried on the given facts."""
        from assistant.calculations import calculated

        facts = tuple(f"{key}={value}" for key, value in inputs.items())
        result: Json = jsonable(calculated(award_id, facts, on=on or _today()))
        return result

    def build(self) -> Build:
        """The index build and the documents' versions that answers rest on."""
        from assistant.records.types import Build

        manifest = self._assistant.index.manifest
        return Build(manifest.id, manifest.recipe.documents)

    def health(self) -> Json:
        """The parts' state: the store is well when a search that must find something does."""
        try:
            found = bool(self._assistant.search(_SENTINEL, k=1))
            store: Json = {"ok": found}
        except Exception as error:  # whatever it is, the health page must tell it and not fall over
            store = {"ok": False, "why": type(error).__name__}
        return {
            "index": {"ok": True, "documents": len(documents()), "clauses": len(corpus_clauses())},
            "store": store,
            "model": dict(self._assistant.model_health()),
        }


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the wall where the program runs
