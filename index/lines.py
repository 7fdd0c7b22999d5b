"""Lines of a file as paragraphs: breaks in the middle of a sentence joined, offsets kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What word processors leave behind at the edges of a line, and page numbers on a line of their own; no text of the
# document.
_LEFT_BEHIND = r"(?:\[bookmark:[^\]]*\])"
_NOISE = re.compile(rf"(?:\s*{_LEFT_BEHIND})+")
_TRAILING_NOISE = re.compile(rf"(?:{_LEFT_BEHIND}\s*)+$")
_PAGE_NUMBER = re.compile(r"[-－–—]+\s*\d{1,3}\s*[-－–—]+|第\s*\d{1,3}\s*页(?:[,，/]?\s*共\s*\d{1,3}\s*页)?")
_BLANK = " \t\r\x0b\x0c\u3000\xa0\u2002\u2003\u200b\ufeff"
# A line that ends so is finished; what follows is a new paragraph.
ENDED = tuple("。！？；：…”）)】》;:!?")
_GOES_ON = tuple("，。；、：）)”》】,.;")
_BODY = re.compile("[，。；：]")
_AMOUNT_BROKEN = re.compile(r"\d\n[万亿元%％]")


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
    length, paragraph = 0, ""
    for line in (line for line in lines if line.text):
        glue = _glue(paragraph, line) if parts else ""
        parts += [glue, line.text]
        runs.append(Run(length + len(glue), line.text_start, len(line.text)))
        length += len(glue) + len(line.text)
        paragraph = line.text if glue == "\n" else paragraph + glue + line.text
    return "".join(parts), tuple(runs)


def _line(raw: str, start: int, end: int) -> Line:
    noise = _NOISE.match(raw)
    inner = raw[noise.end() :] if noise else raw
    text = _TRAILING_NOISE.sub("", inner).strip(_BLANK)
    if _PAGE_NUMBER.fullmatch(text):
        text = ""
    at = start + len(raw) - len(inner.lstrip(_BLANK))
    return Line(text, at, start, end, indented=raw.startswith("\u3000"))


def _glue(paragraph: str, line: Line) -> str:
    """What stands between a paragraph and the next line: nothing where a sentence was broken, else a new paragraph."""
    if line.text.startswith(_GOES_ON) or _AMOUNT_BROKEN.fullmatch(f"{paragraph[-1:]}\n{line.text[0]}"):
        return ""
    broken = not line.indented and not paragraph.endswith(ENDED) and _BODY.search(paragraph)
    if not broken:
        return "\n"
    return " " if _is_latin(paragraph[-1]) and _is_latin(line.text[0]) else ""


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
