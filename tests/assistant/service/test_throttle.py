from __future__ import annotations

import pytest

from assistant.service import throttle as module
from assistant.service.throttle import Throttle


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def throttle(clock: list[float]) -> Throttle:
    return Throttle(tries=3, seconds=60, clock=lambda: clock[0])


def test_a_key_waits_after_so_many_failures_and_others_do_not(throttle: Throttle, clock: list[float]) -> None:
    for n in range(3):
        assert throttle.wait("a") == 0
        clock[0] = float(n)
        throttle.fail("a")
    assert throttle.wait("a") == 59
    assert throttle.wait("b") == 0


def test_failures_are_forgotten_one_by_one(throttle: Throttle, clock: list[float]) -> None:
    for at in (0.0, 30.0, 50.0):
        clock[0] = at
        throttle.fail("a")
    clock[0] = 60.0
    assert throttle.wait("a") == 0
    throttle.fail("a")
    assert throttle.wait("a") == 31


def test_success_clears_a_key(throttle: Throttle) -> None:
    for _ in range(5):
        throttle.fail("a")
    throttle.forget("a")
    assert throttle.wait("a") == 0


def test_it_never_remembers_more_keys_than_it_should(throttle: Throttle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_KEYS", 10)
    for n in range(1000):
        throttle.fail(str(n))
    assert len(throttle._failures) == 10
    assert "999" in throttle._failures
