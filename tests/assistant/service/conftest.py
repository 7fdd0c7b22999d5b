from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from assistant.errors import AssistantError, BadValue, NotReady, UnknownName
from assistant.narrowing import Narrowing
from assistant.service.asker import EVERYTHING
from index.errors import StoreError

ERRORS: dict[str, Exception] = {
    "unknown": UnknownName("奖补", "x", ["shenzhen#5.12/a"]),
    "bad": BadValue("营收写错了。"),
    "not ready": NotReady("索引还没有建好。"),
    "store": StoreError("库读不出来。"),
    "ours": AssistantError("算不出来。"),
    "boom": RuntimeError("/secret/path"),
}


class Scripted:
    """An asker that tells back what it was given, and fails when the question names an error."""

    def __init__(self) -> None:
        self.well = self.model_well = True
        self.stopped = False

    def ask(
        self, question: str, *, history: Sequence[str | Mapping[str, str]] = (), on: date | None = None
    ) -> dict[str, Any]:
        if question in ERRORS:
            raise ERRORS[question]
        return {"question": question, "history": list(history), "as_of": on.isoformat() if on else None}

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str | Mapping[str, str]] = (),
        on: date | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[dict[str, Any]]:
        answer = self.ask(question, history=history, on=on)
        yield {"event": "provisional", "answer": answer}
        if question == "slow":
            assert stop is not None
            self.stopped = stop.wait(10)
            return
        if question == "breaks later":
            raise RuntimeError("/secret/path")
        yield {"event": "sentence", "text": "一句。\n"}
        yield {"event": "final", "answer": answer}

    def search(self, words: str, *, k: int, narrowing: Narrowing = EVERYTHING) -> list[dict[str, Any]]:
        return [{"words": words, "k": k, **asdict(narrowing)}]

    def awards(self, *, document: str | None = None) -> list[dict[str, Any]]:
        return [{"document": document}]

    def calculate(self, award_id: str, inputs: Mapping[str, str], *, on: date | None = None) -> dict[str, Any]:
        return {"award_id": award_id, "inputs": dict(inputs)}

    def health(self) -> dict[str, Any]:
        return {"index": {"ok": True}, "store": {"ok": self.well}, "model": {"ok": self.model_well}}


@pytest.fixture
def asker() -> Scripted:
    """What the service asks."""
    return Scripted()
