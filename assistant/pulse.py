"""How a chat model fared when it was last asked, and whether its server can be reached when it never was."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from assistant.settings import Settings
from assistant.types import Fault

_PATIENCE: Final = 1.0
_FRESH: Final = 10.0  # seconds that a look at the server is good for: health is asked for again and again
# These say something about one answer, not about the model's being there.
_OF_AN_ANSWER: Final = frozenset({Fault.CONTEXT, Fault.NONSENSE, Fault.TOO_LONG, Fault.UNFAITHFUL, Fault.TRUNCATED})


class Pulse:
    """What is known of one model; shared between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._fault: Fault | None = None
        self._looked = 0.0
        self._reached = True

    def felt(self, fault: Fault | None) -> None:
        """Keep how a call ended: with a fault, or well."""
        with self._lock:
            self._asked, self._fault = True, None if fault in _OF_AN_ANSWER else fault

    def state(self, settings: Settings) -> Mapping[str, Any]:
        """The model's part of the health: its name, whether it is well, the fault of its last call if any."""
        with self._lock:
            if self._fault in (None, Fault.UNREACHABLE) and (self._fault or not self._asked):
                self._look(settings)
            fault = self._fault
        told: dict[str, Any] = {"ok": fault is None, "engine": settings.model, "asked": self._asked}
        return told if fault is None else {**told, "why": fault.value}

    def _look(self, settings: Settings) -> None:
        """See whether the server takes connections; a provider's own address is not known here and is left alone."""
        if settings.base_url and time.monotonic() - self._looked > _FRESH:
            self._looked, self._reached = time.monotonic(), reachable(settings.base_url)
            self._fault = None if self._reached else Fault.UNREACHABLE


def reachable(url: str) -> bool:
    """Whether somebody takes connections at an address."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        with socket.create_connection((parts.hostname or "", port), timeout=_PATIENCE):
            return True
    except OSError:
        return False
