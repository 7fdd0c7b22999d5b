"""Which of the found units an answer rests on: by place, by topic, and not one more than needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answerable import chance
from assistant.calculator import load_rules
from assistant.elsewhere import (
    OF_DOCUMENTS,
    is_elsewhere,
    is_of_other_place,
    place_of,
    reached_by_province,
    signs_of_given,
    units_found,
)
from assistant.kinds import Kind, talks_policy
from assistant.lookup import explaining_units, holds_number
from assistant.paying import awards_of
from assistant.retrieve import Match, Retrieved
from assistant.thresholds import IN_USE, Thresholds
from assistant.types import Reason
from assistant.understand import Query
from index.clauses import Clause, corpus_clauses
from index.units import Unit, is_heading, joined, units

# Shares of the best score, found on the sample sets; `eval` measures what they do.
_BESIDE = 0.86  # a second clause of the same place this close is given too
_OTHER_PLACE = 0.6  # another place's clause this close is set beside it
_SIDE = 0.5  # a side of a comparison that fits less well than this is only the nearest
_SAME_MATTER = 0.45  # or only this close, where both have an award on the same matter and no place was named
_NAMED_PLACE = 0.4  # each of several places that were named may fit less well
_TOPIC_SHARE = 0.7  # a short part matches more easily than the whole question
_TOPIC = 0.24  # a part of the question finds its own clause
_SAME_CLAUSE = 0.80  # a further unit of the same clause is quoted too
_SAME_CLAUSE_DEPARTMENT = 0.85  # fewer, when who is in charge of one thing is asked
_SAME_CLAUSE_SEVERAL = 0.6  # sooner, when several things were asked
_MOST_PARTS = 5
_MOST_UNITS = 3
_SHORT_LIST = 320  # characters of a clause that a question for a list may be answered with whole
_LEAST_LISTED = 2  # clauses: one is no list
_RUN_LENGTHS = range(4, 9)  # characters
_OF_PROVISIONS = re.compile("哪[些几](?:个|项|条)?(?:事项|条款|条|情形|规定|地方|事)")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{4,}")
_EXPLAINS = re.compile("解释|口径|interpret")


class Finding(StrEnum):
    """What the search came to."""

    FOUND = "found"
    SEVERAL_PLACES = "several_places"
    ELSEWHERE = "elsewhere"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """A clause that the answer rests on, and the units of it that decide, in text order.

    ``nearest`` says that it is a side of a comparison that nothing answers directly.
    """

    clause_id: str
    document_id: str
    units: tuple[Unit, ...]
    score: float
    unit_scores: Mapping[str, float]
    nearest: bool = False

    @property
    def best_first(self) -> tuple[Unit, ...]:
        """The deciding units, the one that fits best first."""
        return tuple(sorted(self.units, key=lambda unit: -self.unit_scores.get(unit.id, 0.0)))

    @property
    def words(self) -> str:
        """The deciding words, verbatim."""
        return joined(self.units)


@dataclass(frozen=True, slots=True)
class Choice:
    """The parts of an answer, best first; ``nearest`` is what came closest when there are none."""

    finding: Finding
    parts: tuple[Part, ...] = ()
    nearest: str | None = None
    related: tuple[str, ...] = ()
    reason: Reason | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of the parts, in the order of the parts."""
        return tuple(dict.fromkeys(part.document_id for part in self.parts))


def choose(query: Query, found: Retrieved, *, thresholds: Thresholds = IN_USE) -> Choice:
    """What the answer to a query rests on."""
    matches = [*_looked_up(query, found.inside), *found.inside]
    best = max((m[0].score for m in (matches, found.outside) if m), default=0.0)
    elsewhere = is_elsewhere(query, found)
    signs = signs_of_given(found, elsewhere=elsewhere)
    answers = chance(signs) >= thresholds.chance if signs else best >= thresholds.score
    refusal = _refusal(query, matches, answers=answers)
    if refusal is not None:
        return Choice(Finding.NOTHING, nearest=matches[0].clause_id if matches else None, reason=refusal)
    if elsewhere:
        return _elsewhere(query, found.outside)
    chosen = _clauses(query, found, matches, thresholds)
    parts = tuple(_part(query, clause, score, (matches, *found.topics)) for clause, score in chosen[:_MOST_PARTS])
    parts = tuple(replace(p, nearest=_is_only_nearest(p, parts[0])) for p in parts)
    places = {place_of(p.document_id) for p in parts}
    finding = Finding.SEVERAL_PLACES if len(places) > 1 and not query.places.documents else Finding.FOUND
    return Choice(finding, parts, related=_related(matches, parts))


def _is_only_nearest(part: Part, best: Part) -> bool:
    """Whether another place's clause fits far less well than the best and well enough for no part of the question."""
    return place_of(part.document_id) != place_of(best.document_id) and part.score < min(_SIDE * best.score, _TOPIC)


def _refusal(query: Query, matches: Sequence[Match], *, answers: bool) -> Reason | None:
    """Why nothing of what was found answers the question, or None."""
    if query.refusal is not None or not matches:
        return query.refusal or Reason.OUT_OF_SCOPE
    if query.neighbour is not None:
        return Reason.NO_EVIDENCE
    if query.places.documents and query.kinds & OF_DOCUMENTS:
        return None
    if is_of_other_place(query, matches[0]):
        return None if reached_by_province(query, matches[0]) else Reason.OTHER_PLACE
    if answers:
        return None
    return Reason.NO_EVIDENCE if talks_policy(f"{query.text} {query.earlier}") else Reason.OUT_OF_SCOPE


def _elsewhere(query: Query, outside: Sequence[Match]) -> Choice:
    """The best clause of each other place that comes near the best of them, and what stands beside it there."""
    firsts = {place_of(m.document_id): m.score for m in _first_by_place(outside)}
    least = _OTHER_PLACE * outside[0].score
    near = [m for m in outside if m.score >= max(least, _BESIDE * firsts[place_of(m.document_id)])]
    parts = tuple(_part(query, m.clause_id, m.score, (outside,)) for m in near)
    return Choice(Finding.ELSEWHERE, parts[:_MOST_PARTS], reason=Reason.CORRECTED)


def _clauses(
    query: Query, found: Retrieved, matches: Sequence[Match], thresholds: Thresholds
) -> list[tuple[str, float]]:
    """The clauses that are given, with their scores, best first."""
    chosen: dict[str, float] = {}
    for match in _of_whole(query, matches, thresholds):
        chosen.setdefault(match.clause_id, match.score)
    for match in _listed(query, matches):
        chosen.setdefault(match.clause_id, match.score)
    for topic in found.topics:
        if topic and topic[0].score >= _TOPIC:
            chosen.setdefault(topic[0].clause_id, topic[0].score)
    return list(chosen.items())


def _listed(query: Query, matches: Sequence[Match]) -> Iterator[Match]:
    """The best match of each clause that holds the very words whose list is asked for: 哪些事项一事一议."""
    if not _OF_PROVISIONS.search(query.text) or not query.places.documents or query.earlier:
        return
    said = [(match, joined(units_found(match))) for match in matches]
    for words in sorted(_runs(query.text), key=lambda run: (-len(run), run)):
        holding = {match.clause_id: match for match, text in reversed(said) if words in text}
        if _LEAST_LISTED <= len(holding) <= _MOST_PARTS:
            yield from holding.values()
            return


def _runs(text: str) -> set[str]:
    """The stretches of Chinese of a text that are long enough to be somebody's very words."""
    whole = _HAN_RUN.findall(text)
    return {run[i : i + n] for run in whole for n in _RUN_LENGTHS for i in range(len(run) - n + 1)}


def _of_whole(query: Query, matches: Sequence[Match], thresholds: Thresholds) -> Iterator[Match]:
    """The best match, what stands beside it in its place, and the best of the other places."""
    best = matches[0]
    near = [m for m in matches if m.score >= _BESIDE * best.score]
    yield from (m for m in near if place_of(m.document_id) == place_of(best.document_id))
    least = _least_of_other_places(query, best.score, thresholds)
    paying = best if query.places.documents else next((m for m in matches if _matters(m)), best)
    alike = least if query.places.documents else _SAME_MATTER * paying.score
    yield from (m for m in _first_by_place(matches) if m.score >= (alike if _matters(m) & _matters(paying) else least))


def _matters(match: Match) -> set[str]:
    return {award.matter for award in load_rules().of_clause(match.clause_id)}


def _least_of_other_places(query: Query, best: float, thresholds: Thresholds) -> float:
    """How well another place's clause must fit: each side of a comparison is given, whatever the other scores."""
    if not query.places.documents:
        return _OTHER_PLACE * best
    return thresholds.score if query.kinds & {Kind.COMPARE, Kind.SEVERAL, Kind.STACKING} else _NAMED_PLACE * best


def _first_by_place(matches: Iterable[Match]) -> list[Match]:
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(place_of(match.document_id), match)
    return list(first.values())


def _looked_up(query: Query, matches: Sequence[Match]) -> Iterator[Match]:
    """Clauses that the question names outright, and those that say who explains the documents it names."""
    for clause_id in query.clauses:
        found = next((m.unit_id for m in matches if m.clause_id == clause_id), None)
        numbered = next((u.id for u in units(corpus_clauses()[clause_id]) if holds_number(u.text, query.text)), None)
        yield _certain(numbered or found or units(corpus_clauses()[clause_id])[0].id)
    if Kind.DEPARTMENT in query.kinds and _EXPLAINS.search(query.text):
        yield from (_certain(u.id) for document_id in query.places.documents for u in explaining_units(document_id))


def _certain(unit_id: str) -> Match:
    clause_id = unit_id.rpartition("~")[0]
    return Match(unit_id, clause_id, clause_id.partition("#")[0], 1.0)


def _part(query: Query, clause_id: str, score: float, found: Sequence[Sequence[Match]]) -> Part:
    """The clause with its deciding units."""
    clause = corpus_clauses()[clause_id]
    scores: dict[str, float] = {}
    whole, *topics = found
    for share, matches in ((1.0, whole), *((_TOPIC_SHARE, topic) for topic in topics)):
        for match in (m for m in matches if m.clause_id == clause_id):
            scores[match.unit_id] = max(scores.get(match.unit_id, 0.0), share * match.score)
    bodies = [u for u in units(clause) if not is_heading(u, clause)]
    deciding = _deciding(query, clause, bodies or list(units(clause)), scores)
    return Part(clause_id, clause.document_id, tuple(sorted(deciding, key=lambda u: u.start)), score, scores)


def _deciding(query: Query, clause: Clause, bodies: Sequence[Unit], scores: Mapping[str, float]) -> list[Unit]:
    """The units that answer: all of a short list, else the best and those close to it, one with an award if asked."""
    if Kind.LIST in query.kinds and len(clause.text) <= _SHORT_LIST:
        return list(bodies)
    ranked = sorted(bodies, key=lambda u: -scores.get(u.id, 0.0))
    share = _SAME_CLAUSE_DEPARTMENT if Kind.DEPARTMENT in query.kinds else _SAME_CLAUSE
    share = _SAME_CLAUSE_SEVERAL if query.kinds & {Kind.SEVERAL, Kind.COMPARE} else share
    least = max(share * scores.get(ranked[0].id, 0.0), 0.01)
    deciding = [u for u in ranked[:_MOST_UNITS] if scores.get(u.id, 0.0) >= least] or ranked[:1]
    paying = [u for u in ranked if awards_of(u)]
    if Kind.AMOUNT in query.kinds and paying and not any(awards_of(u) for u in deciding):
        deciding.append(paying[0])
    return deciding


def _related(matches: Iterable[Match], parts: Sequence[Part]) -> tuple[str, ...]:
    used = {p.clause_id for p in parts}
    return tuple(dict.fromkeys(m.clause_id for m in matches if m.clause_id not in used))[:3]
