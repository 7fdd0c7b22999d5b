"""The chance that a clause answers, from its signs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answerable import Signs, chance

GOOD = Signs(score=0.5, given=0.5, known=1.0, place=True, money=False)
POOR = Signs(score=0.1, given=0.1, known=0.3, place=False, money=False)


def test_good_match_is_near_one_and_a_poor_one_near_nothing():
    assert chance(GOOD) > 0.95
    assert chance(POOR) < 0.05


@pytest.mark.parametrize("better", [{"score": 0.3}, {"given": 0.3}, {"known": 0.9}, {"place": True}, {"money": True}])
def test_each_sign_of_fitting_raises_it(better):
    assert chance(replace(POOR, **better)) > chance(POOR)
