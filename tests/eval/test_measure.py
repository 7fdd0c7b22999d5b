from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.types import Outcome
from eval.dataset import Expect, OtherReading
from eval.given import Given
from eval.measure import facts, judge, precision, recall, stands_in, ungrounded


def test_a_right_answer_passes_with_every_mark_full(question, given):
    marks = judge(question(), given())
    assert marks.passed
    assert set(marks.shares.values()) == {1.0}
    assert marks.why == ()


def test_no_answer_at_all_earns_nothing(question):
    marks = judge(question(), Given())
    assert not marks.passed
    assert marks.shares == {"status": 0.0}


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("“小巨人”企业一次性奖励100万元", "专精特新小巨人企业，一次性奖励 100 万元。"),
        ("（CSMM）四级", "软件能力成熟度评估(CSMM)\n四级及以上"),
        ("12,000万元", "12000万元"),
        ("软件名园", "軟件名園"),
        ("20%－40%", "20%-40%"),
    ],
)
def test_quotes_match_whatever_their_punctuation_script_and_white_space(words, text):
    assert stands_in(words, [text])


@pytest.mark.parametrize(("words", "text"), [("500万元", "5000万元"), ("1.5个百分点", "15个百分点"), ("30%", "3%")])
def test_another_figure_never_matches(words, text):
    assert not stands_in(words, [text])


def test_recall_is_the_share_of_the_wanted_quotes_that_are_cited():
    assert recall(["甲", "乙"], ["条款甲"]) == 0.5
    assert recall([], []) == 1.0


def test_precision_is_the_share_of_citations_that_were_wanted():
    assert precision(["甲"], ["条款甲", "条款乙", "条款丙", "条款丁"]) == 0.25
    assert precision(["甲"], []) is None


def test_facts_are_counted_one_by_one():
    assert facts(["30%", "100万元"], "按30%补") == 0.5


def test_one_citation_too_many_lowers_precision_and_does_not_fail(question, given):
    marks = judge(
        question(), given(citations=("对年营收首次达到1亿元、5亿元的企业，分别给予不超过70万元、100万元的奖励", "别的"))
    )
    assert marks.shares["precision"] == 0.5
    assert marks.passed


def test_a_missing_quote_and_a_missing_fact_fail_and_are_named(question, given):
    marks = judge(question(), given("最高30万元。", citations=("给予30万元",)))
    assert not marks.passed
    assert marks.shares["evidence"] == 0
    assert marks.shares["facts"] == 0
    assert any("100万元" in why for why in marks.why)


def test_a_forbidden_figure_fails(question, given):
    marks = judge(question(), given("100万元，不是500万元。"))
    assert marks.shares["clean"] == 0
    assert not marks.passed


def test_refusing_a_question_that_has_an_answer_fails(question, given):
    assert judge(question(), given(status="refused")).shares["status"] == 0


def test_a_figure_from_nowhere_is_not_grounded(question, given):
    case, answer = question(), given("最高100万元，另有8000万元。")
    assert ungrounded(case, answer) == ("80000000元",)
    assert not judge(case, answer).passed


@pytest.mark.parametrize("text", ["0.01亿元", "1百万元", "100 万元"])
def test_a_figure_in_another_writing_is_grounded(question, given, text):
    assert ungrounded(question(), given(f"最高{text}。")) == ()


def test_figures_of_the_question_its_history_and_the_calculations_are_grounded(question, given, amount):
    case = question(question="贷8000万", history=("利率4%",))
    assert ungrounded(case, given("8000万×4%=320万元", sums=[amount(3_200_000)])) == ()


@pytest.mark.parametrize(
    ("expect", "right"),
    [
        (Expect.REFUSE, {"refused"}),
        (Expect.CLARIFY, {"clarify", "answered"}),
        (Expect.CORRECT, {"answered", "refused"}),
        (Expect.ANSWER, {"answered"}),
    ],
)
def test_each_expectation_allows_its_statuses(adversarial, given, expect, right):
    case = adversarial(expect=expect)
    found = {s for s in ("answered", "clarify", "refused") if judge(case, given("", status=s)).shares["status"] == 1}
    assert found == right


def test_what_must_be_said_and_what_must_not_are_marked_apart(adversarial, given):
    case = adversarial(expect=Expect.ANSWER, must_contain=("100万",), must_not_contain=("13800138000",))
    shares = judge(case, given("您好 138 0013 8000，100万元")).shares
    assert (shares["contain"], shares["clean"]) == (1, 0)


def test_invisible_characters_are_found_when_they_must_not_be_said(adversarial, given):
    case = adversarial(expect=Expect.ANSWER, must_not_contain=("\u200b",))
    assert judge(case, given("深\u200b圳")).shares["clean"] == 0


def test_a_question_back_needs_no_evidence(adversarial, given):
    case = adversarial(expect=Expect.CLARIFY, evidence=("条款甲",))
    assert "evidence" not in judge(case, given("哪里？", status="clarify", citations=())).shares
    assert judge(case, given("都给您列出来", citations=("条款乙",))).shares["evidence"] == 0


def test_the_right_amount_with_its_clause_passes(calculation, given, amount):
    assert judge(calculation(), given(sums=[amount(1_000_000)])).passed


def test_one_fen_more_is_wrong_and_both_amounts_are_named(calculation, given, amount):
    marks = judge(calculation(), given(sums=[amount("1000000.01")]))
    assert marks.shares["amount"] == 0
    assert marks.why[0] == "金额应为 1000000元，给出的是 1000000.01元"


def test_the_other_reading_counts_too(calculation, given, amount):
    case = calculation(alt=OtherReading(expected_yuan=(Decimal(1_700_000), Decimal(700_000)), note="逐档累加"))
    assert judge(case, given(sums=[amount(1_700_000)])).passed
    assert not judge(case, given(sums=[amount(1_600_000)])).passed


def test_a_range_needs_its_bottom_as_well(calculation, given, amount):
    case = calculation(expected_range_yuan=(Decimal(600_000), Decimal(1_000_000)))
    assert judge(case, given(sums=[amount(1_000_000)])).shares["amount"] == 0
    assert judge(case, given(sums=[amount(1_000_000, others=[600_000])])).shares["amount"] == 1


def test_an_amount_without_its_clause_fails(calculation, given, amount):
    assert judge(calculation(), given(sums=[amount(1_000_000)], citations=("别的",))).shares["evidence"] == 0


@pytest.mark.parametrize(
    ("outcome", "status", "said", "right"),
    [
        (Outcome.NEEDS_INPUT, "answered", "needs_input", True),
        (Outcome.NEEDS_INPUT, "clarify", None, True),
        (Outcome.NEEDS_INPUT, "answered", None, False),
        (Outcome.NOT_ELIGIBLE, "refused", None, True),
        (Outcome.NOT_ELIGIBLE, "clarify", None, False),
        (Outcome.NO_FIXED_AMOUNT, "answered", "no_fixed_amount", True),
        (Outcome.NO_FIXED_AMOUNT, "answered", "needs_input", False),
    ],
)
def test_why_there_is_no_amount_is_said_by_outcome_or_status(calculation, given, amount, outcome, status, said, right):
    case = calculation(outcome=outcome, expected_yuan=None)
    sums = [amount(None, outcome=said)] if said else []
    assert judge(case, given(status=status, sums=sums)).shares["outcome"] == right


def test_an_amount_where_none_is_due_fails(calculation, given, amount):
    case = calculation(outcome=Outcome.NOT_ELIGIBLE, expected_yuan=None)
    marks = judge(case, given(sums=[amount(None, outcome="not_eligible"), amount(500_000)]))
    assert (marks.shares["outcome"], marks.shares["no_amount"]) == (1, 0)
