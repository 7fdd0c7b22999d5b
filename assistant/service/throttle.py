"""How often somebody may try to log in."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

_MOST_KEYS: Final = 10_000


class Throttle:
    """At most ``tries`` failures of a key within ``seconds``; older ones are forgotten."""

    def __init__(self, *, tries: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._tries, self._seconds, self._clock = tries, seconds, clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str) -> int:
        """Whole seconds until the key may try again; 0 when it may now."""
        with self._lock:
            recent = self._recent(key)
            if len(recent) < self._tries:
                return 0
            return max(1, int(recent[0] + self._seconds - self._clock()) + 1)

    def fail(self, key: str) -> None:
        """Note a failure of a key."""
        with self._lock:
            recent = self._recent(key)
            recent.append(self._clock())
            self._failures[key] = recent
            self._failures.move_to_end(key)
            while len(self._failures) > _MOST_KEYS:
                self._failures.popitem(last=False)

    def forget(self, key: str) -> None:
        """Forget a key's failures, as after a success."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str) -> deque[float]:
        found = self._failures.get(key, deque(maxlen=self._tries))
        while found and found[0] <= self._clock() - self._seconds:
            found.popleft()
        return found
