"""A text that arrives in pieces, given on sentence by sentence, with the marks that stand behind each."""

from __future__ import annotations

import re
from typing import Final

_STOPS: Final = "。！？!?"
_OPENING: Final = "《（(「『“〔［【["
_CLOSING: Final = "》）)」』”〕］】]"
# What still belongs to a sentence behind its stop: further stops, closing brackets, citation marks.
_TAIL: Final = re.compile(rf"[{_STOPS}]*(?:[ 　]*\[\d{{1,2}}\][。]?)*[”」』）)]*(?:[ 　]*\[\d{{1,2}}\])*\**[ 　]*")
_OPEN_MARK: Final = re.compile(r"[ 　]*\[\d{0,2}$")
_LIST_MARK: Final = re.compile(r"[\s>*_#-]*(?:\d{1,3}|[a-zA-Z])$")
_SHORTENED: Final = re.compile(
    r"(?:\b(?:[A-Za-z]|No|Nos|Art|Co|Ltd|Inc|e\.g|i\.e|etc|vs|approx|Mr|Ms|Dr|cf|al|St))$", re.IGNORECASE
)
_LONGEST: Final = 600
_TAIL_ROOM: Final = 100
LONGEST_SENTENCE: Final = _LONGEST + _TAIL_ROOM
"""Characters: no longer sentence is ever given on, marks and brackets behind its stop included."""
_WEAK_STOPS: Final = "；;，,、"


def sentences(text: str) -> list[str]:
    """The sentences of a whole text in order; joined they are the text again."""
    stream = SentenceStream()
    return [*stream.feed(text), *stream.close()]


class SentenceStream:
    """Cuts a text that arrives in pieces; where the pieces end makes no difference to the sentences."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, chunk: str) -> list[str]:
        """The sentences that are certainly whole now, in order."""
        self._held += chunk
        return list(self._cut(last=False))

    def close(self) -> list[str]:
        """What is left when the text has ended; it may be a sentence without an end."""
        rest = list(self._cut(last=True))
        left, self._held = self._held, ""
        return [*rest, left] if left else rest

    def _cut(self, *, last: bool) -> list[str]:
        found: list[str] = []
        while (end := _end(self._held, last=last)) is not None:
            found.append(self._held[:end])
            self._held = self._held[end:]
        return found


def _end(text: str, *, last: bool) -> int | None:
    """Where the first sentence ends, None while that cannot be told."""
    depth = 0
    for at, char in enumerate(text):
        if char == "\n":
            return at + 1
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and _stops(text, at, last=last):
            return _with_tail(text, at + 1, last=last)
        if at >= _LONGEST:
            return _weak_end(text, at)
    return None


def _stops(text: str, at: int, *, last: bool) -> bool:
    char = text[at]
    if char in _STOPS:
        return True
    if char != ".":
        return False
    if at + 1 >= len(text):
        return last
    following = text[at + 1 :].lstrip(" ")
    if text[at + 1] not in " [" or (not following and not last) or _SHORTENED.search(text[:at]):
        return False
    if _LIST_MARK.fullmatch(text[:at]):
        return False
    return not following or following[0] in '[“"*' or not (following[0].islower() or following[0].isdigit())


def _with_tail(text: str, end: int, *, last: bool) -> int | None:
    tail = _TAIL.match(text, end)
    end = tail.end() if tail else end
    if last:
        return end + 1 if text[end : end + 1] == "\n" else end
    if end == len(text) or _OPEN_MARK.fullmatch(text, end):
        return None
    return end + 1 if text[end] == "\n" else end


def _weak_end(text: str, at: int) -> int:
    """A text without any stop is cut behind its last comma, else where it stands: such a piece cites nothing."""
    return max((text.rfind(stop, 0, at) for stop in _WEAK_STOPS), default=-1) + 1 or at
