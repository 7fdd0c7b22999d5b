"""What a place offers at all: the most usual awards with their most, and what else there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from assistant.awards import Trial
from assistant.calculator import bound_of, calculate, load_rules
from assistant.calculator.quantity import find_quantities
from assistant.calculator.schema import Award, Fixed
from assistant.cite import MOST_CITATIONS
from assistant.compose_documents import caution
from assistant.compose_figures import made_of
from assistant.draft import Draft
from assistant.places import documents_around
from assistant.topics import Topic, topics
from assistant.types import Answer, Bound, Reason, Status
from index.manifest import document, documents

_MOST_NAMED: Final = 8  # further topics that are named
_LEAD: Final = (
    "**{short}**（{standing}）里常见的支持有：",
    "**{short}** ({standing}) supports, among others:",
)
_WIDER: Final = (
    "这里没有{place}自己的政策文件；下面是在当地也适用的上级政策。",
    "There is no policy document of {place} here; what follows is that of the wider place, which holds there too.",
)
_REST: Final = ("此外还有：{names}。", "There is more on: {names}.")
_NEXT: Final = (
    "想了解哪一项，或者说说贵公司的情况（在哪里、营收、用房面积、获得过的认定），就能算出具体数额；在“政策匹配”里可以一次看全。",
    "Name one, or tell the company's place, revenue and titles for an amount; “Match” shows all that fits at once.",
)
_SPOKEN: Final = (
    "{short}里常见的支持有：{names}。您想了解哪一项？",
    "{short} supports, among others: {names}. Which one?",
)
_AND: Final = ("、", ", ")


def about_offers(draft: Draft, _: Trial) -> Answer:
    """The awards of the places asked about by topic, as many as can be cited; of no place, the first of each."""
    places = draft.query.places
    named = places.documents or documents_around(places.elsewhere)
    if named and not places.documents:
        draft.say(_WIDER[draft.english].format(place="、".join(places.elsewhere)))
    held = [d.id for d in documents() if load_rules().of_document(d.id) and (not named or d.id in named)]
    asked = [d for d in held if any(_with_figures(list(_by_topic(d))))] or held
    for document_id in asked:
        _write(draft, document_id, most=max(1, MOST_CITATIONS // len(asked)))
    draft.say(_NEXT[draft.english])
    draft.say(caution(draft, asked))
    several = len({document(d).place for d in asked}) > 1 and not named
    return draft.finish(Status.ANSWERED, Reason.AMBIGUOUS_PLACE if several else Reason.OK)


def _write(draft: Draft, document_id: str, *, most: int) -> None:
    entry = document(document_id)
    offered = list(_by_topic(document_id))
    given = list(islice(_with_figures(offered), most))
    rest = [topic for topic, _ in offered if topic not in [t for t, _ in given]][:_MOST_NAMED]
    lead = _LEAD[draft.english].format(short=entry.short, standing=draft.standing(entry))
    draft.say("\n\n".join((lead, "\n".join(_line(draft, topic, award) for topic, award in given))) if given else "")
    draft.say(_REST[draft.english].format(names=_names(draft, rest)) if rest else "")
    if not draft.spoken:
        names = _names(draft, [topic for topic, _ in given])
        draft.spoken = _SPOKEN[draft.english].format(short=entry.short, names=names)


def _by_topic(document_id: str) -> Iterator[tuple[Topic, list[Award]]]:
    """The topics that a document has awards on, in their order, with these."""
    for topic in topics().values():
        awards = [load_rules().award(i) for i in topic.awards if i.partition("#")[0] == document_id]
        if awards:
            yield topic, awards


def _with_figures(offered: Sequence[tuple[Topic, list[Award]]]) -> Iterator[tuple[Topic, Award]]:
    """The first award of each topic that names an amount, each of another clause."""
    clauses: set[str] = set()
    for topic, awards in offered:
        award = next((a for a in awards if _most(a) and a.clause_id not in clauses), None)
        if award is not None:
            clauses.add(award.clause_id)
            yield topic, award


def _line(draft: Draft, topic: Topic, award: Award) -> str:
    mark = draft.mark(award.clause_id, award.quote)
    if draft.english:
        return f"* {topic.english}: {_most(award, english=True)}{mark}"
    return f"* {topic.name}：{award.title}，{_most(award)}{mark}"


def _most(award: Award, *, english: bool = False) -> str:
    """The most that an award gives, in figures that its words hold; nothing where they hold no such."""
    calculation = calculate(award, {}, on=date.max)
    top = calculation.ceiling_yuan
    if top is None:
        return ""
    written = next((q.text for q in find_quantities(award.quote, hedged=False) if q.value.high == top), "")
    words = _FIXED if isinstance(award, Fixed) and bound_of(award.id) is Bound.EXACT else _AT_MOST
    most = written or made_of(award, top)
    return words[english].format(top=most) if most else ""


_FIXED: Final = ("**{top}**", "**{top}**")
_AT_MOST: Final = ("最高 **{top}**", "at most **{top}**")


def _names(draft: Draft, several: Sequence[Topic]) -> str:
    return _AND[draft.english].join(topic.english if draft.english else topic.name for topic in several)
