"""A cited clause taken apart: each of its awards with the figures that belong to it, and the rest of its sentences."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assistant.calculator.load import load_rules
from assistant.calculator.schema import Award, Cap, Effect, Per
from assistant.guard.told import Told, figures_told, loose_numbers, readable
from assistant.guard.wording import Whose

_SENTENCES: Final = re.compile(r"[^。;；！？\n]+")
# Words of every award say nothing of which one is meant.
_FILLERS: Final = re.compile(
    "以审定为准|定额|最高|最多|不超过|不低于|给予|奖励|资助|补贴|补助|支持|上限|封顶|一次性|分别|每年|年度|连续"
    "|[万亿]元|以上|以下|以内|首次|达到|可以|获得|符合条件|的|对|按|其(?![他它])"
    "|深圳市?|广州市?|光明区?|广东省?|全国|我市|省里|市里|区里"
)
_CHINESE: Final = re.compile("[\u4e00-\u9fff]+")
_WHOSE: Final = {
    Per.PROJECT: Whose.PROJECT,
    Per.EVENT: Whose.EVENT,
    Per.PERSON: Whose.PERSON,
    Per.CITY_YEAR: Whose.CITY,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a clause whose figures belong together, and its award when there is a rule for it."""

    clause_id: str
    document_id: str
    text: str
    figures: tuple[Told, ...]
    pairs: frozenset[str]
    award: Award | None = None
    all_upper: bool = False

    def is_yearly(self, told: Told) -> bool:
        """Whether one of its amounts is so much a year, by its words or by its rule."""
        return told.yearly or any(cap.per.is_yearly and cap.amount.value == told.value for cap in self._caps)

    def counts_by(self, told: Told) -> Whose | None:
        """What one of its amounts is counted by, by its words or by its rule."""
        held = (_WHOSE.get(cap.per, Whose.ENTERPRISE) for cap in self._caps if cap.amount.value == told.value)
        return told.whose or next(held, None)

    @property
    def _caps(self) -> tuple[Cap, ...]:
        return self.award.caps if self.award else ()


@functools.lru_cache(maxsize=1024)
def frames_of(clause_id: str, document_id: str, text: str) -> tuple[Frame, ...]:
    """The frames of a clause: one for each award that its rules quote from it, one for each sentence besides."""
    book = load_rules()
    awards = [award for award in book.of_clause(clause_id) if award.quote in text]
    upper = book.provision(document_id, Effect.ALL_UPPER) is not None
    rest = text
    for award in awards:
        rest = rest.replace(award.quote, "\n")
    quoted: list[tuple[str, Award | None]] = [(award.quote, award) for award in awards]
    others: list[tuple[str, Award | None]] = [
        (match[0], None) for match in _SENTENCES.finditer(rest) if match[0].strip()
    ]
    return tuple(_frame(clause_id, document_id, words, award, upper) for words, award in (*quoted, *others))


def _frame(clause_id: str, document_id: str, words: str, award: Award | None, upper: bool) -> Frame:
    plain = readable(words)
    title = readable(award.title) if award else ""
    return Frame(
        clause_id,
        document_id,
        plain,
        figures_told(plain),
        word_pairs(f"{plain}\n{title}"),
        award,
        upper and award is not None,
    )


@functools.lru_cache(maxsize=1024)
def numbers_of(text: str) -> frozenset[str]:
    """The numbers of a clause that count nothing: 5g, 1024."""
    return loose_numbers(readable(text))


def word_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of a text: what it speaks of."""
    return frozenset(run[n : n + 2] for run in _CHINESE.findall(_FILLERS.sub(" ", text)) for n in range(len(run) - 1))


def likeness(words: frozenset[str], frames: Iterable[Frame]) -> Mapping[int, Fraction]:
    """How much of each frame's own words stand in other words, by the frame's place; common words count nothing."""
    listed = tuple(frames)
    spread = Counter(pair for frame in listed for pair in frame.pairs & words)
    return {
        place: sum(
            (Fraction(1, spread[pair]) for pair in frame.pairs & words if spread[pair] < len(listed)), Fraction(0)
        )
        for place, frame in enumerate(listed)
    }


def tokens(frames: Iterable[Frame], kinds: frozenset[str], value: Fraction) -> Iterator[tuple[Frame, Told]]:
    """The figures of frames with one of the kinds and this value."""
    for frame in frames:
        for told in frame.figures:
            if told.value == value and told.kind in kinds:
                yield frame, told
