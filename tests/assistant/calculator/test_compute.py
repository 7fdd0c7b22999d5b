from __future__ import annotations

from datetime import date

import pytest

from assistant.calculator import Asked, Fact, calculate, load_rules, read_facts
from assistant.types import Outcome

ON = date(2026, 11, 20)


def tried(award_id, *, on=ON, asked=Asked.AMOUNT, **values):
    return calculate(load_rules().award(award_id), read_facts(values), on=on, asked=asked)


def texts(result):
    return [step.text for step in result.steps]


def test_trace_shows_the_arithmetic_with_the_words_that_did_it():
    result = tried("guangdong#1.3/a", project_total="3亿")
    assert texts(result)[:2] == ["3亿元 × 20% = 6000万元", "6000万元 超过上限，取 5000万元"]
    assert {s.quote for s in result.steps[:2]} == {"按照项目核定总额给予不超过20%、最高5000万元资助"}
    assert [s.amount_yuan for s in result.steps[:2]] == [60_000_000, 50_000_000]


def test_missing_fact_is_named_with_its_question_and_the_ceiling():
    result = tried("guangming#3.11/a")
    assert result.outcome is Outcome.NEEDS_INPUT
    assert [m.name for m in result.missing] == ["租赁面积", "实际租金"]
    assert result.missing[0].question == "租赁的产业用房面积是多少平方米？"
    assert (result.amount_yuan, result.ceiling_yuan) == (None, 10_800_000)


def test_rent_that_was_not_told_is_left_unverified():
    result = tried("guangming#3.11/a", area="800平方米")
    assert result.amount_yuan == 288_000
    assert "实际租金未说明：补贴不超过实际租金支出，未核验" in texts(result)


def test_facts_that_decide_are_shown_with_what_they_say():
    result = tried("guangming#3.11/a", area="800平方米", above_scale="是", park_kind="专业产业园")
    assert result.conditions == (
        "已满足：新入驻区主管部门认定的专业人工智能、软件信息产业园（专业产业园）",
        "需满足（未核验）：新入驻",
        "已满足：租赁产业用房面积500平方米以上（800平方米）",
        "已满足：规模以上（是）",
    )


def test_requirement_that_another_says_already_is_told_once():
    result = tried("guangzhou#2.2.6/a", certification="CSMM", csmm_level="四级")
    assert [line for line in result.conditions if "CSMM" in line] == [
        "已满足：通过软件能力成熟度评估（CSMM）四级及以上，或者数据管理能力成熟度评估模型（DCMM）三级以上（4级）"
    ]


def test_inputs_hold_the_words_of_the_caller_and_only_what_bears_on_the_award():
    result = tried("shenzhen#5.12/a", revenue="12亿", area="800平方米")
    assert result.inputs == {"revenue": "12亿"}


def test_sum_of_unsaid_role_stands_in_and_says_so():
    result = tried("guangming#5.15/c", amount="60万元")
    assert result.amount_yuan == 300_000
    assert texts(result)[0] == "所说的 60万元 按“年度实际支出担保费用”计算"


def test_principal_and_rate_make_the_interest():
    result = tried("guangming#5.15/b", principal="5000万", annual_rate="4%")
    assert texts(result)[0] == "年度实际支出利息：5000万元 × 4% = 200万元"


@pytest.mark.parametrize(
    ("award_id", "on", "standing"),
    [
        ("shenzhen#5.12/a", date(2022, 10, 14), "not_yet"),
        ("shenzhen#5.12/a", date(2022, 10, 15), "in_force"),
        ("shenzhen#5.12/a", date(2027, 10, 15), "expired"),
        ("guangming#2.7/b", ON, "draft"),
    ],
)
def test_standing_is_told_beside_the_amount_and_never_changes_it(award_id, on, standing):
    result = tried(award_id, on=on, revenue="10亿")
    assert (result.outcome, result.standing) == (Outcome.AMOUNT, standing)
    assert texts(result)[-1].startswith(f"文件状态（{on.isoformat()}）")


def test_policy_whose_time_is_over_on_the_day_is_marked_and_still_calculated():
    result = tried("guangdong#1.4/a", on=date(2027, 2, 1), principal="3000万", loan_years="1年")
    assert result.amount_yuan == 450_000
    assert "政策实施期限至2026-12-31，2027-02-01已过期" in texts(result)


def test_caller_who_dates_the_loan_after_the_policy_is_refused():
    result = tried("guangdong#1.4/a", principal="3000万", date="2027-02-01")
    assert result.outcome is Outcome.NOT_ELIGIBLE
    assert result.steps[0].quote == "政策实施期限暂定2026年"


def test_document_without_dates_refuses_no_date():
    assert tried("guangming#2.7/b", revenue="10亿", date="2040-01-01").outcome is Outcome.AMOUNT


def test_both_readings_are_told():
    assert any("另一种读法" in text for text in texts(tried("guangzhou#2.2.5/a", revenue="11亿")))


def test_document_that_calls_all_its_figures_ceilings_is_quoted():
    result = tried("guangzhou#2.1.2/c")
    line = next(s for s in result.steps if s.text == "本文件的比例和限额均为上限")
    assert (line.clause_id, line.quote, result.bound) == ("guangzhou#3.3", "涉及奖补比例和限额均为上限", "upper")


def test_refusal_by_another_place_quotes_the_text_that_only_encourages():
    assert tried("guangzhou#2.3.9/a", role="用户单位").steps[0].quote == "引导用户单位使用首版次软件产品。"


def test_refusal_by_provision_quotes_the_provision():
    line = tried("shenzhen#6.18/a", project_total="2000万", same_level_other="是").steps[0]
    assert (line.clause_id, line.quote) == ("shenzhen#8", "本措施与我市市级层面其他同类优惠措施不得重复享受。")


def test_ceiling_is_told_for_any_outcome():
    assert tried("guangzhou#2.2.5/a", revenue="1万").ceiling_yuan == 3_000_000


def test_unknown_base_with_ceiling_asked_is_upper():
    result = tried("shenzhen#5.12/a", asked=Asked.CEILING)
    assert (result.amount_yuan, result.bound) == (3_000_000, "upper")


def test_facts_may_come_as_any_mapping_of_records():
    fact = Fact("level", "国家级", "国家级的")
    result = calculate(load_rules().award("shenzhen#3.9/a"), {"level": fact}, on=ON)
    assert (result.amount_yuan, result.inputs) == (5_000_000, {"level": "国家级的"})
