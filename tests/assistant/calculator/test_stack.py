from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from assistant.calculator import Verdict, calculate, combine, load_rules, read_facts
from assistant.calculator.ruling import ruling
from assistant.types import Outcome

ON = date(2026, 11, 20)


def claim(award_id, **values):
    return calculate(load_rules().award(award_id), read_facts(values), on=ON)


def texts(result):
    return [step.text for step in result.steps]


def verdict(first, second):
    return ruling(load_rules().award(first), load_rules().award(second))


@pytest.mark.parametrize(
    ("first", "second", "expected", "clause"),
    [
        ("guangming#3.10/b", "shenzhen#3.9/a", Verdict.ADDED, "guangming#6.19"),
        ("shenzhen#3.9/a", "guangming#3.10/b", Verdict.ADDED, "shenzhen#8"),
        ("guangming#5.15/b", "guangdong#1.4/b", Verdict.ADDED, "guangming#6.19"),
        ("shenzhen#5.12/a", "guangdong#1.3/a", Verdict.SILENT, None),
        ("guangming#2.7/b", "guangzhou#2.2.5/a", Verdict.SILENT, None),
        ("guangzhou#2.2.5/a", "guangzhou#2.2.6/a", Verdict.SEPARATE, None),
        ("guangming#3.11/a", "guangming#3.11/b", Verdict.SILENT, None),
        ("shenzhen#5.12/a", "guangzhou#2.2.5/a", Verdict.EXCLUDED, "shenzhen#8"),
        ("shenzhen#5.12/a", "guangzhou#2.2.6/a", Verdict.SILENT, None),
    ],
)
def test_documents_decide_what_may_be_had_together(first, second, expected, clause):
    found = verdict(first, second)
    assert (found.verdict, found.provision and found.provision.clause) == (expected, clause)


def test_verdict_does_not_depend_on_who_comes_first():
    awards = load_rules().awards[::5]
    assert all(ruling(a, b).verdict is ruling(b, a).verdict for a, b in combinations(awards, 2))


def test_district_and_city_are_added_by_the_clause_that_says_so():
    total = combine([claim("guangming#3.10/b", level="国家级"), claim("shenzhen#3.9/a", level="国家级")], on=ON)
    assert (total.outcome, total.amount_yuan, total.bound) == (Outcome.AMOUNT, 6_200_000, "exact")
    assert total.award_id == "guangming#3.10/b+shenzhen#3.9/a"
    quotes = {step.quote for step in total.steps}
    assert "本措施原则上同市级以上政策可叠加享受" in quotes
    assert "120万元 + 500万元 = 620万元" in texts(total)


def test_silent_documents_give_no_sum():
    total = combine([claim("guangdong#1.3/a", project_total="1亿"), claim("shenzhen#3.9/a", level="国家级")], on=ON)
    assert (total.outcome, total.amount_yuan) == (Outcome.NO_FIXED_AMOUNT, None)
    assert any("文件未规定能否叠加" in text for text in texts(total))


def test_like_supports_of_one_level_leave_the_higher():
    total = combine([claim("shenzhen#5.12/a", revenue="100亿"), claim("guangzhou#2.2.5/a", revenue="10亿")], on=ON)
    assert (total.amount_yuan, total.award_id) == (3_000_000, "shenzhen#5.12/a")
    assert any("减少 200万元" in text for text in texts(total))


def test_joint_ceiling_takes_off_what_is_over_and_quotes_itself():
    total = combine([claim("guangming#4.12/a"), claim("guangming#4.12/b", revenue_growth="25%")], on=ON)
    assert (total.amount_yuan, total.bound) == (500_000, "upper")
    assert "合计不超过上限 50万元，减少 10万元，合计 50万元" in texts(total)


def test_local_support_together_stays_within_the_audited_investment():
    facts = read_facts({"audited_investment": "2500万", "local_finance_received": "300万"})
    claims = [claim("shenzhen#2.4/a", project_total="4000万"), claim("guangming#1.2/a", investment="1亿")]
    total = combine(claims, on=ON, facts=facts)
    assert total.amount_yuan == 22_000_000
    assert total.steps[-2].clause_id == "shenzhen#8"


def test_claim_without_an_amount_is_named_and_not_counted():
    total = combine([claim("shenzhen#2.5/a"), claim("shenzhen#3.9/a", level="市级")], on=ON)
    assert (total.amount_yuan, total.award_id) == (2_000_000, "shenzhen#3.9/a")
    assert any("不计入" in text for text in texts(total))


def test_nothing_to_combine_is_an_error():
    with pytest.raises(ValueError, match="nothing to combine"):
        combine([claim("shenzhen#2.5/a")], on=ON)


def test_range_keeps_its_bottom_in_the_sum():
    claims = [claim("shenzhen#2.4/b", operating_cost="1000万"), claim("shenzhen#5.12/a", revenue="10亿")]
    total = combine(claims, on=ON)
    assert (total.bound, total.amount_yuan, total.at_least_yuan) == ("range", 4_500_000, 2_500_000)


def test_worst_standing_colours_the_total():
    claims = [claim("guangming#3.10/b", level="市级"), claim("shenzhen#3.9/a", level="市级")]
    assert combine(claims, on=ON).standing == "draft"
    assert combine([replace(claims[1])], on=ON).standing == "in_force"
