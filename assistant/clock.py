"""One wall clock around everything a chat model does for one answer."""

from __future__ import annotations

import queue
import threading
import time
from typing import Final, TypeVar

from assistant.errors import ModelFailed
from assistant.types import Fault

_GLANCE: Final = 0.05
"""Seconds between looks at whether the asker has gone."""
T = TypeVar("T")


class Stopped(Exception):
    """Whoever asked has gone away."""


class Clock:
    """Seconds that are left for one answer; ``stop`` may be set from any thread to end it now."""

    def __init__(self, seconds: float, *, stop: threading.Event | None = None) -> None:
        self._end = time.monotonic() + seconds
        self._stop = stop or threading.Event()

    @property
    def left(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self._end - time.monotonic())

    def take(self, waiting: queue.Queue[T]) -> T:
        """The next item of a queue as soon as it is there; ModelFailed when time is up, Stopped when nobody waits."""
        while True:
            if self._stop.is_set():
                raise Stopped
            if self.left <= 0:
                raise ModelFailed(Fault.SLOW)
            try:
                return waiting.get(timeout=min(_GLANCE, self.left))
            except queue.Empty:
                continue

    def wait(self, seconds: float, *, otherwise: Exception) -> None:
        """Let time pass before another try; raise ``otherwise`` at once when there is not enough of it."""
        if seconds >= self.left:
            raise otherwise
        if self._stop.wait(seconds):
            raise Stopped
