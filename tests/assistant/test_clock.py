"""One wall clock around a model's work."""

from __future__ import annotations

import queue
import threading
import time

import pytest

from assistant.clock import Clock, Stopped
from assistant.errors import ModelFailed
from assistant.types import Fault


def test_what_is_there_is_taken_at_once():
    waiting = queue.Queue()
    waiting.put(1)
    assert Clock(5).take(waiting) == 1


def test_time_that_is_up_ends_the_waiting():
    began = time.monotonic()
    with pytest.raises(ModelFailed) as failed:
        Clock(0.15).take(queue.Queue())
    assert failed.value.fault is Fault.SLOW
    assert 0.1 < time.monotonic() - began < 10


def test_time_that_is_up_ends_it_even_when_more_is_there():
    waiting = queue.Queue()
    waiting.put(1)
    with pytest.raises(ModelFailed):
        Clock(0).take(waiting)


def test_whoever_goes_away_ends_the_waiting():
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Stopped):
        Clock(30, stop=stop).take(queue.Queue())
    assert time.monotonic() - began < 20


def test_waiting_for_longer_than_there_is_time_is_not_begun():
    began = time.monotonic()
    with pytest.raises(ModelFailed, match="quota"):
        Clock(20).wait(30, otherwise=ModelFailed(Fault.QUOTA))
    assert time.monotonic() - began < 10
    Clock(5).wait(0.01, otherwise=ModelFailed(Fault.QUOTA))


def test_whoever_goes_away_ends_a_pause_too():
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        Clock(30, stop=stop).wait(10, otherwise=ModelFailed(Fault.QUOTA))
