from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as given_values
from hypothesis import strategies as st

from eval.dataset import Expect
from eval.measure import judge
from eval.tally import TIMES, Result, curve, groups, measures, percentile, refusal_matrix


@pytest.fixture
def result(question, given):
    def make(case=None, *, text="最高100万元。", **more):
        case = case or question()
        answer = given(text, **more)
        return Result(case, answer, judge(case, answer))

    return make


def test_measures_are_means_over_the_cases_that_have_them(result):
    found = measures([result(), result(text="不清楚"), result(text="不清楚", citations=())])
    assert found["all"] == pytest.approx(1 / 3)
    assert found["evidence"] == pytest.approx(2 / 3)
    assert found["precision"] == 1
    assert "amount" not in found


def test_latency_is_measured_only_where_it_was_timed(result):
    timed = [result(elapsed_ms=float(ms)) for ms in range(1, 101)]
    assert (measures(timed)["p50_ms"], measures(timed)["p95_ms"]) == (50, 95)
    assert "p50_ms" not in measures([result()])


@given_values(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_percentile_is_the_smallest_value_that_the_share_does_not_exceed(values, share):
    found = percentile(values, share)
    assert sum(v <= found for v in values) >= share * len(values)
    smaller = [v for v in values if v < found]
    assert not smaller or len(smaller) < max(share * len(values), 1)


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 1.5)])
def test_a_percentile_of_nothing_or_of_no_share_is_an_error(values, share):
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, share)


def test_the_matrix_counts_expectations_against_statuses(result, adversarial):
    refuse = adversarial(expect=Expect.REFUSE)
    matrix = refusal_matrix([result(), result(refuse), result(refuse, status="refused")])
    assert matrix[Expect.REFUSE] == {"answered": 1, "clarify": 0, "refused": 1}
    assert matrix[Expect.ANSWER]["answered"] == 1
    assert Expect.CLARIFY not in matrix


def test_refusing_the_least_sure_answers_trades_wrong_ones_for_lost_ones(result):
    sure, unsure, wrong = (
        _sure(result(), 0.9),
        _sure(result(), 0.2),
        _sure(result(text="不清楚"), 0.5),
    )
    points = curve([sure, unsure, wrong])
    assert [round(p.answered, 2) for p in points] == [1.0, 0.67, 0.33]
    assert [p.wrong for p in points] == [pytest.approx(1 / 3), 0.5, 0]
    assert [p.lost for p in points] == [0, 0.5, 0.5]


def test_an_answer_that_should_have_been_refused_is_wrong_on_the_curve(result, adversarial):
    points = curve([_sure(result(adversarial(), status="answered", text=""), 0.4)])
    assert points[0].wrong == 1


def test_refused_and_unscored_results_take_no_part_in_the_curve(result, adversarial):
    assert curve([_sure(result(adversarial(), status="refused"), 0.1), result()]) == ()


def test_groups_are_by_type_kind_or_outcome(result, adversarial, calculation):
    found = groups([result(), result(adversarial()), result(calculation())])
    assert list(found) == ["amount", "numeric", "out_of_corpus"]


def _sure(result, confidence):
    return replace(result, given=replace(result.given, confidence=confidence))


def test_work_has_a_middle_and_a_slow_end_beside_milliseconds(result):
    worked = [result(elapsed_ms=1.0, work=float(n)) for n in range(1, 101)]
    assert {name: measures(worked)[name] for name in TIMES} == {
        "p50_ms": 1.0,
        "p95_ms": 1.0,
        "p50_work": 50.0,
        "p95_work": 95.0,
    }
    assert "p50_work" not in measures([result(elapsed_ms=1.0)])
