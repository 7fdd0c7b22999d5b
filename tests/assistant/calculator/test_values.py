from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from assistant.calculator import Span, read_fact, read_facts
from assistant.calculator.case import shown
from assistant.errors import BadValue, UnknownName


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("revenue", "1.2亿", 120_000_000),
        ("revenue", "120000000", 120_000_000),
        ("revenue", 120000000, 120_000_000),
        ("revenue", "12,000,000元", 12_000_000),
        ("annual_rate", "3.45%", Fraction(69, 2000)),
        ("annual_rate", 0.0345, Fraction(69, 2000)),
        ("area", "800平", 800),
        ("rent_per_m2_month", "60元/平方米/月", 60),
        ("rent_per_m2_month", "60元", 60),
        ("loan_years", "18个月", Fraction(3, 2)),
        ("months", "半年", 6),
        ("csmm_level", "三级", 3),
        ("csmm_level", 3, 3),
        ("count", "5个", 5),
    ],
)
def test_numbers_are_read_in_the_unit_of_their_input(key, value, expected):
    assert read_fact(key, value).value == Span.exactly(Fraction(expected))


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("listed", "是", True),
        ("listed", False, False),
        ("level", "国家级", "国家级"),
        ("listing_stage", ["股改", "受理"], ("完成股份制改造", "申请材料获受理")),
        ("date", "2026-11-20", "2026-11-20"),
        ("date", date(2026, 11, 20), "2026-11-20"),
    ],
)
def test_answers_options_and_days_are_read(key, value, expected):
    assert read_fact(key, value).value == expected


def test_several_sums_are_kept_apart():
    fact = read_fact("granted", ["600万", "900万"])
    assert fact.value == (Span.exactly(6_000_000), Span.exactly(9_000_000))
    assert fact.said == "600万、900万"


def test_interval_and_approximation_are_kept():
    assert read_fact("revenue", "5到10亿").value == Span(Fraction(5 * 10**8), Fraction(10**9))
    assert read_fact("revenue", "500来万").approximate


def test_empty_fields_of_a_form_are_no_facts():
    assert read_facts({"revenue": "", "area": None, "listed": False}).keys() == {"listed"}


@pytest.mark.parametrize(
    ("key", "value", "error", "message"),
    [
        ("revenu", "1亿", UnknownName, "revenue"),
        ("revenue", "1.5亿美元", BadValue, "1.2亿元"),
        ("revenue", "很多", BadValue, "很多"),
        ("revenue", "800平方米", BadValue, "读不出"),
        ("revenue", True, BadValue, "True"),
        ("revenue", ["1亿", "2亿"], BadValue, "只能有一个值"),
        ("level", "县级", UnknownName, "省级|国家级|市级"),
        ("listed", "也许", BadValue, "是 或 否"),
        ("date", "明天", BadValue, "2026-11-20"),
    ],
)
def test_value_that_cannot_be_read_says_what_would_be_right(key, value, error, message):
    with pytest.raises(error, match=message):
        read_fact(key, value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("revenue", "约10亿"),
        ("revenue", "5亿到10亿"),
        ("revenue", "1亿元以上"),
        ("annual_rate", "3.45%"),
        ("area", "800平"),
        ("rent_per_m2_month", "60元"),
        ("loan_years", "18个月"),
        ("year_index", "第3年"),
        ("csmm_level", "四级"),
        ("first_time", "是"),
        ("level", "国家级、省级"),
        ("park_revenue", "1亿"),
        ("date", "2026-11-20"),
    ],
)
def test_a_fact_as_it_is_shown_reads_back_as_the_same_fact(key, value):
    fact = read_fact(key, value)
    again = read_fact(key, shown(fact))
    assert again.value == fact.value
    assert shown(again) == shown(fact)


def test_several_values_may_stand_in_one_text_where_an_input_takes_many():
    assert read_fact("level", "国家级、省级").value == ("国家级", "省级")
    with pytest.raises(BadValue):
        read_fact("revenue", "1亿、2亿")
