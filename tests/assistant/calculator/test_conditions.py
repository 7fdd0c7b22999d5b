from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.calculator.case import Case
from assistant.calculator.conditions import Truth, comparison, finding
from assistant.calculator.fact import Asked, Fact
from assistant.calculator.figure import figure
from assistant.calculator.load import load_rules
from assistant.calculator.schema import Condition
from assistant.calculator.span import Span

AWARD = load_rules().award("guangming#3.11/a")
AREA = Condition(text="面积500平方米以上", fact="area", value="500平方米")


def truth(condition, **values):
    facts = {key: Fact(key, value, "") for key, value in values.items()}
    return finding(condition, Case(AWARD, facts, Asked.AMOUNT)).truth


@pytest.mark.parametrize(
    ("text", "at", "below", "above"),
    [
        ("500平方米以上", True, False, True),
        ("500平方米以下", True, True, False),
        ("不少于500平方米", True, False, True),
        ("不超过500平方米", True, True, False),
        ("超过500平方米", False, False, True),
        ("高于500平方米", False, False, True),
        ("达到500平方米", True, False, True),
        ("不足500平方米", False, True, False),
        ("满500平方米", True, False, True),
        ("不满500平方米", False, True, False),
    ],
)
def test_words_decide_whether_the_boundary_is_included(text, at, below, above):
    compare = comparison(text, figure("500平方米"))
    assert [compare(Fraction(n), Fraction(500)) for n in (500, 499, 501)] == [at, below, above]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (600, 700, Truth.MET),
        (300, 400, Truth.UNMET),
        (400, 600, Truth.OPEN),
        (500, None, Truth.MET),
        (0, None, Truth.OPEN),
    ],
)
def test_interval_decides_only_when_all_of_it_does(low, high, expected):
    assert truth(AREA, area=Span(Fraction(low), None if high is None else Fraction(high))) is expected


def test_unknown_fact_leaves_a_requirement_open():
    assert truth(AREA) is Truth.OPEN
    assert truth(Condition(text="符合条件")) is Truth.OPEN


def test_growth_must_be_above_nought():
    growth = Condition(text="正增长", fact="revenue_growth", positive=True)
    assert [truth(growth, revenue_growth=Span.exactly(Fraction(n, 100))) for n in (-1, 0, 1)] == [
        Truth.UNMET,
        Truth.UNMET,
        Truth.MET,
    ]


def test_one_alternative_suffices_and_an_unknown_one_keeps_it_open():
    either = load_rules().award("guangzhou#2.2.4/a").conditions[1]
    enough, little = Span.exactly(10**9), Span.exactly(1)
    assert truth(either, revenue=enough, paid_in_capital=little) is Truth.MET
    assert truth(either, revenue=little) is Truth.OPEN
    assert truth(either, revenue=little, paid_in_capital=little) is Truth.UNMET


def test_closed_list_refuses_what_it_does_not_name():
    listed = load_rules().award("guangzhou#2.2.6/a").conditions[0]
    assert truth(listed) is Truth.OPEN
    assert truth(listed, cmmi_level=Span.exactly(5)) is Truth.UNMET


def test_any_of_several_options_satisfies():
    kind = Condition(text="x", fact="enterprise_kind", one_of=("独角兽企业",))
    assert truth(kind, enterprise_kind=("百强企业", "独角兽企业")) is Truth.MET
    assert truth(kind, enterprise_kind="百强企业") is Truth.UNMET
