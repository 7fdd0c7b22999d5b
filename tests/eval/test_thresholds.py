from __future__ import annotations

import pytest

from eval.dataset import set_names
from eval.tally import MEASURES, TIMES
from eval.thresholds import read_thresholds, shortfalls
from index.yamlfile import DataFileError

LIMITS = """
sets:
  a.dev: {all: {at_least: 0.9, because: most}, p95_ms: {at_most: 40, because: quick}}
gaps: [{set: a.own, follows: a.dev, measure: all, at_most: 0.04, because: learnt}]
"""


@pytest.fixture
def limits(tmp_path):
    def make(text=LIMITS):
        path = tmp_path / "limits.yaml"
        path.write_text(text)
        return read_thresholds(path)

    return make


def test_what_meets_its_limit_exactly_falls_short_of_nothing(limits):
    assert shortfalls(limits(), {"a.dev": {"all": 0.9, "p95_ms": 40.0}}) == ()


def test_each_shortfall_says_what_was_found_what_was_demanded_and_why(limits):
    short = shortfalls(limits(), {"a.dev": {"all": 0.8999, "p95_ms": 41.0}})
    assert [str(s) for s in short] == ["a.dev all: 0.8999，要求 ≥ 0.9（most）", "a.dev p95_ms: 41，要求 ≤ 40（quick）"]


def test_a_measure_that_is_missing_falls_short(limits):
    assert [s.measure for s in shortfalls(limits(), {"a.dev": {"all": 1.0}})] == ["p95_ms"]


def test_a_set_that_was_not_asked_is_left_out(limits):
    assert shortfalls(limits(), {"b.dev": {"all": 0.0}}) == ()


@pytest.mark.parametrize(("own", "short"), [(0.96, 0), (0.95, 1), (1.0, 0)])
def test_a_set_may_fall_behind_the_one_it_follows_by_no_more_than_the_gap(limits, own, short):
    found = {"a.dev": {"all": 1.0, "p95_ms": 1.0}, "a.own": {"all": own}}
    assert len(shortfalls(limits(), found)) == short


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sets: {a: {all: {at_least: 1}}}", "because"),
        ("sets: {a: {all: {at_least: 1, because: x, most: 2}}}", "most"),
        ("sets: {a: {all: {because: x}}}", "sets.a.all: needs one of"),
        ("sets: {a: {all: {at_least: 1, at_most: 1, because: x}}}", "needs one of"),
        ("limits: {}", "sets"),
        ("sets: {}\nsets: {}", "twice"),
    ],
)
def test_a_wrong_file_is_named(limits, text, said):
    with pytest.raises(DataFileError, match=said) as caught:
        limits(text)
    assert str(caught.value).startswith("limits.yaml: ")


def test_our_thresholds_speak_of_sets_and_measures_that_there_are():
    thresholds = read_thresholds()
    measures = {*MEASURES, *TIMES}
    assert set(thresholds.sets) == set(set_names())
    assert {m for limits in thresholds.sets.values() for m in limits} <= measures
    assert {name for gap in thresholds.gaps for name in (gap.set, gap.follows)} <= set(set_names())


def test_no_set_may_let_an_invented_figure_pass():
    assert {limits["grounded"].at_least for limits in read_thresholds().sets.values()} == {1}


def test_work_is_not_demanded_of_recorded_answers(limits):
    demanded = limits("sets: {a.dev: {p95_work: {at_most: 40, because: quick}}}")
    assert shortfalls(demanded, {"a.dev": {"all": 1.0}}) == ()
    assert [s.found for s in shortfalls(demanded, {"a.dev": {"p95_work": 41.0}})] == ["41"]


def test_no_limit_is_one_that_a_busy_machine_would_fail():
    limited = {measure for limits in read_thresholds().sets.values() for measure in limits}
    assert not limited & {"p50_ms", "p95_ms"}
    assert {"p50_work", "p95_work"} <= limited
