"""Many people at once are all answered, in time, and what they asked is kept."""

from __future__ import annotations

import pytest

from eval.load import LONGEST_P95, Load, run, service


def test_shares_of_the_times_are_those_of_the_sorted_ones():
    load = Load(tuple(n / 100 for n in range(100, 0, -1)), (), 1.0)
    assert (load.at(0.5), load.at(0.95), load.at(1)) == (0.51, 0.96, 1.0)
    assert Load((), (), 0.0).at(0.95) == float("inf")


@pytest.mark.slow
@pytest.mark.alone
def test_thirty_people_are_answered_in_time_and_nothing_is_lost():
    with service() as url:
        load = run(url, people=30, questions=4)
    assert load.failures == ()
    assert len(load.seconds) == 120
    # Twice the promise: other tests run beside this one.
    assert load.at(0.95) <= 2 * LONGEST_P95


def test_a_service_that_is_not_there_is_told_as_failures():
    load = run("http://127.0.0.1:9", people=2, questions=1)
    assert len(load.failures) == 2
    assert load.seconds == ()
