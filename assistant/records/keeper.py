"""Answers on their way into the database: one thread writes them, and no answer waits for it.

When the database fails, what waits is tried again until it works or too much waits; then the
oldest is given up, and a notice says how many were.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from assistant.records.errors import NotFound, RecordsDown
from assistant.records.tables import AnswerRow

_MOST_WAITING: Final = 2_000
_RETRY_SECONDS: Final = 5.0
_PATIENCE: Final = 0.25
"""Seconds that a caller waits, when all is well, to find its answer among the records at once."""

_AT_ONCE: Final = 50
"""How many answers one transaction writes: with a server each costs several ways there and back."""

Job = tuple[AnswerRow, threading.Event]

_log = logging.getLogger(__name__)


class Keeper:
    """Writes rows with ``write``, some at once, in the order of keeping; ``keep`` neither raises nor waits for long.

    ``write`` writes all of its rows or none.
    """

    def __init__(self, write: Callable[[Sequence[AnswerRow]], None]) -> None:
        self._write = write
        self._waiting: deque[Job] = deque()
        self._one_by_one = 0
        self._writing = 0
        self._change = threading.Condition()
        self._failing = False
        self._ending = False
        self._lost = 0
        self._last = threading.Event()
        self._last.set()
        self._thread = threading.Thread(target=self._run, name="records", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many answers are not written yet."""
        return len(self._waiting) + self._writing

    @property
    def lost(self) -> int:
        """How many answers were given up since the start."""
        return self._lost

    def keep(self, row: AnswerRow) -> None:
        """Write a row soon; it is there on return unless the database is slow or away."""
        done = threading.Event()
        with self._change:
            if len(self._waiting) >= _MOST_WAITING:
                self._give_up(self._waiting.popleft())
            self._waiting.append((row, done))
            self._last = done
            patient = not self._failing
            self._change.notify_all()
        if patient:
            done.wait(_PATIENCE)

    def settle(self, seconds: float) -> None:
        """Wait until what was kept before is written, while all is well, but not for longer than this."""
        if not self._failing:
            self._last.wait(seconds)

    def close(self, *, seconds: float = 3.0) -> None:
        """End after what waits is written, or after so many seconds."""
        with self._change:
            self._ending = True
            self._change.notify_all()
        self._thread.join(seconds)

    def _run(self) -> None:
        while jobs := self._next():
            try:
                self._write([row for row, _ in jobs])
            except RecordsDown as error:
                if not self._later(jobs, error):
                    return
                continue
            except Exception as error:  # whatever one row does, the others are written all the same
                if len(jobs) > 1:
                    self._alone(jobs)
                    continue
                self._drop(error)
            self._failing = False
            self._writing = 0
            for _, done in jobs:
                done.set()

    def _next(self) -> list[Job]:
        """What is to be written in one go; nothing at the end."""
        with self._change:
            while not self._waiting and not self._ending:
                self._change.wait()
            count = 1 if self._one_by_one else _AT_ONCE
            self._one_by_one = max(0, self._one_by_one - 1)
            self._writing = min(count, len(self._waiting))
            return [self._waiting.popleft() for _ in range(self._writing)]

    def _put_back(self, jobs: Sequence[Job]) -> None:
        self._waiting.extendleft(reversed(jobs))
        self._writing = 0

    def _alone(self, jobs: Sequence[Job]) -> None:
        """Put jobs back, to be written one by one: one of them cannot be."""
        with self._change:
            self._put_back(jobs)
            self._one_by_one = len(jobs)

    def _drop(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            _log.info("一条答复的对话已被删除，未保存 / an answer's conversation has gone; not kept")
            return
        self._lost += 1
        _log.warning("一条答复未能保存：%s / an answer was not kept", type(error).__name__)

    def _later(self, jobs: Sequence[Job], error: RecordsDown) -> bool:
        """Put jobs back and rest; False when this was the last try before the end."""
        if not self._failing:
            _log.warning("%s", error)
        with self._change:
            self._failing = True
            self._put_back(jobs)
            for _, done in jobs:
                done.set()
            if self._ending:
                self._lost += len(self._waiting)
                _log.warning("%d 条答复未能保存 / so many answers were not kept", len(self._waiting))
                return False
            self._change.wait_for(lambda: self._ending, timeout=_RETRY_SECONDS)
            return True

    def _give_up(self, job: Job) -> None:
        self._lost += 1
        job[1].set()
        if self._lost == 1 or self._lost % 100 == 0:
            _log.warning("记录库不可用，已有 %d 条答复未保存 / %d answers were given up", self._lost, self._lost)
