from datetime import date

import pytest

from assistant.calculator import load_rules
from assistant.suiting import suited, with_undecided
from assistant.types import Outcome
from assistant.understand import understand

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("question", "award_id", "chosen"),
    [
        ("首版次软件，我们是用户单位，采购额500万，深圳补多少", "shenzhen#6.19/a", "shenzhen#6.19/b"),
        ("光明区普通园区租600平米，一年补多少", "guangming#3.11/a", "guangming#3.11/b"),
        ("广州软件公司营收首次到11亿，奖多少", "guangzhou#2.2.5/b", "guangzhou#2.2.5/a"),
    ],
)
def test_award_that_the_facts_rule_out_gives_way_to_the_one_they_speak_for(question, award_id, chosen):
    award = load_rules().award(award_id)
    rivals = [a for a in load_rules().of_clause(award.clause_id) if a.id != award_id]
    attempt = suited(understand(question), award, rivals, ON)
    assert attempt.award.id == chosen
    assert attempt.calculation.outcome is Outcome.AMOUNT


def test_company_that_is_no_high_tech_enterprise_gets_no_other_subsidy_instead():
    query = understand("我们不是高新技术企业，贷款3000万、利率4%，省里按35%贴息吗")
    award = load_rules().award("guangdong#1.4/b")
    rivals = [a for a in load_rules().of_clause(award.clause_id) if a.id != award.id]
    assert suited(query, award, rivals, ON).calculation.outcome is Outcome.NOT_ELIGIBLE


def test_park_that_the_question_leaves_open_gives_both_subsidies_the_higher_first():
    query = understand("光明租了800平办公室，一年补多少")
    first = suited(query, load_rules().award("guangming#3.11/b"), [], ON)
    assert [a.award.id for a in with_undecided(query, [first], ON)] == ["guangming#3.11/a", "guangming#3.11/b"]


def test_what_a_caller_spends_does_not_speak_for_a_clause_that_names_the_same_figure(ask):
    answer = ask("光明一年买区内算力500万，连着三年一共补多少")
    assert [c.award_id for c in answer.calculations] == ["guangming#1.2/c"]


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("我们是江西南昌的高企，贷款1000万、利率5%，广东35%的贴息给不给", Outcome.NOT_ELIGIBLE),
        ("公司在佛山，高企，贷款1000万、利率5%，省里35%的贴息多少", Outcome.AMOUNT),
        ("我们从南昌搬到广东了，高企，贷款1000万、利率5%，省里35%的贴息多少", Outcome.AMOUNT),
    ],
)
def test_an_address_outside_the_province_rules_its_own_companies_awards_out(question, outcome):
    award = load_rules().award("guangdong#1.4/b")
    assert suited(understand(question), award, [], ON).calculation.outcome is outcome


def test_every_part_of_a_question_gets_the_award_whose_title_speaks_of_it(ask):
    answer = ask("深圳的园：评上省级名园、考核优秀、入驻企业的房租，分别给多少？")
    assert {c.award_id for c in answer.calculations} == {"shenzhen#3.9/a", "shenzhen#3.9/b", "shenzhen#3.9/c"}


def test_just_as_many_things_as_a_clause_has_awards_are_all_given(ask):
    answer = ask("深圳首版次软件推广应用，三项资助各最多给多少？")
    assert {c.award_id for c in answer.calculations} == {"shenzhen#6.19/a", "shenzhen#6.19/b", "shenzhen#6.19/c"}


def test_a_seller_elsewhere_is_no_local_seller(ask):
    answer = ask("我们在光明，向北京的平台买算力，一年400万，能补多少？")
    assert answer.calculations[0].outcome is Outcome.NOT_ELIGIBLE
