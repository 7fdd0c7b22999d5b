from __future__ import annotations

from dataclasses import astuple

import pytest

from assistant.answer import Assistant
from assistant.thresholds import IN_USE, Thresholds
from assistant.types import Status

QUESTION = "深圳软件企业营收首次突破10亿奖励多少？"


def asked(assistant, thresholds, question, on):
    return Assistant(assistant.index, thresholds=thresholds).ask(question, on=on).status


def test_scaling_moves_every_threshold_alike():
    assert astuple(IN_USE.scaled(2)) == pytest.approx([2 * value for value in astuple(IN_USE)])
    assert IN_USE.scaled(1) == IN_USE == Thresholds()


def test_higher_thresholds_refuse_what_the_usual_ones_answer(assistant, on):
    assert asked(assistant, IN_USE, QUESTION, on) == Status.ANSWERED
    assert asked(assistant, IN_USE.scaled(10), QUESTION, on) == Status.REFUSED


def test_thresholds_of_zero_answer_what_the_usual_ones_refuse(assistant, on):
    foreign = "深圳奶粉补贴多少"
    assert asked(assistant, IN_USE, foreign, on) == Status.REFUSED
    assert asked(assistant, IN_USE.scaled(0), foreign, on) != Status.REFUSED
