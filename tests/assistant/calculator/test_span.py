from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculator.span import ANYTHING, Span

NUMBERS = st.integers(0, 10**12).map(Fraction)


@st.composite
def spans(draw):
    low = draw(NUMBERS)
    return Span(low, draw(st.none() | NUMBERS.map(lambda more: low + more)))


def holds(span, number):
    return span.low <= number and (span.high is None or number <= span.high)


def test_span_runs_upwards():
    with pytest.raises(ValueError, match="runs upwards"):
        Span(Fraction(2), Fraction(1))


def test_unknown_stays_open_until_a_limit_closes_it():
    assert ANYTHING.times(Fraction(1, 5)) == ANYTHING
    assert ANYTHING.at_most(Fraction(500)) == Span(Fraction(0), Fraction(500))


@given(spans(), spans(), st.data())
def test_operations_hold_what_their_members_come_to(one, other, data):
    a = data.draw(NUMBERS.filter(lambda n: holds(one, n)) if one.high is None else st.just(one.high))
    b = data.draw(st.just(other.low))
    assert holds(one.within(other), min(a, b))
    assert holds(one.less(other), max(a - b, Fraction(0)))
    assert holds(one.product(other), a * b)
    assert holds(Span.total([one, other]), a + b)
    assert holds(one.at_most(b), min(a, b))
