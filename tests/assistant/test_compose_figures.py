"""The figure first, how it is meant, how it came about, what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.calculator import calculate, load_rules, read_facts
from assistant.compose_figures import spoken_line
from assistant.types import Language, Outcome

ON = date(2026, 11, 20)


def first_line(answer):
    return answer.answer.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "figure", "word"),
    [
        ("深圳软件企业营收首次达到10亿元，奖多少？", "50万元", "定额"),
        ("广州软件企业年营收首次达到5亿元，奖多少？", "100万元", "最高"),
        ("深圳承担基础软件重大攻关的核心团队，财政支持多少？", "1亿元", "1000万元"),
        ("深圳首版次软件开发商，审定销售额2000万元，资助多少？", "600万元", "最高"),
    ],
)
def test_figure_stands_in_the_first_line_with_how_it_is_meant(ask, question, figure, word):
    line = first_line(ask(question))
    assert figure in line
    assert word in line
    assert line.endswith("[1]")


def test_arithmetic_is_shown(ask):
    steps = ask("深圳首版次软件开发商，审定销售额2000万元，资助多少？").answer
    assert "2000万元 × 30%" in steps
    assert "600万元" in steps


def test_cap_that_cut_the_amount_is_shown(ask):
    steps = ask("深圳首版次软件开发商，审定销售额4000万元，资助多少？").answer
    assert "1200万元" in steps
    assert "1000万元" in steps


def test_what_is_not_verified_is_said(ask):
    assert "未核验" in ask("深圳首版次软件开发商，审定销售额2000万元，资助多少？").answer


def test_other_reading_of_an_unclear_text_is_told(ask):
    assert "另一种读法" in ask("深圳软件企业营收首次达到10亿元，奖多少？").answer


def test_missing_fact_is_asked_with_its_own_question(ask):
    answer = ask("光明区的租金补贴怎么算？")
    missing = answer.calculations[0].missing[0]
    assert missing.question in answer.answer
    assert missing.question.endswith("？")


def test_reason_of_a_no_is_given_with_the_clause(ask):
    answer = ask("深圳软件企业营收首次达到9亿元，奖多少？")
    assert answer.calculations[0].outcome is Outcome.NOT_ELIGIBLE
    assert "不符合" in first_line(answer)
    assert "未达到最低一档" in answer.answer
    assert "首次达到10亿元、50亿元、100亿元" in answer.answer


def test_no_amount_is_read_aloud_where_there_is_none(ask):
    spoken = ask("深圳软件企业营收首次达到9亿元，奖多少？").spoken
    assert "不符合" in spoken
    assert "五十万" not in spoken


def test_correction_comes_first_and_the_right_figure_after(ask):
    answer = ask("听说深圳软件企业营收首次达到10亿元能拿200万，对吗？")
    assert "不对" in first_line(answer)
    assert "200万" in first_line(answer)
    assert "50万元" in answer.answer


def test_ceiling_of_a_whole_document_is_cited_where_it_colours_the_figure(ask):
    answer = ask("广州软件企业年营收首次达到5亿元，奖多少？")
    assert "guangzhou#3.3" in {c.clause_id for c in answer.citations}


def test_several_awards_are_each_given_with_their_clause(ask):
    answer = ask("深圳的首版次和软件名园分别最高奖多少？")
    assert {c.clause_id for c in answer.calculations} == {"shenzhen#6.19", "shenzhen#3.9"}
    assert all(f"[{n}]" in answer.answer for n in (1, 2))


def test_english_figures_are_introduced_in_english(ask):
    answer = ask("How much does Guangzhou award a software company whose revenue first reaches 500 million yuan?")
    assert first_line(answer).startswith("At most **100万元** (RMB 1,000,000; a ceiling)")


def test_ceiling_of_several_years_shows_how_it_comes_about(ask):
    answer = ask("光明区其他产业园的租金补贴怎么算？")
    assert first_line(answer).startswith("最多 **540万元**（180万元 × 3年）")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"revenue": "12亿"},
            "可得五十万元（定额）。依据深圳市若干措施五、（十二），营业收入首次达标奖励；该文件现行有效。",
        ),
        ({"revenue": "9亿"}, "按您说的情况，不符合这一条：九亿元，未达到最低一档十亿元。"),
        ({}, "还差一项"),
    ],
)
def test_a_calculation_has_a_line_of_its_own_to_read_aloud(facts, said):
    award = load_rules().award("shenzhen#5.12/a")
    line = spoken_line(calculate(award, read_facts(facts), on=ON), on=ON)
    assert said in line
    assert not any(c.isdigit() for c in line)


def test_the_line_of_a_calculation_follows_the_language():
    award = load_rules().award("shenzhen#5.12/a")
    line = spoken_line(calculate(award, read_facts({"revenue": "12亿"}), on=ON), on=ON, language=Language.ENGLISH)
    assert "fixed)" in line
    assert "in force" in line


def test_a_ceiling_without_a_rate_is_told_as_that(ask):
    said = first_line(ask("深圳的开源社区代码贡献奖按几成算？"))
    assert said.startswith("文件规定的上限是 **500万元**。**文件没有写明比例或计算标准。**")
