from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

QUOTE = "对营业收入首次达到10亿元、50亿元、100亿元的企业，分别给予50万元、150万元、300万元奖励。"
TEXT = f"（十二）壮大软件企业中坚力量。\n加快企业培育发展。{QUOTE}鼓励工业企业成立数字化技术中心。"

Make = Callable[..., dict[str, Any]]


@pytest.fixture
def citation() -> Make:
    """A citation with what a test changes of it."""
    base = {
        "clause_id": "shenzhen#5.12",
        "document_id": "shenzhen",
        "document": "深圳市推动软件产业高质量发展的若干措施",
        "label": "五、（十二）",
        "title": "壮大软件企业中坚力量",
        "text": TEXT,
        "quote": QUOTE,
        "start": 100,
        "end": 160,
        "standing": "in_force",
        "standing_name": "现行",
        "sha256": "0123456789abcdef" * 4,
    }
    return lambda **changed: {**base, **changed}


@pytest.fixture
def calculation() -> Make:
    """A calculation with what a test changes of it."""
    base = {
        "award_id": "shenzhen#5.12/a",
        "clause_id": "shenzhen#5.12",
        "title": "营业收入首次达到一定规模",
        "outcome": "amount",
        "amount_yuan": 1500000,
        "at_least_yuan": None,
        "ceiling_yuan": 3000000,
        "bound": "exact",
        "inputs": {},
        "missing": [],
        "conditions": [],
        "steps": [],
        "standing": "in_force",
    }
    return lambda **changed: {**base, **changed}


@pytest.fixture
def answer() -> Make:
    """An answer object with what a test changes of it."""
    base = {
        "id": "a-1",
        "question": "奖多少？",
        "rewritten": None,
        "language": "zh",
        "status": "answered",
        "reason": "ok",
        "answer": "给予150万元奖励。[1]",
        "spoken": "奖励一百五十万元。",
        "citations": [],
        "related": [],
        "calculations": [],
        "as_of": "2026-11-20",
    }
    return lambda **changed: {**base, **changed}
