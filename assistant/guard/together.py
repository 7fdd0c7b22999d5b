"""The figures of one stretch of a sentence taken together: tied to each other, and to what the stretch speaks of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard.another import days_of_another, of_another
from assistant.guard.frames import Frame, likeness, word_pairs
from assistant.guard.reaching import misplaced_ends, overreached, unreached
from assistant.guard.reckoning import misreckoned
from assistant.guard.stretch import Stretch, among, is_given, of_other_tier
from assistant.guard.tiers import mispaired, names_step, scale_of
from assistant.guard.told import Told, figures_told
from assistant.guard.violation import Violation, ViolationKind
from assistant.guard.wording import Use

_OF_ONE: Final = (Kind.RATE, Kind.DURATION)  # an award has one of each, unless they are listed
_SEPARATORS: Final = " 、/和及与或,元"
_NAMED: Final = re.compile(r"(?:[a-z]+\W+){5}|第.档|国家|省级|市级")
_EXCEEDS: Final = re.compile(
    r"(?P<below>(?:没有?|未|不|并未|尚未)(?:超过|超出|高于|突破|达到|到)|低于|小于|不到|不足)了?\D{0,3}$"
    r"|(?:超过|超出|高于|突破|大于)了?\D{0,3}$"
)
_IS: Final = re.compile(r"(?:计算?|算|的话)?,?(?:为|也?就是|是|即|合|等于)(?:不超过|最高|最多)?")
_TO: Final = re.compile(r"\s*(?:元?\s*(?:至|到|-|—|~)|to)\s*(?:rmb )?")
_RECKONED: Final = re.compile("计算|乘以|算下来|[=×]")
_ADDRESSED: Final = re.compile(r"您|你们|贵(?:公司|司|单位|企业)|your?\b")


def mistied(stretch: Stretch) -> Iterator[Violation]:
    """The figures that are right by themselves, and told for something that they are not for."""
    wrong = _wrong_steps(stretch)
    fits = []
    for told, frames in zip(stretch.said, stretch.fits, strict=True):
        left = tuple(frame for frame in frames if (told.start, id(frame)) not in wrong)
        if frames and (not left or _fits_worse(told, left, wrong, stretch)):
            yield of_other_tier(told, next(wrong[key] for key in wrong if key[0] == told.start))
        fits.append(left)
    yield from _apart([pair for pair in zip(stretch.said, fits, strict=True) if pair[1]])
    yield from _asked_behind([pair for pair in zip(stretch.said, fits, strict=True) if pair[1]])
    yield from _exceeding(stretch)
    start = stretch.offset
    given = False
    for told, left in zip(stretch.said, fits, strict=True):
        end = stretch.end_of(told)
        words = stretch.words_before(end, start)
        if left:
            yield from of_another(told, words, stretch.frames, left)
            yield from _not_worked_out(told, words, stretch, first=not given)
            given = given or (is_given(told) and not told.is_of_rule)
            yield from _asked_elsewhere(told, stretch, left)
        elif is_given(told) and told.value in stretch.trace.results and not stretch.trace.works_out(told):
            given = True
        start = end if is_given(told) else start
    yield from _steps(stretch)
    yield from _misranged(stretch)
    yield from days_of_another(stretch)
    yield from _not_of_trace(stretch)
    yield from misreckoned(stretch)


def _wrong_steps(stretch: Stretch) -> dict[tuple[int, int], str]:
    """The amounts tied to another threshold or level than theirs, by their place and the frame's identity."""
    said = [replace(told, start=told.start - stretch.offset, end=told.end - stretch.offset) for told in stretch.said]
    frames = {id(frame): frame for several in stretch.fits for frame in several}
    return {
        (told.start + stretch.offset, number): allowed
        for number, frame in frames.items()
        for told, allowed in mispaired(stretch.text, said, frame, sentence=stretch.sentence)
    }


def _steps(stretch: Stretch) -> Iterator[Violation]:
    """What is told of a scale's steps that are not reached, reached later, the first or the last."""
    awards = {f.award.id for several in stretch.fits for f in several if f.award}
    for scale in filter(None, map(scale_of, awards)):
        told_of = (stretch.text, stretch.offset, stretch.said, scale)
        wrong = (*unreached(*told_of, own=stretch.own), *misplaced_ends(*told_of), *overreached(*told_of))
        yield from (of_other_tier(told, allowed) for told, allowed in wrong)


def _misranged(stretch: Stretch) -> Iterator[Violation]:
    """The upper end of a range that was worked out otherwise: 240万元至1000万元 for 240万元至500万元."""
    for low, high in itertools.pairwise(stretch.said):
        one = low.start == high.start or _TO.fullmatch(stretch.words_before(high.start, low.end))
        if one and stretch.trace.misranged(low, high):
            yield Violation(ViolationKind.FIGURE, stretch.words_before(high.end, low.start).strip())


def _fits_worse(told: Told, left: Sequence[Frame], wrong: Mapping[tuple[int, int], str], stretch: Stretch) -> bool:
    """Whether the words are those of a scale that the amount is mispaired in, no less than those of what still fits."""
    mispaired_in = [frame for frame in stretch.frames if (told.start, id(frame)) in wrong]
    if not mispaired_in:
        return False
    alike = likeness(word_pairs(stretch.words_before(told.end, stretch.offset)), stretch.frames)
    best = max((alike[n] for n, frame in enumerate(stretch.frames) if among(frame, mispaired_in)), default=Fraction(0))
    return best >= max(alike[n] for n, frame in enumerate(stretch.frames) if among(frame, left))


def _apart(fitted: Sequence[tuple[Told, tuple[Frame, ...]]]) -> Iterator[Violation]:
    """Figures told of one award that no one award holds together."""
    common: tuple[Frame, ...] = ()
    for (one, first), (other, second) in itertools.pairwise(fitted):
        common = common or first
        if not _belong_together(one, other):
            common = ()
            continue
        shared = tuple(frame for frame in second if among(frame, common))
        if not shared:
            yield Violation(ViolationKind.TIER, f"{one.text}…{other.text}", common[0].text)
        common = shared


def _asked_behind(fitted: Sequence[tuple[Told, tuple[Frame, ...]]]) -> Iterator[Violation]:
    """The conditions of the one amount of a stretch that stand behind it: up to X once revenue reaches Y."""
    given = [(told, frames) for told, frames in fitted if is_given(told) and told.kind == Kind.MONEY]
    asked = [(told, frames) for told, frames in fitted if told.kind == Kind.MONEY and told.use is Use.THRESHOLD]
    if len(given) != 1:
        return
    amount, held = given[0]
    for told, frames in asked:
        if told.start > amount.end and not any(among(frame, held) for frame in frames):
            yield Violation(ViolationKind.TIER, f"{amount.text}…{told.text}", frames[0].text)


def _exceeding(stretch: Stretch) -> Iterator[Violation]:
    """An amount told to exceed a ceiling that it does not, or the other way round: 28.8万元，超过360万元的上限."""
    amounts = [told for told in stretch.said if told.kind == Kind.MONEY]
    for before, told in itertools.pairwise(amounts):
        match = _EXCEEDS.search(told.left)
        if match and told.is_of_rule and (before.value > told.value) is bool(match["below"]):
            yield Violation(ViolationKind.BOUND, told.clause.strip(), f"{before.text}，{told.text}")


def _belong_together(one: Told, other: Told) -> bool:
    """A condition or rate and its amount, an amount and for how long, the amounts of a list."""
    if one.kind == other.kind and one.kind in _OF_ONE:
        return not other.left.strip(_SEPARATORS)
    if Kind.RENT in (one.kind, other.kind):
        return one.kind != other.kind and one.kind == Kind.RENT
    listed = other.kind == one.kind and not other.left.strip(_SEPARATORS)
    return not is_given(one) or other.kind == Kind.DURATION or listed


def _is_one_of_several(told: Told, stretch: Stretch) -> bool:
    """Whether an amount is one step of a scale, in a sentence without a word of which."""
    if len(stretch.said) > 1 or any(likeness(word_pairs(stretch.sentence), stretch.frames).values()):
        return False
    frames = [frame for frame in stretch.frames if any(t.value == told.value for t in frame.figures)]
    scales = [scale_of(frame.award.id) if frame.award else None for frame in frames]
    return all(scales) and not any(scale and names_step(stretch.sentence, scale) for scale in scales)


def _not_of_trace(stretch: Stretch) -> Iterator[Violation]:
    """Amounts in a sum that the calculation does not make: 500万元 × 10% = 500万元."""
    for number, told in enumerate(stretch.said):
        after_rate = number > 0 and stretch.said[number - 1].kind == Kind.RATE
        of_rate = after_rate and _IS.fullmatch(told.left.strip()) is not None
        if told.kind == Kind.MONEY and stretch.trace.misreckons(told, of_rate=of_rate):
            yield Violation(ViolationKind.FIGURE, f"{told.left}{told.text}".strip())


def _not_worked_out(told: Told, words: str, stretch: Stretch, *, first: bool) -> Iterator[Violation]:
    """What the caller is said to get, or what is told without a word of what for, must have been worked out."""
    conditional = any(told.use is Use.THRESHOLD for told, fits in zip(stretch.said, stretch.fits, strict=True) if fits)
    if not first or not is_given(told) or told.is_of_rule or conditional:
        return
    silent = not any(likeness(word_pairs(words), stretch.frames).values()) and not _NAMED.search(words)
    results = stretch.trace.results
    own = silent or _ADDRESSED.search(words) or _RECKONED.search(words)
    if silent and not results and _is_one_of_several(told, stretch):
        yield of_other_tier(told, stretch.frames[0].text)
    if results and own and not stretch.trace.came_to(told):
        yield Violation(ViolationKind.FIGURE, told.text, "、".join(f"{float(amount):,.0f}元" for amount in results))


def _asked_elsewhere(told: Told, stretch: Stretch, fits: Sequence[Frame]) -> Iterator[Violation]:
    """An amount without a condition beside it, where the sentence's own condition is that of another award."""
    if told.kind != Kind.MONEY or told.use is not Use.AWARD or stretch.is_conditional:
        return
    asked = {t.value for t in figures_told(stretch.sentence) if t.kind == Kind.MONEY and t.use is Use.THRESHOLD}
    theirs = [f for f in stretch.frames if any(t.value in asked and t.use is Use.THRESHOLD for t in f.figures)]
    if theirs and not any(among(frame, fits) for frame in theirs):
        yield of_other_tier(told, theirs[0].text)
