from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest

from assistant.calculator import match, read_profile
from assistant.calculator.ruling import rulings
from assistant.errors import BadValue, UnknownName

ON = date(2026, 11, 20)
COMPANY = {
    "place": "光明",
    "revenue": "12亿",
    "newly_settled": True,
    "above_scale": "是",
    "first_time": True,
    "area": "800平方米",
    "rent_per_m2_month": "60元/平方米/月",
    "interest_paid": "138万",
    "listing_stage": ["股改", "受理"],
    "principal": "4000万",
}


def matched(**values):
    return match(read_profile(values), on=ON)


def ids(calculations):
    return [c.award_id for c in calculations]


def test_claims_have_amounts_from_the_facts_of_the_company():
    amounts = {c.award_id: c.amount_yuan for c in matched(**COMPANY).claims}
    assert amounts["guangming#2.7/b"] == 10_000_000
    assert amounts["guangming#3.11/a"] == 288_000
    assert amounts["shenzhen#5.12/a"] == 500_000
    assert amounts["guangdong#1.4/a"] == 1_200_000


def test_only_documents_that_reach_the_place_are_tried():
    found = matched(place="广州", revenue="12亿")
    every = [*found.claims, *found.selective, *found.asks, *found.open, *found.ruled_out]
    assert {c.clause_id.partition("#")[0] for c in every} == {"guangzhou", "guangdong", "guangdong-plan"}


def test_each_award_is_told_once():
    found = matched(**COMPANY)
    every = ids([*found.claims, *found.selective, *found.asks, *found.open, *found.ruled_out])
    assert len(every) == len(set(every))


def test_best_is_permitted_and_no_other_permitted_combination_is_worth_more():
    found = matched(**COMPANY)
    weights = {c.award_id: Fraction(c.amount_yuan) for c in found.claims}
    apart = {frozenset((r.first, r.second)) for r in found.apart}
    best = max(
        sum((weights[i] for i in chosen), Fraction(0))
        for size in range(len(weights) + 1)
        for chosen in combinations(weights, size)
        if not any(frozenset(pair) in apart for pair in combinations(chosen, 2))
    )
    assert found.best.amount_yuan == best
    assert not any(frozenset(pair) in apart for pair in combinations(found.together, 2))


def test_rival_claims_are_shown_side_by_side_with_the_reason():
    apart = {(r.first, r.second): r.text for r in matched(**COMPANY).apart}
    assert "文件未规定能否叠加" in apart["guangming#3.11/a", "guangming#3.11/b"]


def test_two_shares_of_one_sum_are_not_added_unasked():
    found = matched(place="深圳", project_total="2000万", recognised=True)
    pair = next(r for r in found.apart if {r.first, r.second} == {"shenzhen#2.3/c", "shenzhen#6.18/a"})
    assert "都按同一笔" in pair.text
    assert len(found.together) == 1


def test_what_an_authority_selects_is_not_counted_as_certain():
    found = matched(place="深圳", project_total="2000万")
    assert "shenzhen#6.18/a" in ids(found.selective)
    assert found.best is None


def test_company_of_which_nothing_is_known_claims_nothing():
    found = matched(place="光明区")
    assert (found.claims, found.best, found.together) == ((), None, ())


def test_excluded_by_a_fact_is_told_with_the_reason():
    found = matched(place="光明区", area="300平方米", above_scale=True, newly_settled=True)
    refused = {c.award_id: c.steps[0].text for c in found.ruled_out}
    assert refused["guangming#3.11/a"] == "不满足：租赁产业用房面积500平方米以上（300平方米）"


def test_rulings_cover_every_two_claims():
    claims = ids(matched(**COMPANY).claims)
    assert len(rulings(claims)) == len(claims) * (len(claims) - 1) // 2


@pytest.mark.parametrize(
    ("profile", "error", "message"),
    [
        ({"revenue": "1亿"}, BadValue, "place"),
        ({"place": "月球"}, UnknownName, "月球"),
        ({"place": "深圳", "revenu": "1亿"}, UnknownName, "revenue"),
    ],
)
def test_profile_that_cannot_be_read_says_what_would_be_right(profile, error, message):
    with pytest.raises(error, match=message):
        read_profile(profile)
