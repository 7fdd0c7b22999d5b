"""One sentence of a chat model against the clauses that it cites: what it says must be what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.cite import MARK, marks
from assistant.guard.bodies import misattributed
from assistant.guard.conditions import invented, joined
from assistant.guard.frames import frames_of, numbers_of
from assistant.guard.markup import markup
from assistant.guard.naming import misnamed, without_names
from assistant.guard.placing import Placed, lies_in, placed, strangers, unrelated
from assistant.guard.polarity import barred, turned_round
from assistant.guard.promising import promised
from assistant.guard.quoting import misquoted
from assistant.guard.reading import Reading, of_question
from assistant.guard.references import unlisted
from assistant.guard.segments import Segment, segments
from assistant.guard.silence import unsilent
from assistant.guard.sources import Sources
from assistant.guard.stacking import miscombined, speaks_of_combining
from assistant.guard.standing import misplaced
from assistant.guard.stream import LONGEST_SENTENCE
from assistant.guard.supporting import better_elsewhere
from assistant.guard.told import figures_told, loose_numbers, readable
from assistant.guard.traced import trace_of
from assistant.guard.violation import Violation, ViolationKind
from assistant.guard.wording import is_lacking, refuses_award, without_denials
from assistant.places import Places

_CLAIM: Final = re.compile(
    r"给予|奖励|资助|补贴|补助|贴息|贴保|配套|享受|叠加|兼得|不得|可以?申请|可申报|可获|可得|能拿|能领|符合条件|有资格"
    r"|award|grant|subsid|eligible|entitled"
)
# Talk about the answer, advice and questions claim nothing of the documents.
_NO_CLAIM: Final = re.compile(
    r"[?:]\s*$|如果您|如需|若需|请|建议|可以告诉|告诉我|以上|以下|下面|上述|没有(?:规定|写明|提到|说明|载明)"
    r"|未(?:规定|写明|提到|说明|载明)"
    r"|为准|核实|确认|咨询|please|let me know|not (?:state|say|specif)"
)


_SHOWN: Final = 20  # characters of a sentence that is too long
# 在光明区办活动, of which the city's clause speaks too.
_SCENE: Final = re.compile(r"\s*(?:如果|若)?(?:您|贵公司|企业)?(?:位于|落户|在)")


def violations(sentence: str, sources: Sources) -> tuple[Violation, ...]:
    """What the sentence says that its cited clauses do not; empty when it may be shown.

    A mark [n] stands for the n-th clause of the sources.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return (Violation(ViolationKind.LENGTH, sentence[:_SHOWN]),)
    found = [Violation(ViolationKind.MARKUP, text) for text in markup(sentence)]
    numbers = marks(sentence)
    usable = "、".join(f"[{n}]" for n in range(1, len(sources.citations) + 1))
    found += [
        Violation(ViolationKind.UNRESOLVED, f"[{n}]", usable) for n in numbers if not 1 <= n <= len(sources.citations)
    ]
    if found:
        return tuple(found)
    if not numbers:
        return tuple(_uncited(sentence, sources, usable))
    return tuple(dict.fromkeys(_of_segments(sentence, sources)))


def _uncited(sentence: str, sources: Sources, usable: str) -> Iterator[Violation]:
    """A sentence without a mark may repeat the question and talk; it may not claim."""
    text = readable(unlisted(sentence))
    known = _known(sources)
    said = figures_told(without_names(text))
    of_sources = [told for told in said if not of_question(told, sources)]
    loose = loose_numbers(without_names(text)) - numbers_of(known)
    tells = of_sources or loose or misnamed(text, (), known, sources.as_of)
    if tells or (_CLAIM.search(text) and not _NO_CLAIM.search(text)):
        yield Violation(ViolationKind.UNCITED, sentence.strip(), usable)


def _of_segments(sentence: str, sources: Sources) -> Iterator[Violation]:
    plain = readable(MARK.sub("", unlisted(sentence)))
    before = Places()
    for number, segment in enumerate(segments(sentence, sources.citations)):
        text = readable(unlisted(segment.text, whole=number == 0))
        stretches = placed(text, segment.cited, Places() if segment.of_each else before)
        before = stretches[-1].places if stretches else before
        yield from misnamed(text, segment.cited, _known(sources), sources.as_of)
        yield from _of_words(segment, text, sources)
        yield from _of_claims(text, plain, segment, sources)
        for stretch in stretches:
            yield from _of_stretch(text, plain, stretch, segment, sources)
        yield from Reading(text, plain, stretches, segment, sources).violations()


def _of_words(segment: Segment, text: str, sources: Sources) -> Iterator[Violation]:
    """What a segment quotes, and whether its words are those of its clauses at all."""
    worked_out = _steps(sources, segment)
    for said in misquoted(segment.text, segment.cited, (_known(sources), *worked_out)):
        yield Violation(ViolationKind.QUOTE, said)
    other = better_elsewhere(text, segment.cited, sources.citations, known="\n".join(worked_out))
    if other:
        yield Violation(ViolationKind.SUPPORT, segment.text.strip(), f"{other.document}{other.label}")


def _of_claims(text: str, plain: str, segment: Segment, sources: Sources) -> Iterator[Violation]:
    """What a segment promises, asks for or forbids, and whom it puts in charge."""
    yield from (Violation(ViolationKind.PROMISE, said) for said in promised(text, segment.cited, sources.calculations))
    for name, held in misattributed(text, segment.cited):
        yield Violation(ViolationKind.BODY, name, held)
    held_texts = [readable(c.text) for c in segment.cited]
    known = [
        *held_texts,
        *(readable(f"{c.document}{c.label}{c.title}") for c in segment.cited),
        readable(_known(sources)),
    ]
    for said in unsilent(
        text, [frame for c in segment.cited for frame in frames_of(c.clause_id, c.document_id, c.text)]
    ):
        yield Violation(ViolationKind.NEGATION, said, segment.cited[0].quote)
    for said in (*invented(text, known), *joined(text, held_texts)):
        yield Violation(ViolationKind.CONDITION, said, segment.cited[0].quote)
    refused = trace_of(sources.calculations, {c.clause_id for c in segment.cited}).refuses
    for said in (*turned_round(text, plain, held_texts), *(() if refused else barred(text, plain, held_texts))):
        yield Violation(ViolationKind.NEGATION, said, segment.cited[0].quote)


def _of_stretch(text: str, plain: str, stretch: Placed, segment: Segment, sources: Sources) -> Iterator[Violation]:
    """What a stretch between two commas says of places, of combining, and of nothing being given."""
    words = text[stretch.start : stretch.end]
    if any(map(str.isalnum, words)) and _misplaces(words, stretch, segment):
        yield Violation(ViolationKind.PLACE, words.strip(), _titles(segment))
    for place in strangers(words, segment.cited, readable(_known(sources))):
        yield Violation(ViolationKind.PLACE, place, segment.cited[0].quote)
    for said, held in misplaced(words, segment.cited, stretch.places.documents):
        yield Violation(ViolationKind.STANDING, said, held)
    if speaks_of_combining(words):
        for place in unrelated(stretch.places, [c.document_id for c in segment.cited]):
            yield Violation(ViolationKind.PLACE, f"{words.strip()}（{place}）", _titles(segment))
    combined = miscombined(words, segment.cited, before=text[: stretch.start], steps=_steps(sources, segment))
    if combined:
        yield Violation(ViolationKind.NEGATION, words.strip(), combined)
    elif refuses_award(words) and not _bears_refusal(plain, segment, sources):
        yield Violation(ViolationKind.NEGATION, words.strip(), segment.cited[0].quote)


def _steps(sources: Sources, segment: Segment) -> list[str]:
    """What was worked out by the clauses of a segment."""
    ids = {c.clause_id for c in segment.cited}
    return [step.text for one in sources.calculations for step in one.steps if {one.clause_id, step.clause_id} & ids]


def _misplaces(words: str, stretch: Placed, segment: Segment) -> bool:
    """Whether a stretch speaks of another place; a district may be the scene of what its city's clause gives."""
    cited = [c.document_id for c in segment.cited]
    missing = stretch.misses(cited)
    scene = bool(_SCENE.match(words)) and not figures_told(words) and lies_in(stretch.places, cited)
    return bool(missing) and not (scene and not stretch.places.elsewhere)


def _bears_refusal(plain: str, segment: Segment, sources: Sources) -> bool:
    """Whether it may be said that nothing is given: a clause or a calculation says so, or a condition is not met."""
    said_so = any(refuses_award(readable(c.text)) for c in segment.cited)
    refused = trace_of(sources.calculations, {c.clause_id for c in segment.cited}).refuses
    return said_so or refused or is_lacking(without_denials(plain))


def _known(sources: Sources) -> str:
    return f"{sources.question}\n{sources.rewritten}"


def _titles(segment: Segment) -> str:
    return "、".join(dict.fromkeys(f"《{c.document}》" for c in segment.cited))
