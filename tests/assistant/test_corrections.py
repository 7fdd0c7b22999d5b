from datetime import date

import pytest

from assistant.attempt import attempt_at
from assistant.calculator import load_rules
from assistant.corrections import belonging, false_claims
from assistant.understand import understand

ON = date(2026, 11, 20)


def tried(question, award_id):
    query = understand(question)
    return query, [attempt_at(query, load_rules().award(award_id), ON)]


def test_figure_of_another_place_on_the_same_matter_is_told_with_its_award():
    query, attempts = tried("光明区首次10亿奖50万对吗", "guangming#2.7/b")
    assert [(said, award.id) for said, award in belonging(query, attempts)] == [("10亿奖50万", "shenzhen#5.12/a")]


def test_figure_that_is_a_fact_belongs_to_nobody():
    query, attempts = tried("光明新引进企业营收首次达到10亿奖多少", "guangming#2.7/b")
    assert not list(belonging(query, attempts))


def test_claim_that_is_neither_rule_nor_result_is_false():
    _, attempts = tried("广州营收首次达到10亿，能拿900万吗", "guangzhou#2.2.5/a")
    assert false_claims(attempts) == ("900万",)


def test_claim_that_the_calculation_bears_out_is_not_false():
    _, attempts = tried("广州营收首次达到10亿，能拿200万吗", "guangzhou#2.2.5/a")
    assert not false_claims(attempts)


def test_nothing_tried_claims_nothing():
    assert false_claims([]) == ()
    assert not list(belonging(understand("奖多少"), []))


@pytest.mark.parametrize(
    ("question", "award_id", "said", "owner"),
    [
        ("广州营收首次满5000万奖150万，对不对", "guangzhou#2.2.5/a", "5000万奖150万", "guangming#2.7/b"),
        ("深圳是不是首次过1亿就给70万", "shenzhen#5.12/a", "1亿就给70万", "guangzhou#2.2.5/a"),
    ],
)
def test_a_tier_of_another_place_is_told_whose_it_is_even_if_both_know_the_amount(question, award_id, said, owner):
    query, attempts = tried(question, award_id)
    assert [(words, award.id) for words, award in belonging(query, attempts)] == [(said, owner)]


def test_a_tier_of_the_award_itself_belongs_to_nobody_else():
    query, attempts = tried("光明首次到5000万的奖150万，还要什么条件", "guangming#2.7/b")
    assert not list(belonging(query, attempts))


def test_figure_of_another_matter_is_told_with_the_award_that_the_question_speaks_of():
    query, attempts = tried("深圳对企业拿到的风投创投投资按10%补，是吧", "shenzhen#7.20/a")
    assert [award.id for _, award in belonging(query, attempts)] == ["guangming#5.15/a"]
