"""The figures of one segment of a sentence, each looked up in the clauses that the segment cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard.frames import Frame, frames_of, likeness, numbers_of, tokens, word_pairs
from assistant.guard.matching import Setting, faults, kinds_like
from assistant.guard.naming import without_names
from assistant.guard.placing import Placed
from assistant.guard.references import days
from assistant.guard.segments import Segment
from assistant.guard.sources import Sources
from assistant.guard.stretch import Stretch
from assistant.guard.together import mistied
from assistant.guard.told import RATIO, Told, figures_told, loose_numbers, readable
from assistant.guard.traced import Trace, trace_of
from assistant.guard.violation import Violation, ViolationKind
from assistant.guard.wording import Limit, Use

_STOPS: Final = re.compile(r"[^;。!?\n]+")
_HOPED: Final = re.compile("可|能|会|将|应|给予|奖|补|发|批|award|receive|get|grant")
_SUPPOSED: Final = re.compile("(?:如果|假如|假设|若(?!干))[^可能]*$")
_LEFT_OPEN: Final = re.compile("(?:能否|是否|不是|并非|不会|未必)[^,;。]{0,4}$")
_SET_RIGHT: Final = re.compile(
    r"(?:并非|不是|而非|并不是|rather than|instead of|\bnot)\s*(?:[“\"‘']|最高|最多|不?超过|不?低于|每年|固定|up to"
    r"|rmb|的)*\s*$"
)
# 两地的上限一样，都是50万元: the clauses of both must say so.
_BOTH: Final = re.compile("(?:[两三]|[这那]几)个?(?:地|市|座?城市|地方|份文件)|各地|both (?:places|cities)")
_ALIKE: Final = re.compile("都|均|(?<!不)一样|(?<!不)相同|同样|皆|both|same")
_COMPARED: Final = re.compile(
    r"元?\s*,?\s*(?:(?:已经?|也|就|但|而)|which is|it is|is)?\s*"
    r"(?:(?P<below>(?:没有?|并?未|尚未|不)(?:超过|超出|高于|达到|到)|低于|小于|不到|below|under|less than)"
    r"|超过|超出|高于|大于|above|over|more than)了?\s*(?:封顶|上限|the)?的?\s*(?:rmb )?"
)
_ATTRIBUTED: Final = re.compile(r"您|你们?|贵(?:公司|司|单位|企业)|your?\b|问的|所说|提到|并非|不是|没有规定|没有写")


@dataclass(frozen=True)
class Reading:
    """A segment, readable, with the places of its stretches, in the sentence that it is part of."""

    text: str
    sentence: str
    stretches: tuple[Placed, ...]
    segment: Segment
    sources: Sources

    def violations(self) -> Iterator[Violation]:
        """What is told of the segment's figures and is not so."""
        frames = [frame for c in self.segment.cited for frame in frames_of(c.clause_id, c.document_id, c.text)]
        trace = trace_of(self.sources.calculations, {c.clause_id for c in self.segment.cited})
        plain = without_names(self.text)
        said = figures_told(plain)
        judged = [
            _compared(told, frames, trace, plain) or self._judged(told, self._here(told, frames), trace, plain)
            for told in said
        ]
        for _, found in judged:
            yield from found
        yield from self._loose(plain)
        for unit in _STOPS.finditer(plain):
            inside = [n for n, told in enumerate(said) if unit.start() <= told.start < unit.end()]
            stretch = Stretch(
                text=unit[0],
                offset=unit.start(),
                said=tuple(said[n] for n in inside),
                days=tuple(day for day in days(self.text) if unit.start() <= day.start < unit.end()),
                fits=tuple(judged[n][0] for n in inside),
                frames=tuple(frames),
                sentence=self.sentence,
                trace=trace,
                own=asked_figures(self.sources),
            )
            yield from mistied(stretch)

    def _judged(
        self, told: Told, frames: Sequence[Frame], trace: Trace, plain: str
    ) -> tuple[tuple[Frame, ...], tuple[Violation, ...]]:
        """The frames that bear a figure out as it is told, or what is wrong with it."""
        unit = next((m[0] for m in _STOPS.finditer(plain) if m.start() <= told.start < m.end()), plain)
        if _is_no_claim(told, unit):
            return (), ()
        setting = Setting(unit, self.sentence, trace.refuses, asked_figures(self.sources))
        held = [
            (frame, tuple(faults(told, one, frame, setting)))
            for frame, one in tokens(frames, kinds_like(told), told.value)
        ]
        fits = tuple(frame for frame, wrong in held if not wrong)
        if not fits and self._is_own(told):
            return (), ()
        if fits:
            misses = self._misses(told, fits)
            return fits, (Violation(ViolationKind.PLACE, told.clause.strip(), fits[0].text),) if misses else ()
        if not held or _tells_result(told, trace, unit, frames):
            other = self._elsewhere(told, trace, setting)
            if other is not None:
                return (), other
        if held:
            return (), min((wrong for _, wrong in held), key=len)
        return (), (Violation(ViolationKind.FIGURE, told.text, _alternatives(told, frames)),)

    def _is_own(self, told: Told) -> bool:
        """Whether a figure is the caller's own, told as what they have: 您公司通过了CSMM三级."""
        hoped = _HOPED.search(told.left) if told.use is Use.AWARD else None
        own = _ATTRIBUTED.search(told.clause) and not told.is_of_rule and told.limit is Limit.EXACT and not hoped
        return bool(own) and any(t.kind == told.kind and t.value == told.value for t in asked_figures(self.sources))

    def _elsewhere(self, told: Told, trace: Trace, setting: Setting) -> tuple[Violation, ...] | None:
        """What is wrong with a figure of a calculation or of the question; None when it is neither's.

        10亿元一档 and 1000万元的上限 are set by rules: neither a result nor a question sets them.
        """
        if told.is_of_rule and told.value not in trace.results:
            return None
        if _SUPPOSED.search(told.clause) and any(told.value == asked.value for asked in setting.own):
            return ()
        worked_out = trace.faults(told, setting)
        if worked_out is None and not told.is_of_rule and of_question(told, self.sources):
            return ()
        return worked_out

    def _misses(self, told: Told, fits: Sequence[Frame]) -> bool:
        """Whether a figure of several places at once, 广州和深圳都是50万元, is not borne out for each of them."""
        if _BOTH.search(self.text) and _ALIKE.search(told.clause):
            cited = {c.document_id for c in self.segment.cited}
            return len(cited) == 1 or bool(cited - {frame.document_id for frame in fits})
        stretch = self._stretch(told)
        return stretch is not None and stretch.each and bool(stretch.misses([frame.document_id for frame in fits]))

    def _stretch(self, told: Told) -> Placed | None:
        return next((s for s in self.stretches if s.start <= told.start < s.end), None)

    def _here(self, told: Told, frames: Sequence[Frame]) -> list[Frame]:
        """The frames of the places that the figure's stretch speaks of."""
        stretch = self._stretch(told)
        if stretch is None or not stretch.places.documents:
            return list(frames)
        return [frame for frame in frames if not stretch.misses([frame.document_id]) or stretch.each]

    def _loose(self, plain: str) -> Iterator[Violation]:
        """Numbers that count nothing must stand in the clauses, their titles or the question as they are."""
        held = numbers_of(f"{self.sources.question}\n{self.sources.rewritten}")
        for c in self.segment.cited:
            held |= numbers_of(c.text) | numbers_of(c.document) | numbers_of(c.title)
        held |= {number for one in self.sources.calculations for step in one.steps for number in numbers_of(step.text)}
        for number in sorted(loose_numbers(plain) - held):
            yield Violation(ViolationKind.FIGURE, number)


def asked_figures(sources: Sources) -> tuple[Told, ...]:
    """The figures of what was asked."""
    return figures_told(readable(f"{sources.question}\n{sources.rewritten}"))


def _is_no_claim(told: Told, unit: str) -> bool:
    """Whether a figure is one of the loose numbers, left open, 能否足额, or put right by another: 并非50%."""
    left_open = told.kind == RATIO and _LEFT_OPEN.search(told.left)
    put_right = _SET_RIGHT.search(told.left) and len(figures_told(unit)) > 1
    return told.kind == Kind.BARE or bool(left_open or put_right)


def _compared(
    told: Told, frames: Sequence[Frame], trace: Trace, plain: str
) -> tuple[tuple[Frame, ...], tuple[Violation, ...]] | None:
    """The frames of a figure that the one right before it is compared with: 270万元，超过了200万元.

    None when it is not; a violation when the comparison is wrong.
    """
    same = tuple(frame for frame, _ in tokens(frames, kinds_like(told), told.value))
    last = next((one for one in reversed(figures_told(plain)) if one.start < told.start), None)
    match = _COMPARED.fullmatch(plain, last.end, told.start) if last and last.kind == told.kind else None
    if match is None or last is None or not (same or told.value in trace.results):
        return None
    if (last.value > told.value) is bool(match["below"]):
        return (), (Violation(ViolationKind.BOUND, told.clause.strip(), f"{last.text}，{told.text}"),)
    return same, ()


def of_question(told: Told, sources: Sources) -> bool:
    """Whether a figure is only what was asked, not told as something to be had."""
    asked = asked_figures(sources)
    if not any(told.value == other.value and told.kind == other.kind for other in asked):
        return False
    if told.kind in (Kind.RATE, RATIO) or told.use is Use.AWARD:
        return bool(_ATTRIBUTED.search(told.clause))
    return True


def _tells_result(told: Told, trace: Trace, unit: str, frames: Sequence[Frame]) -> bool:
    """Whether an amount is told as a step or the outcome of a calculation, not as the clause's own figure."""
    if told.kind != Kind.MONEY:
        return told.kind == Kind.RATE and trace.reckons(told)
    wordless = not any(likeness(word_pairs(unit), frames).values())
    return trace.works_out(told) or (wordless and trace.headlines(told))


def _alternatives(told: Told, frames: Sequence[Frame]) -> str:
    kinds = kinds_like(told)
    return "、".join(dict.fromkeys(held.text for frame in frames for held in frame.figures if held.kind in kinds))
