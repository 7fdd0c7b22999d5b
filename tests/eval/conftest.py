"""Cases and answers in few words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.types import Bound, Outcome
from eval.dataset import AdversarialCase, CalculationCase, Expect, Persona, QuestionCase
from eval.given import Given, Sum

TIERS = "对年营收首次达到1亿元、5亿元的企业，分别给予不超过70万元、100万元的奖励"


@pytest.fixture
def question():
    def make(**changes):
        values = {
            "id": "q1",
            "persona": Persona.ENTERPRISE,
            "question": "广州营收首次过5亿奖多少",
            "history": (),
            "type": "numeric",
            "docs": ("guangzhou",),
            "evidence": (TIERS,),
            "facts": ("100万元",),
            "forbid": ("500万元",),
            "note": "",
        }
        return QuestionCase(**(values | changes))

    return make


@pytest.fixture
def adversarial():
    def make(**changes):
        values = {
            "id": "a1",
            "question": "珠海奖多少",
            "history": (),
            "kind": "out_of_corpus",
            "expect": Expect.REFUSE,
            "evidence": (),
            "must_contain": (),
            "must_not_contain": (),
            "why": "",
        }
        return AdversarialCase(**(values | changes))

    return make


@pytest.fixture
def calculation():
    def make(**changes):
        values = {
            "id": "c1",
            "doc": "guangzhou",
            "question": "营收首次7亿，奖多少？",
            "award_ids": ("guangzhou#2.2.5/a",),
            "inputs": {"revenue_yuan": 700_000_000},
            "expected_yuan": Decimal(1_000_000),
            "outcome": Outcome.AMOUNT,
            "derivation": "5亿元档100万元",
            "quote": TIERS,
            "article": "二、（二）5.",
            "bound": Bound.UPPER,
        }
        return CalculationCase(**(values | changes))

    return make


@pytest.fixture
def given():
    def make(text="最高100万元。", *, status="answered", citations=(TIERS,), sums=(), **more):
        return Given(status=status, text=text, citations=tuple(citations), calculations=tuple(sums), **more)

    return make


@pytest.fixture
def amount():
    def make(yuan, *, outcome="amount", others=()):
        value = None if yuan is None else Decimal(yuan)
        numbers = {Decimal(n) for n in others} | ({value} if value is not None else set())
        return Sum(outcome=outcome, amount_yuan=value, numbers=frozenset(numbers), words="")

    return make
