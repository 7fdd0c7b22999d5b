"""From a question to its calculation: the tier, the cap, what is missing, who gets none."""

from __future__ import annotations

import pytest

from assistant.types import Bound, Outcome, Reason, Status

NEW = "光明区新引进的软件企业，年营业收入首次"
AMOUNTS = [
    # tiers, right at the threshold and one yuan below
    ("深圳软件企业营收首次达到10亿元，奖多少？", "shenzhen#5.12/a", 500_000),
    ("深圳软件企业营收首次突破100亿，能拿多少？", "shenzhen#5.12/a", 3_000_000),
    ("深圳软件公司营收首次达到49亿9999万9999元，奖多少？", "shenzhen#5.12/a", 500_000),
    ("广州软件企业年营收首次达到壹亿元，奖多少？", "guangzhou#2.2.5/a", 700_000),
    ("广州软件企业年营收首次达到499999999元，奖多少？", "guangzhou#2.2.5/a", 700_000),
    ("广州软件企业年营收首次达到五亿元，奖多少？", "guangzhou#2.2.5/a", 1_000_000),
    ("广州软件企业年营收首次达到２０亿元，奖多少？", "guangzhou#2.2.5/a", 3_000_000),
    (f"{NEW}达到5000万元，奖多少？", "guangming#2.7/b", 1_500_000),
    (f"{NEW}达到99999999元，奖多少？", "guangming#2.7/b", 1_500_000),
    (f"{NEW}达到1亿元，奖多少？", "guangming#2.7/b", 3_000_000),
    (f"{NEW}达到20亿元，奖多少？", "guangming#2.7/b", 20_000_000),
    # rates and their caps
    ("深圳首版次软件开发商，审定销售额2000万元，资助多少？", "shenzhen#6.19/a", 6_000_000),
    ("深圳首版次软件开发商，审定销售额4000万元，资助多少？", "shenzhen#6.19/a", 10_000_000),
    ("广州建设开源社区，项目总投入2000万元，能奖多少？", "guangzhou#2.1.3/a", 6_000_000),
    ("广州建设开源社区，项目总投入4000万元，能奖多少？", "guangzhou#2.1.3/a", 10_000_000),
    ("广东省开源社区上年度审定运营费用1000万元，资助多少？", "guangdong#3.12/a", 3_000_000),
    ("广东省开源社区上年度审定运营费用3000万元，资助多少？", "guangdong#3.12/a", 8_000_000),
    ("光明区企业向银行贷经营贷款，一年实际支出利息500万元，贴息多少？", "guangming#5.15/b", 1_500_000),
    ("光明区企业向银行贷经营贷款，一年实际支出利息800万元，贴息多少？", "guangming#5.15/b", 2_000_000),
    ("光明区企业获得备案的风投机构投资900万元，资助多少？", "guangming#5.15/a", 900_000),
    ("光明区获得市级科技计划项目资助500万元，区里配套多少？", "guangming#1.1/a", 1_000_000),
    ("光明区获得市级科技计划项目资助3000万元，区里配套多少？", "guangming#1.1/a", 2_000_000),
    ("光明区办事先备案的全国性人工智能大赛，实际花费500万元，补多少？", "guangming#5.17/a", 2_000_000),
    # levels
    ("光明区省级软件名园奖多少？", "guangming#3.10/b", 800_000),
    ("深圳国家级软件名园认定奖多少？", "shenzhen#3.9/a", 5_000_000),
    # per unit
    (
        "光明区规上企业新入驻区认定的专业软件园，租600平方米产业用房，一年租金补贴多少？",
        "guangming#3.11/a",
        216_000,
    ),
    # in English
    (
        "How much does Shenzhen award a software company whose revenue first reaches 5 billion yuan?",
        "shenzhen#5.12/a",
        1_500_000,
    ),
]


@pytest.mark.parametrize(("question", "award", "amount"), AMOUNTS)
def test_figure_is_that_of_the_rule(ask, question, award, amount):
    answer = ask(question)
    first = answer.calculations[0]
    assert (first.award_id, first.outcome, first.amount_yuan) == (award, Outcome.AMOUNT, amount)
    assert answer.status is Status.ANSWERED
    assert first.clause_id in {c.clause_id for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("深圳软件企业营收首次达到9亿9999万9999元，奖多少？", "10亿元"),
        ("广州软件企业年营收首次达到9999万9999元，奖多少？", "1亿元"),
        ("光明区规上企业新入驻区认定的专业软件园，租499平方米产业用房，一年租金补贴多少？", "500平方米"),
        ("光明区租金补贴，租700平方米但不是规上企业，能拿吗？", "规模以上"),
    ],
)
def test_who_gets_none_is_told_why(ask, question, why):
    answer = ask(question)
    assert answer.calculations[0].outcome is Outcome.NOT_ELIGIBLE
    assert "不符合" in answer.answer
    assert why in answer.answer


def test_one_yuan_below_the_lowest_tier_of_guangming_gets_none(ask):
    first = ask(f"{NEW}达到4999.9999万元，奖多少？").calculations[0]
    assert (first.award_id, first.outcome) == ("guangming#2.7/b", Outcome.NOT_ELIGIBLE)


@pytest.mark.parametrize(
    ("question", "key", "ceiling"),
    [
        ("光明区的租金补贴怎么算？", "area", "万元"),
        ("深圳软件企业营收首次达标的奖励是多少？", "revenue", "300万元"),
        ("光明区软件名园奖多少？", "level", "120万元"),
    ],
)
def test_missing_fact_is_asked_and_the_ceiling_given(ask, question, key, ceiling):
    answer = ask(question)
    first = answer.calculations[0]
    assert first.outcome is Outcome.NEEDS_INPUT
    assert first.missing[0].key == key
    assert first.missing[0].question in answer.answer
    assert ceiling in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "深圳重大产业技术生态平台资助多少钱？",
        "光明区鸿蒙特色产业基地给多少钱？",
        "广东省工业软件应用项目的奖补比例是多少？",
        "深圳规上软件企业营业收入增量1亿元，按几成奖励？",
    ],
)
def test_where_the_text_names_no_amount_none_is_given(ask, question):
    answer = ask(question)
    first = answer.calculations[0]
    assert (first.outcome, first.amount_yuan) == (Outcome.NO_FIXED_AMOUNT, None)
    assert "没有规定具体的金额或比例" in answer.answer


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("深圳软件企业营收首次达到10亿元，奖多少？", Bound.EXACT),
        ("广州软件企业年营收首次达到5亿元，奖多少？", Bound.UPPER),
        ("深圳承担基础软件重大攻关的核心团队，财政支持多少？", Bound.RANGE),
    ],
)
def test_amount_says_how_it_is_meant(ask, question, bound):
    assert ask(question).calculations[0].bound is bound


@pytest.mark.parametrize("said", ["2亿美元", "10", "八千万港币"])
def test_figure_that_cannot_be_used_is_asked_back(ask, said):
    answer = ask(f"深圳软件企业营收首次达到{said}，奖多少？")
    assert (answer.status, answer.reason) == (Status.CLARIFY, Reason.UNCLEAR_FIGURE)
    assert said in answer.answer
    assert not [c for c in answer.calculations if c.outcome is Outcome.AMOUNT]


def test_difference_to_the_tier_received_before_is_made_up(ask):
    answer = ask("光明区新引进的软件企业，去年拿过300万那档，今年营收首次达到5亿元，还能补多少？")
    assert answer.calculations[0].amount_yuan == 2_000_000


@pytest.mark.parametrize("claim", ["200万", "两百万元", "300万元"])
def test_false_figure_is_corrected(ask, claim):
    answer = ask(f"听说深圳软件企业营收首次达到10亿元能拿{claim}，对吗？")
    assert answer.calculations[0].amount_yuan == 500_000
    assert claim == "300万元" or "不对" in answer.answer


def test_true_figure_is_not_corrected(ask):
    assert "不对" not in ask("听说深圳软件企业营收首次达到10亿元能拿50万，对吗？").answer


def test_district_and_city_are_added_up(ask):
    answer = ask("光明的软件企业新引进，营收首次达到10亿元，深圳市和光明区两边的奖励能叠加吗，一共多少？")
    total = answer.calculations[0]
    assert total.amount_yuan == 10_500_000
    assert {c.amount_yuan for c in answer.calculations[1:]} == {10_000_000, 500_000}
    assert "guangming#6.19" in {c.clause_id for c in answer.citations}


def test_what_the_city_paid_is_not_taken_off_the_district(ask):
    answer = ask("深圳软件公司营收首次到10亿，已拿了市里50万，光明区新引进企业那份还能拿多少？")
    district = next(c for c in answer.calculations if c.award_id == "guangming#2.7/b")
    assert district.amount_yuan == 10_000_000


def test_what_a_place_pays_is_a_question_for_an_amount(ask):
    answer = ask("What does Shenzhen pay when revenue first reaches 1 billion yuan?")
    assert [c.amount_yuan for c in answer.calculations] == [500_000]


@pytest.mark.parametrize("wording", ["营收首次达到五十亿元", "营业收入首次达到50亿元", "年营业收入第一次上50亿"])
def test_figure_does_not_depend_on_how_the_question_is_worded(ask, wording):
    answer = ask(f"深圳市的软件企业{wording}，奖多少？")
    assert [c.amount_yuan for c in answer.calculations] == [1_500_000]


def test_question_about_a_document_is_not_calculated(ask):
    assert not ask("深圳这份文件有效期到哪一天？").calculations


def test_department_is_named_and_nothing_calculated(ask):
    answer = ask("广州首版次软件由哪个单位牵头？")
    assert "市工业和信息化局" in answer.answer
    assert not answer.calculations


def test_inputs_are_the_words_of_the_question(ask):
    first = ask("光明区规上企业新入驻区认定的专业软件园，租600平方米产业用房，一年租金补贴多少？").calculations[0]
    said = {"area": "600平方米", "newly_settled": "新入驻", "above_scale": "规上", "years": "一年"}
    assert said.items() <= first.inputs.items()


def test_what_is_added_up_is_what_was_asked_for_and_nothing_that_was_found_beside_it(ask):
    answer = ask("光明的园评上国家级软件名园又考核优秀，市里区里的都能拿，合计多少？")
    summed = answer.calculations[0].award_id or ""
    assert "+" in summed
    assert {award.partition("/")[0] for award in summed.split("+")} == {"shenzhen#3.9", "guangming#3.10"}
    assert ask("光明的园评上国家级软件名园，市里区里的都能拿，合计多少？").calculations[0].amount_yuan == 6_200_000


def test_each_award_is_tried_once(ask):
    answer = ask("我们在黄埔，做工业软件的，今年拿到CSMM四级，同时评上省级专精特新，能拿多少")
    ids = [calculation.award_id for calculation in answer.calculations]
    assert len(ids) == len(set(ids)) == 2
