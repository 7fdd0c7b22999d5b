"""Records on a real database: SQLite in a folder of the test, and PostgreSQL where CI offers a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.records.store import Records

CITATION = {
    "clause_id": "shenzhen#5.12",
    "document_id": "shenzhen",
    "document": "深圳市若干措施",
    "label": "五、（十二）",
    "text": "请致电0755-12345678。",
    "standing": "in_force",
    "sha256": "ab" * 32,
}
ANSWER = {
    "id": "a-1",
    "question": "深圳奖多少？",
    "rewritten": None,
    "status": "answered",
    "reason": "ok",
    "answer": "给予50万元。[1]",
    "spoken": "可得五十万元。",
    "citations": [CITATION],
    "calculations": [{"award_id": "shenzhen#5.12/a", "inputs": {"revenue": "12亿"}, "steps": []}],
    "as_of": "2026-11-20",
    "engine": "deterministic",
    "elapsed_ms": 12.5,
}


@pytest.fixture
def answer() -> Callable[..., dict[str, Any]]:
    """An answer object with what a test changes of it."""
    return lambda **changed: {**ANSWER, **changed}


@pytest.fixture
def citation() -> Callable[..., dict[str, Any]]:
    """A citation with what a test changes of it."""
    return lambda **changed: {**CITATION, **changed}


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    """Empty records."""
    opened = Records(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    yield opened
    opened.close()
