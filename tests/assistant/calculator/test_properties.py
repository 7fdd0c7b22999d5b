"""What holds of every award whatever the numbers: order, ceilings, exactness."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculator import Asked, Fact, InputType, Span, calculate, load_inputs, load_rules
from assistant.calculator.schema import Fixed, Level, Open, PerUnit, Upto
from assistant.types import Outcome

ON = date(2026, 11, 20)
AWARDS = load_rules().awards
IDS = [award.id for award in AWARDS]
FEN = st.integers(1, 10**14).map(lambda fen: Fraction(fen, 100))


def fact(key, number):
    value = Span.exactly(Fraction(number)) if not isinstance(number, bool | str) else number
    return Fact(key, value, str(number))


def facts(**values):
    return {key: fact(key, value) for key, value in values.items()}


def amount(award, given_facts, asked=Asked.AMOUNT):
    result = calculate(award, given_facts, on=ON, asked=asked)
    return result.amount_yuan if result.outcome is Outcome.AMOUNT else None


def base_of(award):
    """The fact that the award's formula grows with, and the others that it needs."""
    if award.kind == "interest":
        return ("principal", facts(annual_rate="1/25")) if award.share else ("principal", {})
    if isinstance(award, PerUnit):
        return ("area", facts(rent_per_m2_month=Fraction(1000))) if award.rent else (None, {})
    if isinstance(award, Fixed | Upto | Level | Open):
        return None, {}
    return award.base, {}


GROWING = [award for award in AWARDS if base_of(award)[0] is not None]


@pytest.mark.parametrize("award", GROWING, ids=[a.id for a in GROWING])
@given(one=FEN, other=FEN)
def test_more_never_brings_less(award, one, other):
    key, rest = base_of(award)
    low, high = sorted([one, other])
    less = amount(award, {**rest, key: fact(key, low)})
    more = amount(award, {**rest, key: fact(key, high)})
    assert (less or 0) <= (more or 0)


@pytest.mark.parametrize("award", GROWING, ids=[a.id for a in GROWING])
@given(number=st.integers(0, 10**32))
def test_amount_never_exceeds_the_ceiling(award, number):
    key, rest = base_of(award)
    result = calculate(award, {**rest, key: fact(key, number)}, on=ON)
    if result.amount_yuan is not None and result.ceiling_yuan is not None:
        assert result.amount_yuan <= result.ceiling_yuan


@pytest.mark.parametrize("award", GROWING, ids=[a.id for a in GROWING])
@given(number=st.integers(1, 10**14))
def test_amounts_are_whole_fen_rounded_once(award, number):
    key, rest = base_of(award)
    result = calculate(award, {**rest, key: fact(key, Fraction(number, 7))}, on=ON)
    if result.amount_yuan is not None:
        assert isinstance(result.amount_yuan, Decimal)
        assert result.amount_yuan == result.amount_yuan.quantize(Decimal("0.01"))


RATES = [a for a in AWARDS if a.kind == "rate" and a.rate and len(a.caps) == 1 and not a.duration]


@pytest.mark.parametrize("award", RATES, ids=[a.id for a in RATES])
@given(fen=st.integers(-300, 300))
def test_rate_meets_its_ceiling_without_a_jump(award, fen):
    top = (award.to or award.rate).value
    meeting = award.caps[0].amount.value / top
    step = Fraction(fen, 100)
    came = amount(award, {award.base: fact(award.base, meeting + step)})
    assert came == min(award.caps[0].amount.value, round((meeting + step) * top * 100) / Fraction(100)) or abs(
        Fraction(came) - award.caps[0].amount.value
    ) <= abs(step)


TIERED = [a for a in AWARDS if a.kind in ("tiers", "topup")]


@pytest.mark.parametrize("award", TIERED, ids=[a.id for a in TIERED])
def test_tier_begins_at_its_threshold_and_not_a_yuan_earlier(award):
    below = None
    for tier in award.tiers:
        at = tier.reached.value
        results = [amount(award, {award.base: fact(award.base, n)}) for n in (at - 1, at, at + 1)]
        assert results == [below, tier.amount.value, tier.amount.value]
        below = tier.amount.value


THRESHOLDS = [(a, c) for a in AWARDS for c in a.conditions if c.value is not None]


@pytest.mark.parametrize(("award", "condition"), THRESHOLDS, ids=[f"{a.id} {c.fact}" for a, c in THRESHOLDS])
def test_threshold_includes_its_own_number(award, condition):
    at, small = condition.value.value, Fraction(1, 1000)

    def refused(number):
        return calculate(award, facts(**{condition.fact: number}), on=ON).outcome is Outcome.NOT_ELIGIBLE

    assert [refused(at - small), refused(at), refused(at + small)] == [True, False, False]


FLAGS = [(a, c) for a in AWARDS for c in a.conditions if c.is_ is not None]


@pytest.mark.parametrize(("award", "condition"), FLAGS, ids=[f"{a.id} {c.fact}" for a, c in FLAGS])
def test_denied_requirement_rules_the_award_out_and_quotes_it(award, condition):
    result = calculate(award, {condition.fact: Fact(condition.fact, not condition.is_, "")}, on=ON)
    assert result.outcome is Outcome.NOT_ELIGIBLE
    assert result.steps[0].quote == condition.text


@pytest.mark.parametrize("award", AWARDS, ids=IDS)
def test_without_facts_requirements_are_shown_as_unverified_and_not_asked(award):
    result = calculate(award, {}, on=ON)
    assert all(line.startswith("需满足（未核验）：") for line in result.conditions)
    assert all(any(condition.text in line for line in result.conditions) for condition in award.conditions)
    formula_needs = {m.key for m in result.missing}
    assert formula_needs.isdisjoint({c.fact for c in award.conditions} - {"area", "revenue"})


@pytest.mark.parametrize("award", AWARDS, ids=IDS)
def test_every_quoted_line_stands_in_its_clause(award):
    from index.clauses import corpus_clauses

    for asked in Asked:
        for line in calculate(award, {}, on=ON, asked=asked).steps:
            if line.quote is not None:
                clause = corpus_clauses()[line.clause_id]
                assert "".join(line.quote.split()) in "".join(clause.text.split())


@pytest.mark.parametrize("award", AWARDS, ids=IDS)
def test_no_like_support_twice(award):
    result = calculate(award, {"same_level_other": Fact("same_level_other", True, "")}, on=ON)
    excludes = any(p.effect in ("exclude", "higher") for p in load_rules().provisions_of(award.document_id))
    assert (result.outcome is Outcome.NOT_ELIGIBLE) is excludes


@given(st.data())
def test_order_of_facts_does_not_matter(data):
    award = data.draw(st.sampled_from(AWARDS))
    inputs = load_inputs()
    keys = [k for k in load_rules().keys(award) if inputs[k].type.is_number]
    given_facts = {k: fact(k, data.draw(st.integers(1, 5), label=k)) for k in keys}
    shuffled = dict(data.draw(st.permutations(list(given_facts.items()))))
    assert calculate(award, given_facts, on=ON) == calculate(award, shuffled, on=ON)


@pytest.mark.parametrize("award", AWARDS, ids=IDS)
@pytest.mark.parametrize("number", [Fraction(-1), Fraction(0), Fraction(10**30), Fraction(1, 10**30)])
def test_absurd_numbers_never_break_anything(award, number):
    inputs = load_inputs()
    for key in load_rules().keys(award):
        if inputs[key].type.is_number:
            result = calculate(award, {key: fact(key, number)}, on=ON)
            if not inputs[key].allows(number):
                assert result.outcome is Outcome.NEEDS_INPUT
                assert [m.key for m in result.missing] == [key]


@given(low=st.integers(1, 10**11), more=st.integers(0, 10**11))
def test_interval_reaches_from_what_its_bottom_to_what_its_top_brings(low, more):
    award = load_rules().award("guangming#2.7/b")
    span = Span(Fraction(low), Fraction(low + more))
    result = calculate(award, {"revenue": Fact("revenue", span, "")}, on=ON)
    bottom, top = (amount(award, facts(revenue=n)) or 0 for n in (low, low + more))
    assert (result.amount_yuan or 0) == top
    if result.amount_yuan is not None and bottom != top:
        assert (result.bound, result.at_least_yuan) == ("range", bottom)


@given(received=st.integers(0, 10**8))
def test_what_was_received_and_what_is_left_make_up_the_ceiling(received):
    award = load_rules().award("guangming#1.1/a")
    left = amount(award, facts(granted=10**12, already_received=received, project_already_received=0))
    assert left == max(min(2_000_000, 5_000_000 - received), 0)


def test_inputs_of_every_number_type_are_tried():
    tried = {load_inputs()[k].type for a in AWARDS for k in load_rules().keys(a)}
    assert {t for t in InputType if t.is_number} <= tried
