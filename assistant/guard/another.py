"""Figures and dates of one award told in the words of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard.frames import Frame, likeness, word_pairs
from assistant.guard.references import days
from assistant.guard.stretch import Stretch, among, is_given, of_other_tier
from assistant.guard.told import Told
from assistant.guard.violation import Violation, ViolationKind

_OWN_WORDS: Final = Fraction(2)
_CLEARLY: Final = 3  # times as like another award as the one that holds the figure
_ANYBODY: Final = word_pairs("规模以上人工智能和软件信息服务业企业、单位、项目、公司、新引进、新入驻、新落户")
_PARALLEL: Final = 3  # two awards are parallel when two thirds of their words are the same
_LEVEL: Final = re.compile("(国家|省|市|区)级(?!层面|文件|政策|措施|财政|以上)")


def of_another(told: Told, words: str, frames: Sequence[Frame], fits: Sequence[Frame]) -> Iterator[Violation]:
    """A figure that only one award holds, in words that are another's."""
    if is_given(told) or told.kind == Kind.RATE:
        counting = [frame for frame in frames if any(t.kind != Kind.BARE for t in frame.figures)]
        if _other_level(words, fits):
            yield of_other_tier(told, fits[0].text)
        other = _actor(words, frames, fits) or _sibling(words, frames, fits) or _clearly_another(words, counting, fits)
        if other:
            yield of_other_tier(told, other.text)


def days_of_another(stretch: Stretch) -> Iterator[Violation]:
    """A date that only one part of a clause holds, in words that are another's."""
    dated = [(frame, tuple(days(frame.text))) for frame in stretch.frames]
    for day in stretch.days:
        fits = [frame for frame, held in dated if any(day.tells(other) for other in held)]
        before = stretch.words_before(day.start, stretch.offset)
        words = before if word_pairs(before) else stretch.text
        other = _clearly_another(words, [frame for frame, held in dated if held], fits) if fits else None
        if other:
            yield Violation(ViolationKind.FIGURE, day.text, other.text)


def _other_level(words: str, fits: Sequence[Frame]) -> bool:
    """Whether words name a level of government where the awards that hold a figure name another: 省级 for 国家级."""
    said = set(_LEVEL.findall(words))
    held = [set(_LEVEL.findall(fit.text)) for fit in fits]
    return bool(said) and all(theirs and not said & theirs for theirs in held)


def _sibling(words: str, frames: Sequence[Frame], fits: Sequence[Frame]) -> Frame | None:
    """An award told apart from those that hold a figure by the few words in which the two differ: 其他园区."""
    said = word_pairs(words)
    others = [frame for frame in frames if frame.award and not among(frame, fits)]
    for other in others:
        alike = [fit for fit in fits if fit.award and fit.clause_id == other.clause_id and _parallel(fit, other)]
        if len(alike) == len(fits) and all(_only(said, other, fit) and not _only(said, fit, other) for fit in fits):
            return other
    return None


def _actor(words: str, frames: Sequence[Frame], fits: Sequence[Frame]) -> Frame | None:
    """An award of the same clause whose receiver the words name, when those that hold a figure are for another."""
    said = word_pairs(words)
    mine = frozenset().union(*(word_pairs(fit.award.who) for fit in fits if fit.award))
    if not all(fit.award for fit in fits) or said & mine:
        return None
    for other in frames:
        if other.award and not among(other, fits) and other.clause_id == fits[0].clause_id:
            theirs = word_pairs(other.award.who) - mine - _ANYBODY
            if said & theirs and not any(said & theirs & word_pairs(fit.text) for fit in fits):
                return other
    return None


def _parallel(one: Frame, other: Frame) -> bool:
    shared = len(one.pairs & other.pairs)
    return shared * _PARALLEL >= max(len(one.pairs), len(other.pairs)) * (_PARALLEL - 1)


def _only(said: frozenset[str], one: Frame, other: Frame) -> bool:
    """Whether the words hold what stands in one of two frames and not in the other."""
    return bool(said & (one.pairs - other.pairs))


def _clearly_another(words: str, frames: Sequence[Frame], fits: Sequence[Frame]) -> Frame | None:
    alike = likeness(word_pairs(words), frames)
    best = max(alike, key=lambda n: alike[n], default=None)
    if best is None or alike[best] < _OWN_WORDS:
        return None
    mine = max((alike[n] for n, frame in enumerate(frames) if among(frame, fits)), default=Fraction(0))
    return frames[best] if mine * _CLEARLY <= alike[best] else None
