"""Which clauses an answer rests on: by place, by topic, and none that does not answer."""

from __future__ import annotations

import re

import pytest

from assistant.types import Reason, Status

ELSEWHERE = [
    ("广州的产业用房每平方米租金补贴几元？", "guangming"),
    ("深圳新落户的上市企业奖多少？", "guangming"),
    ("广州入选独角兽榜单奖多少？", "guangming"),
    ("光明区首版次软件按销售额补几成？", "shenzhen"),
]
# A question of one place, the figures that are that place's, and those of other places for the same matter.
PLACES = [
    ("深圳营收首次达到10亿元奖多少？", ["50万元"], ["200万元", "1000万元"]),
    ("广州营收首次达到10亿元奖多少？", ["200万元"], ["50万元", "1000万元"]),
    ("光明区新引进企业营收首次达到10亿元奖多少？", ["1000万元"], ["200万元", "50万元"]),
    ("广州营收首次达到1亿元奖多少？", ["70万元"], ["150万元"]),
    ("光明区新引进企业营收首次达到1亿元奖多少？", ["300万元"], ["70万元"]),
    ("深圳首版次软件开发商最高资助多少？", ["1000万元"], ["不超过300万元的奖励"]),
    ("广州首版次软件产品最高奖多少？", ["300万元"], ["1000万元", "30%"]),
    ("深圳省级软件名园认定奖多少？", ["300万元"], ["80万元"]),
    ("光明区省级软件名园奖多少？", ["80万元"], ["300万元"]),
    ("广东省开源社区按运营费用补几成？", ["30%", "800万元"], ["2000万元", "1000万元"]),
    ("深圳已建的开源社区平台按运营费用补几成？", ["20%", "500万元"], ["800万元"]),
    ("光明区CSMM认证奖多少？", [], ["50万元"]),
    ("广州CSMM四级奖多少？", ["50万元"], []),
    ("深圳上市资助多少？", ["400万元"], ["600万元"]),
    ("光明区新落户的上市企业奖多少？", ["600万元"], ["400万元"]),
    ("广州新落户的软件企业奖多少？", ["300万元"], ["5000万元"]),
    ("深圳新引进的企业落户奖励多少？", ["5000万元"], ["2000万元"]),
]
NOT_OURS = [
    "种粮补贴每亩多少？",
    "购房契税补贴多少",
    "深圳奶粉补贴多少",
    "广州渔船报废补贴多少",
    "深圳建充电桩每个补贴多少？",
    "你是谁",
]


def test_place_with_a_rule_of_its_own_on_the_matter_is_not_answered_from_others(ask):
    answer = ask(
        "What does Guangming pay a company that moves in and reaches 100 million yuan of revenue for the first time?"
    )
    assert answer.reason is not Reason.CORRECTED
    assert "guangming#2.7" in {c.clause_id for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "theirs"),
    [
        ("广州市给企业买算力服务补几成？我们公司在黄埔。", "guangming#1.2"),
        ("深圳市级措施里，企业买数据集补多少？", "guangming#1.4"),
    ],
)
def test_what_fits_another_place_far_better_is_said_to_be_its(ask, question, theirs):
    answer = ask(question)
    assert answer.reason is Reason.CORRECTED
    assert theirs in {c.clause_id for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("营收破二十亿能有几百万？", {"guangzhou#2.2.5", "shenzhen#5.12", "guangming#2.7"}),
        ("办一场行业峰会，政府能报多少？", {"shenzhen#2.7", "guangming#5.17"}),
    ],
)
def test_without_a_place_every_award_on_the_matter_is_told(ask, question, clauses):
    assert clauses <= {c.clause_id for c in ask(question).citations}


def test_rules_side_by_side_in_another_place_are_both_told(ask):
    answer = ask("深圳市级文件对专精特新“小巨人”企业直接奖励多少钱？")
    assert answer.reason is Reason.CORRECTED
    assert {"guangming#2.7", "guangming#4.13"} <= {c.clause_id for c in answer.citations}


@pytest.mark.parametrize(("question", "own", "foreign"), PLACES)
def test_no_figure_of_another_place_is_given_for_the_one_asked(ask, question, own, foreign):
    answer = ask(question)
    if answer.reason is not Reason.CORRECTED:
        assert all(figure in answer.answer for figure in own)
        given = [c for c in answer.calculations if c.amount_yuan is not None]
        assert not [f for f in foreign if f in re.sub(r"(?m)^> .*$", "", answer.answer)], given
    else:
        assert not own
        assert "不能套用" in answer.answer


@pytest.mark.parametrize(("question", "own", "foreign"), PLACES)
def test_place_that_has_the_award_is_the_only_one_cited(ask, question, own, foreign):
    answer = ask(question)
    if own:
        assert len({c.document_id.removesuffix("-plan") for c in answer.citations}) == 1


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("广州开源社区项目补几成？", "guangzhou#2.1.3"),
        ("深圳市的软件企业营业收入首次达到五十亿元，奖多少？", "shenzhen#5.12"),
        ("深圳市的軟件企業營業收入首次達到五十億元，獎多少？", "shenzhen#5.12"),
    ],
)
def test_award_that_the_place_has_is_not_denied(ask, question, clause):
    answer = ask(question)
    assert answer.reason is not Reason.CORRECTED
    assert answer.citations[0].clause_id == clause


@pytest.mark.parametrize(("question", "document"), ELSEWHERE)
def test_award_of_another_place_is_said_to_be_of_another_place(ask, question, document):
    answer = ask(question)
    assert answer.reason is Reason.CORRECTED
    assert "不能套用" in answer.answer
    assert answer.citations[0].document_id == document
    assert not answer.calculations


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("营收首次达到10亿元奖多少？", {"shenzhen", "guangzhou", "guangming"}),
        ("首版次软件最高奖多少？", {"shenzhen", "guangzhou"}),
        ("深圳和广州的首版次软件分别奖多少？", {"shenzhen", "guangzhou"}),
        ("广州和光明区营收首次达到1亿元各奖多少？", {"guangzhou", "guangming"}),
        ("租金补贴", {"shenzhen", "guangming"}),
    ],
)
def test_places_are_set_side_by_side(ask, question, documents):
    answer = ask(question)
    assert documents <= {c.document_id for c in answer.citations}
    assert all(name in answer.answer for name in ("若干措施",))


def test_only_the_places_named_are_compared(ask):
    answer = ask("深圳和广州的首版次软件分别奖多少？")
    assert {c.document_id for c in answer.citations} == {"shenzhen", "guangzhou"}


@pytest.mark.parametrize("place", ["珠海", "北京", "上海", "苏州", "东莞"])
def test_place_without_a_document_is_refused_and_named(ask, place):
    answer = ask(f"{place}的软件企业营收首次达到10亿元奖多少？")
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.OTHER_PLACE)
    assert place in answer.answer
    assert not re.search(r"\d+万元", answer.answer)


def test_refusal_names_the_nearest_clause(ask):
    answer = ask("苏州的首版次软件最高奖多少？")
    nearest = answer.related[0]
    assert nearest.label in answer.answer
    assert nearest.title in answer.answer
    assert nearest.clause_id in {"shenzhen#6.19", "guangzhou#2.3.9"}


@pytest.mark.parametrize(
    "question", ["今天天气怎么样", "红烧肉怎么做", "写一首诗", "12345", "帮我写个Python排序", "你好", "Tell me a joke"]
)
def test_what_has_nothing_to_do_with_the_documents_is_out_of_scope(ask, question):
    answer = ask(question)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.OUT_OF_SCOPE)


@pytest.mark.parametrize("question", ["深圳的公积金缴费比例是多少？", "深圳养老保险缴费比例", "中国平安的股价"])
def test_figure_of_another_matter_is_refused(ask, question):
    assert ask(question).status is Status.REFUSED


@pytest.mark.parametrize("question", ["低空经济企业在深圳建起降点补多少？", "广州体育赛事赞助奖多少"])
def test_award_that_no_document_knows_is_refused(ask, question):
    answer = ask(question)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.NO_EVIDENCE)


@pytest.mark.parametrize("question", NOT_OURS)
def test_subsidy_of_another_trade_is_refused(ask, question):
    assert ask(question).status is Status.REFUSED


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("深圳（十二）说的是什么", "shenzhen#5.12"),
        ("光明区第十一条讲什么", "guangming#3.11"),
        ("深圳第19条是什么内容", "shenzhen#6.19"),
        ("深府规〔2022〕5号现在还有效吗", "shenzhen#8"),
    ],
)
def test_clause_that_is_named_by_number_is_given(ask, question, clause):
    assert ask(question).citations[0].clause_id == clause


def test_each_part_of_a_question_finds_its_clause(ask):
    answer = ask("深圳的首版次和软件名园分别奖多少？")
    assert {"shenzhen#6.19", "shenzhen#3.9"} <= {c.clause_id for c in answer.citations}


def test_clauses_nearby_are_offered_and_not_cited(ask):
    answer = ask("深圳首版次最高奖多少？")
    assert answer.related
    assert not {c.clause_id for c in answer.related} & {c.clause_id for c in answer.citations}


def test_company_elsewhere_that_asks_for_no_award_in_particular_is_refused(ask):
    answer = ask("珠海的公司能拿深圳的奖吗")
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.OTHER_PLACE)
    assert ask("珠海的公司搬到深圳有什么奖励").status is Status.ANSWERED


@pytest.mark.parametrize("question", ["番禺区的软件人才公寓一个月租金多少钱？", "东莞市对购置研发设备补百分之几？"])
def test_amount_of_a_place_that_a_clause_merely_names_is_not_made_up(ask, question):
    answer = ask(question)
    assert answer.calculations == () or all(c.amount_yuan is None for c in answer.calculations)


def test_provisions_that_share_the_words_asked_for_are_listed_together(ask):
    cited = {citation.clause_id for citation in ask("光明区哪些事项写的是一事一议？").citations}
    assert {"guangming#1.2", "guangming#3.9"} <= cited
