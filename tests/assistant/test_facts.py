from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calculator import Asked, Span, load_inputs, load_rules
from assistant.facts import Unclearness, asked, read_facts

QUESTIONS = yaml.safe_load((Path(__file__).parent / "fact_questions.yaml").read_text(encoding="utf-8"))
LEVELS = {"guangdong": "省", "guangzhou": "市", "shenzhen": "市", "guangming": "区"}
# Two revenues tell these as well, whether they are asked for or not.
FOLLOWING = {"revenue_growth", "revenue_increment", "revenue_before"}


def read(row: dict[str, Any]) -> Any:
    return read_facts(row["question"], wanted=keys(row), level=LEVELS[row["award"].partition("#")[0]])


def keys(row: dict[str, Any]) -> tuple[str, ...]:
    return load_rules().keys(load_rules().award(row["award"]))


def matches(wanted: Any, value: Any) -> bool:
    match wanted:
        case "< 0":
            return value.high is not None and value.high < 0
        case "> 0":
            return value.low > 0
        case bool():
            return value is wanted
        case [low, high] if isinstance(value, Span):
            return (value.low, value.high) == (Fraction(low), Fraction(high))
        case list():
            return [v if isinstance(v, str) else v.low for v in value] == [
                w if isinstance(w, str) else Fraction(w) for w in wanted
            ]
        case _ if isinstance(value, Span):
            return value.is_exact and value.low == Fraction(wanted)
        case _:
            return bool(value == wanted)


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["question"])
def test_the_stated_facts_are_read_and_no_others(row: dict[str, Any]) -> None:
    facts = read(row).facts
    for key, wanted in row["facts"].items():
        found = [facts[k].value for k in key.split("|") if k in facts]
        assert found, f"{key} is not read"
        assert matches(wanted, found[0]), f"{key}: {found[0]}"
    listed = {k for key in row["facts"] for k in key.split("|")} | FOLLOWING
    numbers = {k for k in facts if load_inputs()[k].type.is_number and (k in keys(row) or k == "amount")}
    assert numbers - {"years"} <= listed


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["question"])
def test_what_is_hoped_for_is_a_claim_and_what_is_unsaid_is_named(row: dict[str, Any]) -> None:
    reading = read(row)
    assert [c.text for c in reading.claims] == row.get("claims", [])
    assert [f"{u.reason.value} {u.key}" for u in reading.unclear] == row.get("unclear", [])
    assert list(reading.unknown) == row.get("unknown", [])


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["question"])
def test_the_question_says_what_is_wanted(row: dict[str, Any]) -> None:
    assert asked(row["question"]).value == row.get("asked", "amount")


def test_an_amount_that_no_word_names_goes_to_the_one_input_still_wanted() -> None:
    assert read_facts("有600万，能补多少", wanted=("event_cost", "filed")).facts["event_cost"].value == Span.exactly(
        6_000_000
    )


def test_an_amount_that_no_word_names_stays_an_amount_when_two_inputs_are_wanted() -> None:
    facts = read_facts("有600万，能补多少", wanted=("event_cost", "paid_in_capital")).facts
    assert set(facts) == {"amount"}


def test_profit_and_tax_are_no_facts() -> None:
    facts = read_facts("年营收5亿，利润3000万，纳税800万，能奖多少", wanted=("revenue",)).facts
    assert {key: fact.value for key, fact in facts.items()} == {"revenue": Span.exactly(500_000_000)}


def test_an_earlier_turn_is_built_on_and_a_later_one_counts() -> None:
    reading = read_facts("要是八百平呢", wanted=("area", "rent_per_m2_month"), history=("租了600平，租金60元/平/月",))
    assert reading.facts["area"].value == Span.exactly(800)
    assert reading.facts["rent_per_m2_month"].value == Span.exactly(60)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("营收首次达到500", Unclearness.NO_UNIT),
        ("营收1.5亿美元", Unclearness.FOREIGN_CURRENCY),
        ("年营收-12亿", Unclearness.NEGATIVE),
        ("贷款利率300%，本金500万", Unclearness.OUT_OF_RANGE),
    ],
)
def test_a_figure_that_cannot_be_meant_is_asked_back_and_never_used(text: str, reason: Unclearness) -> None:
    reading = read_facts(text, wanted=("revenue", "annual_rate"))
    assert [u.reason for u in reading.unclear] == [reason]
    assert not {"revenue", "annual_rate", "amount"} & set(reading.facts)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("还不是高新技术企业", "is_hitech", False),
        ("高企资质过期了", "is_hitech", False),
        ("我们是高企", "is_hitech", True),
        ("需要是高企吗", "is_hitech", None),
        ("还没上市", "listed", False),
        ("准备明年上市", "listed", None),
        ("没备案", "filed", False),
        ("没备过案", "filed", False),
        ("备过案", "filed", True),
        ("要不要备案", "filed", None),
        ("事先备案了", "filed", True),
        ("不是规上", "above_scale", False),
        ("刚升规", "above_scale", True),
        ("落户奖励有多少", "newly_settled", None),
        ("刚落户光明", "newly_settled", True),
        ("落户三年了", "newly_settled", False),
    ],
)
def test_a_flag_is_yes_no_or_not_said(text: str, key: str, value: bool | None) -> None:
    fact = read_facts(text).facts.get(key)
    assert (None if fact is None else fact.value) is value


@pytest.mark.parametrize(
    ("text", "level", "value"),
    [
        ("市级另一项同类补助我们已经领到了，这条还能申请不", "市", True),
        ("已经享受过省级同类奖励，还能再拿吗", "市", None),
        ("和其他同类政策能不能一起拿", "市", None),
        ("没有享受同类优惠", "市", False),
    ],
)
def test_another_support_counts_when_it_was_received_at_the_same_level(
    text: str, level: str, value: bool | None
) -> None:
    fact = read_facts(text, level=level).facts.get("same_level_other")
    assert (None if fact is None else fact.value) is value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("具体按几成给", Asked.RATE),
        ("奖励比例是多少", Asked.RATE),
        ("最高能拿多少", Asked.CEILING),
        ("封顶多少", Asked.CEILING),
        ("三年一共能补多少", Asked.TOTAL),
        ("能拿多少", Asked.AMOUNT),
        ("之前累计领过260万，还剩多少额度", Asked.AMOUNT),
    ],
)
def test_rate_total_and_ceiling_are_told_apart(text: str, wanted: Asked) -> None:
    assert asked(text) is wanted


@given(
    st.text(
        alphabet=st.sampled_from("营收达到亿万元年补能拿吗已领过档按%3.5一三，。？有没未是级市省平租金月贷款利率的了"),
        max_size=40,
    )
)
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    reading = read_facts(text, wanted=("revenue", "already_received"))
    assert set(reading.facts) <= set(load_inputs())
    asked(text)


@pytest.mark.parametrize(
    ("before", "after", "revenue"),
    [
        ("营收首次达到50亿元", "那100亿呢？", 10_000_000_000),
        ("营收首次达到100亿元", "要是50亿元", 5_000_000_000),
        ("营收首次达到100亿元", "换成10亿", 1_000_000_000),
    ],
)
def test_a_bare_amount_of_a_follow_up_stands_in_the_place_of_the_one_before(before, after, revenue):
    reading = read_facts(after, wanted=("revenue", "already_received", "other_same_level_amount"), history=(before,))
    assert reading.facts["revenue"].value.low == revenue


def test_a_bare_amount_that_might_be_one_of_two_replaces_neither():
    reading = read_facts("那100万呢", wanted=("revenue", "investment"), history=("营收5亿元，投资2000万元",))
    assert reading.facts["revenue"].value.low == 500_000_000
    assert reading.facts["investment"].value.low == 20_000_000


def test_a_tier_that_is_asked_for_is_not_what_was_reached():
    facts = read_facts("去年营收4.9亿，五亿那档算不算到了", wanted=("revenue",)).facts
    assert facts["revenue"].value == Span.exactly(490_000_000)


def test_a_tier_is_what_was_reached_where_nothing_else_is_told():
    assert read_facts("5亿那档奖多少", wanted=("revenue",)).facts["revenue"].value == Span.exactly(500_000_000)


def test_what_was_rewarded_before_is_not_what_is_asked_for_now():
    facts = read_facts("市级专精特新前年领过奖，今年新评上国家级小巨人", wanted=("enterprise_kind",)).facts
    assert facts["enterprise_kind"].value == "专精特新“小巨人”企业"


def test_never_having_had_an_award_denies_nothing_else():
    assert read_facts("新引进企业从没领过奖", wanted=("newly_settled",)).facts["newly_settled"].value is True


def test_a_rent_that_is_hoped_for_as_a_subsidy_is_a_claim():
    reading = read_facts("租了500平，要按25元一平的租金补贴算", wanted=("area", "rent_per_m2_month"))
    assert "rent_per_m2_month" not in reading.facts
    assert [claim.text for claim in reading.claims] == ["25元一平"]


def test_a_sum_that_the_caller_wants_confirmed_is_a_claim():
    assert [c.text for c in read_facts("这么算下来一年216000元对吧？").claims] == ["216000元"]
