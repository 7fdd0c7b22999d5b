"""What is too old is erased: at the start, and once a day after that."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Final

from assistant.errors import AssistantError

_A_DAY: Final = 24 * 3600.0
_SOON: Final = 600.0
"""Seconds until the next try after one that failed."""

_log = logging.getLogger(__name__)


class Retention:
    """Runs ``purge`` at once and then daily, in a thread of its own, until closed."""

    def __init__(self, purge: Callable[[], Mapping[str, int]], *, every: float = _A_DAY, retry: float = _SOON) -> None:
        self._purge, self._every, self._retry = purge, every, retry
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="retention", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Erase nothing any more."""
        self._closed.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._closed.is_set():
            self._closed.wait(self._every if self._erased() else self._retry)

    def _erased(self) -> bool:
        try:
            self._purge()
        except AssistantError as error:
            _log.warning("到期记录未能清除：%s", error)
            return False
        except Exception as error:  # a thread that ended would keep everything for ever
            _log.warning("到期记录未能清除（%s） / expired records were not erased", type(error).__name__)
            return False
        return True
