"""What a sentence quotes, whose words it uses, what it reckons, and the ends of scales and ranges."""

from __future__ import annotations

import pytest

from assistant.guard import ViolationKind

SHENZHEN, GUANGMING, PLATFORM = "shenzhen#5.12", "guangming#2.7", "shenzhen#2.4"


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("深圳会制定《广州市重点软件企业名录》并动态更新[1]。", SHENZHEN),
        ("原文写的是“营业收入首次突破一亿元的企业”[1]。", SHENZHEN),
        ("条款要求“连续三年保持盈利”[1]。", GUANGMING),
    ],
)
def test_quotation_that_stands_in_no_source_is_stopped(kinds, sentence, clause):
    assert ViolationKind.QUOTE in kinds(sentence, clause)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("深圳会制定《深圳市重点软件企业名录》并动态更新[1]。", SHENZHEN),
        ("原文写的是“支持软件和信息服务业企业做大做强……给予50万元、150万元、300万元奖励”[1]。", SHENZHEN),
        ("这里说的“首次”以文件为准[1]。", SHENZHEN),
    ],
)
def test_quotation_of_the_clause_passes_with_what_is_left_out(kinds, sentence, clause):
    assert ViolationKind.QUOTE not in kinds(sentence, clause)


def test_quoting_the_question_or_the_calculation_passes(kinds):
    said = "您问的“软件企业搬过来算不算新引进”，以申报指南为准[1]。"
    assert ViolationKind.QUOTE in kinds(said, GUANGMING)
    assert not kinds(said, GUANGMING, question="软件企业搬过来算不算新引进？")


@pytest.mark.parametrize("number", [2, 3])
def test_words_of_another_clause_that_was_given_are_stopped(kinds, number):
    said = "已经拿过低一档奖励的，营收再上一档时按差额补足，不是重新全额发放[{}]。"
    clauses = (GUANGMING, "guangming#3.11", "shenzhen#2.3")
    assert ViolationKind.SUPPORT in kinds(said.format(number), *clauses)
    assert not kinds(said.format(1), *clauses)


def test_what_a_clause_does_not_ask_for_is_no_words_of_another(kinds):
    assert not kinds("这一条没有要求企业必须是高新技术企业[1]。", "shenzhen#2.4", "guangdong#1.4")


@pytest.mark.parametrize(
    "sentence",
    [
        "您平台去年审定运营费用1000万元，按20%－40%计算为300万元至400万元[1]。",
        "您平台去年审定运营费用1000万元，按20%－20%计算为200万元至400万元[1]。",
        "您平台去年审定运营费用100万元，按20%－40%计算为200万元至400万元[1]。",
    ],
)
def test_product_that_does_not_come_out_is_stopped(kinds, sentence):
    told = {"award": "shenzhen#2.4/b", "facts": {"operating_cost": "1000万元", "new_platform": False}}
    question = "深圳已建的公共技术服务平台，去年审定运营费用1000万元，能资助多少？"
    right = "您平台去年审定运营费用1000万元，按20%－40%计算为200万元至400万元[1]。"
    assert not kinds(right, PLATFORM, question=question, **told)
    assert ViolationKind.FIGURE in kinds(sentence, PLATFORM, question=question, **told)


def test_lowest_step_is_the_first_and_the_highest_the_last(kinds):
    question = "新引进的软件公司，营收4980万元，有奖励吗？"
    assert not kinds("您的营收4980万元，未达到最低一档5000万元[1]。", GUANGMING, question=question)
    assert ViolationKind.TIER in kinds("您的营收4980万元，未达到最低一档1亿元[1]。", GUANGMING, question=question)
    assert not kinds("最高一档（20亿元）给2000万元[1]。", GUANGMING)
    assert ViolationKind.TIER in kinds("最高一档（10亿元）给1000万元[1]。", GUANGMING)


def test_step_is_not_told_as_reached_by_less(kinds):
    question = "新引进的软件公司，营收4980万元，有奖励吗？"
    assert ViolationKind.TIER in kinds("您的营收4980万元，达到最低一档5000万元[1]。", GUANGMING, question=question)


def test_range_that_was_worked_out_keeps_both_ends(kinds):
    told = {"award": "shenzhen#6.17/b", "facts": {"purchase": "8000万元"}}
    assert not kinds("可得240万元至500万元[1]。", "shenzhen#6.17", **told)
    assert ViolationKind.FIGURE in kinds("可得240万元至1000万元[1]。", "shenzhen#6.17", **told)


def test_what_is_told_of_both_places_stands_in_the_clauses_of_both(kinds):
    clauses = ("shenzhen#5.14", "guangzhou#2.2.6", "guangzhou#2.3.7")
    assert not kinds("两地的能力认证奖励上限一样，都是不超过50万元[1][2]。", *clauses)
    assert ViolationKind.PLACE in kinds("两地的能力认证奖励上限一样，都是不超过30万元[1][2]。", *clauses)
    assert ViolationKind.PLACE in kinds("两地的能力认证奖励上限一样，都是不超过50万元[3][2]。", *clauses)


def test_amount_in_yuan_in_brackets_says_the_same_again(kinds):
    assert not kinds("At most 50万元 (RMB 500,000; a ceiling).[1]", "guangzhou#2.2.6")
    assert ViolationKind.FIGURE in kinds("At most 50万元 (RMB 5,000,000; a ceiling).[1]", "guangzhou#2.2.6")


@pytest.mark.parametrize(
    "sentence",
    [
        "您这次展会花了500万元，50%为250万元，超过了200万元，因此最高200万元[1]。",
        "没有事先备案的，享受不了这项资助[1]。",
    ],
)
def test_right_talk_around_a_figure_passes(kinds, sentence):
    told = {"award": "guangming#5.17/a", "facts": {"event_cost": "500万元", "filed": "是"}}
    assert not kinds(sentence, "guangming#5.17", **told)


def test_comparison_with_the_figure_before_is_told_as_it_is(kinds):
    told = {"award": "guangming#5.17/a", "facts": {"event_cost": "500万元", "filed": "是"}}
    assert kinds("50%为250万元，没有超过200万元，因此最高200万元[1]。", "guangming#5.17", **told)


def test_body_of_another_place_is_no_body_of_the_clause(kinds):
    right = "省里这份措施由广东省工业和信息化厅负责解释[1]。"
    assert not kinds(right, "guangdong#end")
    assert ViolationKind.BODY in kinds(right.replace("广东省", "深圳市"), "guangdong#end")


def test_body_with_and_in_its_name_is_read_whole_and_by_its_own_part(kinds):
    said = "高新技术企业的奖励牵头的是市科技局和税务局；专精特新的奖励则由市工业和信息化局牵头[1]。"
    assert ViolationKind.BODY not in kinds(said, "guangzhou#2.1.2")
