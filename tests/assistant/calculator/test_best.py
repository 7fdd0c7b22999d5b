"""The best combination is the best there is: tried against every subset."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calculator.best import best_subset


def brute_force(weights, conflicts, reduction):
    best = Fraction(0)
    for size in range(len(weights) + 1):
        for chosen in combinations(weights, size):
            if not any(a in chosen and b in chosen for a, b in conflicts):
                best = max(best, sum((weights[i] for i in chosen), Fraction(0)) - reduction(chosen))
    return best


@st.composite
def problems(draw):
    names = [f"n{number}" for number in range(draw(st.integers(0, 9)))]
    weights = {name: Fraction(draw(st.integers(0, 50))) for name in names}
    pairs = list(combinations(names, 2))
    conflicts = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    joint = draw(st.sampled_from(pairs)) if pairs else None
    return weights, conflicts, joint


@settings(max_examples=300)
@given(problems())
def test_no_permitted_set_is_worth_more(problem):
    weights, conflicts, joint = problem

    def reduction(chosen):
        if joint is None or not set(joint) <= set(chosen):
            return Fraction(0)
        one, other = (weights[name] for name in joint)
        return min(one, other)

    chosen = best_subset(weights, conflicts, reduction)
    assert not any(a in chosen and b in chosen for a, b in conflicts)
    total = sum((weights[name] for name in chosen), Fraction(0)) - reduction(chosen)
    assert total == brute_force(weights, conflicts, reduction)


def test_greed_would_be_wrong():
    weights = {"big": Fraction(10), "left": Fraction(7), "right": Fraction(7)}
    assert best_subset(weights, [("big", "left"), ("big", "right")]) == ("left", "right")


def test_many_rival_claims_are_settled_quickly():
    city, province = [f"c{n}" for n in range(40)], [f"p{n}" for n in range(40)]
    weights = {name: Fraction(n) for n, name in enumerate([*city, *province])}
    conflicts = [(c, p) for c in city for p in province]
    assert set(best_subset(weights, conflicts)) == set(province)
