from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.web.figures import figure, figures
from assistant.web.words import words

SAID = words()


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


@pytest.mark.parametrize(
    ("bound", "name"), [("exact", "定额"), ("upper", "最高"), ("lower", "不低于"), ("range", "区间")]
)
def test_the_figure_stands_beside_the_word_for_how_it_is_meant(calculation: Any, bound: str, name: str) -> None:
    shown = figure(calculation(bound=bound), words=SAID)
    assert f'<span class="pa-bound">{name}</span><strong>150万元</strong>' in shown


def test_a_range_shows_both_ends(calculation: Any) -> None:
    shown = figure(calculation(bound="range", at_least_yuan=10_000_000, amount_yuan=100_000_000), words=SAID)
    assert "<strong>1000万元 – 1亿元</strong>" in shown


@pytest.mark.parametrize(
    ("yuan", "written"), [(241500, "24.15万元"), (120_000_000, "1.2亿元"), (9999, "9999元"), (0.5, "0.5元")]
)
def test_amounts_are_exact(calculation: Any, yuan: float, written: str) -> None:
    assert f"<strong>{written}</strong>" in figure(calculation(amount_yuan=yuan), words=SAID)


def test_in_english_the_amount_is_written_in_full(calculation: Any) -> None:
    assert "1,500,000 yuan" in figure(calculation(), words=words("en"))


@pytest.mark.parametrize(
    ("outcome", "name"),
    [("not_eligible", "不符合条件"), ("needs_input", "还不能算出金额"), ("no_fixed_amount", "文件未定具体金额")],
)
def test_without_an_amount_it_says_why(calculation: Any, outcome: str, name: str) -> None:
    assert name in figure(calculation(outcome=outcome, amount_yuan=None, ceiling_yuan=None), words=SAID)


def test_the_ceiling_is_shown_while_a_fact_is_missing_and_not_to_whom_it_is_denied(calculation: Any) -> None:
    open_ = figure(calculation(outcome="needs_input", amount_yuan=None), words=SAID)
    denied = figure(calculation(outcome="not_eligible", amount_yuan=None), words=SAID)
    assert "文件规定的上限： 300万元" in text(open_)
    assert "300万元" not in denied


def test_steps_are_rows_with_quoted_words_and_amounts(calculation: Any) -> None:
    step = {"text": "达到50亿元一档", "amount_yuan": 1500000, "clause_id": "shenzhen#5.12", "quote": "给予150万元奖励"}
    shown = figure(calculation(steps=[step]), words=SAID)
    assert '<td>达到50亿元一档<q class="pa-said">给予150万元奖励</q></td><td class="pa-sum">150万元</td>' in shown


def test_missing_facts_are_asked_and_conditions_listed(calculation: Any) -> None:
    missing = [{"key": "area", "name": "租用面积", "question": "租用面积是多少平方米？"}]
    shown = figure(calculation(missing=missing, conditions=["首次达到"]), words=SAID)
    assert "<li>租用面积是多少平方米？</li>" in shown
    assert "<li>首次达到</li>" in shown


def test_conditions_are_told_apart_by_whether_they_are_settled(calculation: Any) -> None:
    conditions = ["需满足（未核验）：新入驻", "已满足：首次达到（是）", "不满足：高新技术企业（否）", "别的写法"]
    shown = text(figure(calculation(conditions=conditions), words=SAID))
    assert shown.index("需要确认的条件") < shown.index("新入驻") < shown.index("别的写法") < shown.index("已核对的条件")
    assert "✓ 首次达到（是）" in shown
    assert "✗ 高新技术企业（否）" in shown
    assert "未核验" not in shown


def test_a_step_that_only_repeats_a_condition_is_left_to_the_list(calculation: Any) -> None:
    step = {"text": "需满足（未核验）：新入驻", "amount_yuan": None, "clause_id": "x", "quote": "新入驻"}
    shown = figure(calculation(steps=[step], conditions=["需满足（未核验）：新入驻"]), words=SAID)
    assert "<table" not in shown


def test_no_calculation_shows_nothing() -> None:
    assert figures([], key="t1", on="2026-11-20", words=SAID) == ""


def test_no_field_of_a_calculation_can_become_an_element(calculation: Any) -> None:
    bad = "<img src=x onerror=alert(1)>"
    given = calculation(
        title=bad,
        clause_id=bad,
        standing=bad,
        conditions=[f"需 {bad}"],
        missing=[{"key": bad, "name": bad, "question": bad}],
        steps=[{"text": bad, "amount_yuan": None, "clause_id": bad, "quote": bad}],
    )
    assert "<img" not in figure(given, words=SAID)
