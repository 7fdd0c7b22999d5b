"""Whatever is wrong with the model's server, an answer comes in time, says so, and holds what it held before."""

from __future__ import annotations

import pytest

from assistant.types import Fault
from eval.faults import FAULTS, measure

LIMIT = 2.0


@pytest.fixture(scope="module")
def index(assistant):
    measure(assistant.index, "500", limit=20)  # the first call of a process imports the client
    return assistant.index


@pytest.mark.parametrize("name", FAULTS)
def test_fault_leaves_an_answer_in_time(index, name):
    row = measure(index, name, limit=LIMIT)
    assert row.passed, row
    assert row.answer.fault is row.expected
    assert row.total < LIMIT + 0.5
    assert row.first < LIMIT / 2


def test_every_fault_is_tried_that_a_server_can_have():
    tried = {fault for _, fault in FAULTS.values()}
    of_the_request = {Fault.SETTINGS, Fault.CONTEXT, Fault.REFUSED}
    assert tried | of_the_request == set(Fault)
