"""Lines of a file as paragraphs: breaks in the middle of a sentence joined, offsets kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What word processors leave behind at the start of a line; it is no text of the document.
_NOISE = re.compile(r"\[bookmark:[^\]]*\]")
_BLANK = " \t\u3000\xa0"
# A line that ends so is finished; what follows is a new paragraph.
ENDED = tuple("。！？；：…”）)】》;:!?")
_GOES_ON = tuple("，。；、：）)”》】,.;")
_BODY = re.compile("[，。；：]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its words, trimmed, where they stand, and the line's own extent."""

    text: str
    text_start: int
    start: int
    end: int
    indented: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of joined text that stands in the file as it is."""

    text_start: int
    file_start: int
    length: int


def lines_of(text: str) -> list[Line]:
    """The lines of a file's text; together they cover it."""
    lines, start = [], 0
    for raw in text.split("\n"):
        end = min(start + len(raw) + 1, len(text))
        lines.append(_line(raw, start, end))
        start = end
    return lines


def join(lines: list[Line]) -> tuple[str, tuple[Run, ...]]:
    """The lines as text, one paragraph a line, and the runs that lead back to the file."""
    parts: list[str] = []
    runs: list[Run] = []
    length, previous = 0, ""
    for line in (line for line in lines if line.text):
        glue = _glue(previous, line) if parts else ""
        parts += [glue, line.text]
        runs.append(Run(length + len(glue), line.text_start, len(line.text)))
        length += len(glue) + len(line.text)
        previous = line.text
    return "".join(parts), tuple(runs)


def _line(raw: str, start: int, end: int) -> Line:
    body = raw.lstrip(_BLANK)
    noise = _NOISE.match(body)
    inner = body[noise.end() :] if noise else body
    text = inner.strip(_BLANK)
    at = start + len(raw) - len(inner) + (len(inner) - len(inner.lstrip(_BLANK)))
    return Line(text, at, start, end, indented=raw.startswith("\u3000"))


def _glue(previous: str, line: Line) -> str:
    """What stands between two lines: nothing where a sentence was broken, else a new paragraph."""
    if line.text.startswith(_GOES_ON):
        return ""
    broken = not line.indented and not previous.endswith(ENDED) and _BODY.search(previous)
    if not broken:
        return "\n"
    both_latin = previous[-1:].isascii() and previous[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha()
    return " " if both_latin else ""
