"""A sentence by its citation marks: which of its words rest on which clauses."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.cite import MARK, marks
from assistant.types import Citation

_MARKS: Final = re.compile(r"(?:\s*[、,，和及与]?\s*\[\d{1,2}\])+")
_AGAIN: Final = re.compile(r"\s*[,，(（]\s*(?:也?就是|即|相当于|折合|合)\s*[\d一二三四五六七八九十两百]")
_EACH: Final = re.compile(r"\s*[,，]?\s*(?:都|均|同样|一样|皆|各)")
_CLAIMING: Final = re.compile(r"一(?![条项个份点])|[\d〇零二三四五六七八九十百千万亿两半%％]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence and the clauses that its marks stand for; none where nothing is marked.

    What is said of each of several clauses is ``of_each``: the place named last is not the only one meant.
    """

    text: str
    cited: tuple[Citation, ...]
    of_each: bool = False


def segments(sentence: str, citations: Sequence[Citation]) -> tuple[Segment, ...]:
    """The stretches of a sentence in order, each with what it cites.

    A mark stands for the words before it; where it stands before the first figure, as in 深圳[1]给50万元,
    for those behind it. What no mark stands behind rests on all that the sentence cites.
    """
    pieces = _rejoined(_pieces(sentence))
    everything = tuple(citations[n - 1] for n in dict.fromkeys(marks(sentence)) if 1 <= n <= len(citations))
    if len(pieces) > 2 and _all_lead(pieces):
        # 在深圳[1]和广州[2]都是最高50万元: what is said at last is said of each.
        named = [Segment(text, _cited(numbers, citations)) for text, numbers in pieces[:-1] if text.strip()]
        return (*named, *(Segment(pieces[-1][0], (one,), of_each=True) for one in everything))
    if len(pieces) > 1 and _leads(pieces):
        pieces = _led(pieces)
    return tuple(Segment(text, _cited(numbers, citations) or everything) for text, numbers in pieces if text.strip())


def _cited(numbers: Sequence[int], citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(citations[n - 1] for n in numbers if 1 <= n <= len(citations))


def _led(pieces: Sequence[tuple[str, tuple[int, ...]]]) -> list[tuple[str, tuple[int, ...]]]:
    """The stretches each with the mark before it; the words between the last comma and a mark go with what follows."""
    led, head = [], pieces[0][0]
    for (_, numbers), (text, following) in itertools.pairwise(pieces):
        said, comma, lead = _split(text) if following else (text, "", "")
        led.append((head + said + comma, numbers))
        head = lead
    return led


def _split(text: str) -> tuple[str, str, str]:
    """A text before its last comma, the comma, and what stands behind it."""
    comma = max(text.rfind(stop) for stop in ",，;；")
    return (text[:comma], text[comma], text[comma + 1 :]) if comma >= 0 else (text, "", "")


def _all_lead(pieces: Sequence[tuple[str, tuple[int, ...]]]) -> bool:
    """Whether several marks stand before all that is claimed, and the claim is of each."""
    *leading, (last, numbers) = pieces
    claims = [_CLAIMING.search(text) for text, _ in leading]
    return not any(claims) and not numbers and bool(_CLAIMING.search(last)) and bool(_EACH.match(last))


def _pieces(sentence: str) -> list[tuple[str, tuple[int, ...]]]:
    """The stretches between groups of marks, each with the group behind it."""
    pieces, start = [], 0
    for group in _MARKS.finditer(sentence):
        pieces.append((sentence[start : group.start()], marks(group[0])))
        start = group.end()
    return [*pieces, (sentence[start:], ())]


def _rejoined(pieces: list[tuple[str, tuple[int, ...]]]) -> list[tuple[str, tuple[int, ...]]]:
    """The stretches, with one that only says the last again in another writing, 也就是500万元, joined to it."""
    if len(pieces) > 1 and _AGAIN.match(pieces[-1][0]) and not pieces[-1][1]:
        (words, numbers), (more, _) = pieces[-2:]
        return [*pieces[:-2], (words + more, numbers), ("", ())]
    return pieces


def _leads(pieces: Sequence[tuple[str, tuple[int, ...]]]) -> bool:
    """Whether marks stand before what they stand for."""
    first, last = MARK.sub("", pieces[0][0]), pieces[-1][0]
    return not _CLAIMING.search(first) and bool(_CLAIMING.search(last))
