"""An answer is given whatever becomes of the records, and is written when they are there again."""

from __future__ import annotations

import logging
import threading
import time

import pytest

from assistant.records import keeper as module
from assistant.records.errors import NotFound, RecordsDown
from assistant.records.keeper import Keeper


@pytest.fixture
def written():
    return []


@pytest.fixture
def keeper():
    opened = []

    def open_(write):
        opened.append(Keeper(write))
        return opened[-1]

    yield open_
    for one in opened:
        one.close(seconds=1)


def test_what_is_kept_is_there_on_return_and_in_order(keeper, written):
    kept = keeper(written.extend)
    for n in range(50):
        kept.keep(n)
        assert written[-1] == n
    assert written == list(range(50))
    assert (kept.waiting, kept.lost) == (0, 0)


def test_a_slow_database_delays_nobody_for_long(keeper, written):
    hold = threading.Event()
    kept = keeper(lambda rows: (hold.wait(5), written.extend(rows)))
    start = time.monotonic()
    kept.keep("a")
    assert time.monotonic() - start < 4, "waited for the write, which takes five seconds"
    assert written == []
    hold.set()
    kept.close()
    assert written == ["a"]


def test_what_fails_is_tried_again_until_it_works(keeper, written, monkeypatch, caplog):
    monkeypatch.setattr(module, "_RETRY_SECONDS", 0.02)
    down = [True]

    def write(rows):
        if down[0]:
            raise RecordsDown("InterfaceError")
        written.extend(rows)

    kept = keeper(write)
    with caplog.at_level(logging.WARNING):
        for row in "abc":
            kept.keep(row)
        time.sleep(0.2)
    assert written == []
    assert kept.waiting == 3
    assert len(caplog.records) == 1, "one notice, however often it is tried"
    down[0] = False
    kept.close()
    assert written == ["a", "b", "c"]
    assert kept.lost == 0


def test_while_it_fails_nobody_waits(keeper, monkeypatch):
    monkeypatch.setattr(module, "_RETRY_SECONDS", 30)

    def write(rows):
        raise RecordsDown("InterfaceError")

    kept = keeper(write)
    kept.keep("a")
    start = time.monotonic()
    for n in range(100):
        kept.keep(n)
    assert time.monotonic() - start < 10, "a hundred times the patience would be 25 seconds"


def test_too_much_that_waits_gives_up_the_oldest(keeper, written, monkeypatch, caplog):
    monkeypatch.setattr(module, "_RETRY_SECONDS", 0.05)
    monkeypatch.setattr(module, "_MOST_WAITING", 3)
    down = [True]

    def write(rows):
        if down[0]:
            raise RecordsDown("InterfaceError")
        written.extend(rows)

    kept = keeper(write)
    for row in range(10):
        kept.keep(row)
    assert kept.lost >= 6
    down[0] = False
    kept.close()
    assert written[-3:] == [7, 8, 9]


def test_a_row_that_cannot_be_written_does_not_stop_the_next(keeper, written, caplog):
    def write(rows):
        if "bad" in rows:
            raise ValueError("13912345678")
        if "gone" in rows:
            raise NotFound("对话", "x")
        written.extend(rows)

    kept = keeper(write)
    for row in ("bad", "gone", "good"):
        kept.keep(row)
    assert written == ["good"]
    assert kept.lost == 1
    assert "139" not in caplog.text


def test_whoever_needs_what_was_kept_may_wait_for_it(keeper, written):
    kept = keeper(lambda rows: (time.sleep(0.5), written.extend(rows)))
    kept.keep("a")
    assert written == []
    kept.settle(5)
    assert written == ["a"]


def test_nobody_waits_for_what_fails(keeper, monkeypatch):
    monkeypatch.setattr(module, "_RETRY_SECONDS", 30)

    def write(rows):
        raise RecordsDown("InterfaceError")

    kept = keeper(write)
    kept.keep("a")
    start = time.monotonic()
    kept.settle(5)
    assert time.monotonic() - start < 4, "waited all the five seconds"


def test_closing_writes_what_waits(keeper, written):
    kept = keeper(lambda rows: (time.sleep(0.01), written.extend(rows)))
    threads = [threading.Thread(target=kept.keep, args=(n,)) for n in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept.close()
    assert sorted(written) == list(range(30))


def test_what_waits_is_written_in_few_goes_and_in_order(keeper, written):
    goes, begin = [], threading.Event()
    kept = keeper(lambda rows: (begin.wait(5), goes.append(len(rows)), written.extend(rows)))
    threads = [threading.Thread(target=kept.keep, args=(n,)) for n in range(120)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    begin.set()
    kept.close()
    assert sorted(written) == list(range(120))
    assert len(goes) <= 5
    assert max(goes) <= 50
