"""What is too old goes at the start and daily; a failure is tried again soon."""

from __future__ import annotations

import threading

import pytest

from assistant.records.errors import RecordsDown
from assistant.records.retention import Retention


def test_it_erases_at_once_and_then_again_and_again_until_closed():
    runs, enough = [], threading.Event()

    def purge():
        runs.append(1)
        if len(runs) == 3:
            enough.set()
        return {}

    retention = Retention(purge, every=0.01)
    assert enough.wait(5)
    retention.close()
    count = len(runs)
    assert not threading.Event().wait(0.05)
    assert len(runs) == count


@pytest.mark.parametrize("failure", [RecordsDown("OperationalError"), ZeroDivisionError("13912345678")])
def test_a_failure_is_tried_again_sooner_and_told_without_details(failure, caplog):
    runs, again = [], threading.Event()

    def purge():
        runs.append(1)
        if len(runs) == 2:
            again.set()
        raise failure

    retention = Retention(purge, every=3600, retry=0.01)
    assert again.wait(5)
    retention.close()
    assert "139" not in caplog.text


def test_records_erase_what_is_too_old_by_themselves(records, aged, answer):
    records.conversations.start("browser:a")
    aged(40)
    records.erase_after(30)
    for _ in range(100):
        if records.conversations.list("browser:a").total == 0:
            break
        threading.Event().wait(0.05)
    assert records.conversations.list("browser:a").total == 0
