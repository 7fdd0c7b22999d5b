from datetime import date
from decimal import Decimal

import pytest

from assistant.attempt import attempt_at, condition_facts, reading_for
from assistant.calculator import load_rules
from assistant.types import Outcome
from assistant.understand import understand


def test_attempt_calculates_with_what_the_question_says():
    award = load_rules().award("shenzhen#6.18/a")
    attempt = attempt_at(understand("深圳AI示范项目审定总投入2000万"), award, date(2026, 11, 20))
    assert attempt.calculation.amount_yuan == Decimal(6_000_000)
    assert attempt.calculation.standing == "in_force"


def test_reading_takes_a_follow_ups_facts_from_the_turn_before():
    query = understand("那光明呢？", history=["深圳软件公司营收首次到10亿奖多少"])
    assert "revenue" in reading_for(query, load_rules().award("guangming#2.7/b")).facts


@pytest.mark.parametrize(
    ("question", "award", "missing"),
    [
        (
            "拿到国家级工业互联网平台认定，说不清是跨行业跨领域的还是特色型的，广州奖多少",
            "guangzhou#2.4.12/a",
            "platform_kind",
        ),
        ("广州客户，过了DCMM，证书是几级他说不上来，奖多少", "guangzhou#2.2.6/a", "dcmm_level"),
    ],
)
def test_what_the_caller_cannot_say_is_asked_for(question, award, missing):
    attempt = attempt_at(understand(question), load_rules().award(award), date(2026, 11, 20))
    assert attempt.calculation.outcome is Outcome.NEEDS_INPUT
    assert [m.key for m in attempt.calculation.missing] == [missing]
    assert attempt.calculation.amount_yuan is None


def test_condition_facts_are_the_keys_that_decide_the_requirements():
    assert {"park_kind", "area", "above_scale"} <= condition_facts(load_rules().award("guangming#3.11/a"))
