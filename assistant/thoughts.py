"""What a model thinks aloud before it answers, left out of its reply as it streams in."""

from __future__ import annotations

_OPEN, _CLOSE = "<think>", "</think>"


class Thoughts:
    """Passes text on without a ``<think>`` block at its beginning, wherever the pieces end."""

    def __init__(self) -> None:
        self._held = ""
        self._state = "undecided"

    def feed(self, piece: str) -> str:
        """What of the text so far can be passed on now."""
        if self._state == "answer":
            return piece
        if self._state == "ended":
            begun = piece.lstrip()
            self._state = "answer" if begun else "ended"
            return begun
        self._held += piece
        if self._state == "undecided":
            self._decide()
        if self._state == "thinking":
            return self._after_thoughts()
        return self._release() if self._state == "answer" else ""

    def close(self) -> str:
        """What was held back when the text has ended: nothing of thoughts that never ended."""
        return self._release() if self._state == "undecided" else ""

    def _decide(self) -> None:
        begun = self._held.lstrip()
        if begun.startswith(_OPEN):
            self._state = "thinking"
        elif not _OPEN.startswith(begun):
            self._state = "answer"

    def _after_thoughts(self) -> str:
        _, closed, rest = self._held.partition(_CLOSE)
        if closed:
            self._state, self._held = "ended", ""
            return self.feed(rest)
        # The end mark may be cut in two; more than its length need not be kept.
        self._held = _OPEN + self._held[-len(_CLOSE) :]
        return ""

    def _release(self) -> str:
        held, self._held, self._state = self._held, "", "answer"
        return held
