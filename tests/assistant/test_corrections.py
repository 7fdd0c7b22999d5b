from datetime import date

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
    assert [(said, award.id) for said, award in belonging(query, attempts)] == [("50万", "shenzhen#5.12/a")]


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
