"""Sums that a question asks for: companies, awards, years, and what a project's ceiling leaves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.types import Outcome


@pytest.mark.parametrize(
    ("question", "award", "amount"),
    [
        ("集团在广州有三家子公司，今年都新认定成省级专精特新中小企业，加起来多少？", "guangzhou#2.1.2/b", 600_000),
        ("深圳园区被认定省级软件名园，考核又拿优秀，两笔加起来给多少？", "shenzhen#3.9/b+shenzhen#3.9/a", 4_000_000),
        (
            "光明区做基础软件，股改、受理、敲钟都走完了，区里三步奖励加深圳市的上市资助合计最多多少？",
            "guangming#4.14/c+shenzhen#7.20/b",
            10_000_000,
        ),
        ("光明买区内算力，第一年500万，第二年800万，第三年300万，三年加起来补多少？", "guangming#1.2/c", 4_400_000),
        ("我们头三年买区内算力分别花300万、500万、800万，光明三年合计补多少？", "guangming#1.2/c", 4_400_000),
    ],
)
def test_sum_is_worked_out_from_the_single_amounts(ask, question, award, amount):
    first = ask(question).calculations[0]
    assert (first.award_id, first.amount_yuan) == (award, amount), first.steps


def test_single_amount_is_given_where_no_sum_is_asked(ask):
    first = ask("集团在广州有三家子公司，其中一家今年新认定成省级专精特新中小企业，奖多少？").calculations[0]
    assert first.amount_yuan == 200_000


def test_what_a_project_may_still_have_is_the_investment_less_what_it_had(ask):
    answer = ask("深圳一个项目拿过国家支持，审计认定投资额2500万，市财政已经给了1800万，区里最多还能给多少？")
    first = answer.calculations[0]
    assert (first.outcome, first.amount_yuan) == (Outcome.AMOUNT, Decimal(7_000_000))
    assert first.clause_id == "shenzhen#8"
    assert first.clause_id in [citation.clause_id for citation in answer.citations]


def test_line_of_a_sum_shows_every_part(ask):
    first = ask("集团在广州有三家子公司，今年都新认定成省级专精特新中小企业，加起来多少？").calculations[0]
    assert "3家 × 20万元 = 60万元" in [step.text for step in first.steps]
