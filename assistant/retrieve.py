"""From a query to ranked units: meaning and words fused, the named places first.

Small units are searched, each also through the questions that people ask of it. Scores run from
0 to about 1.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answerable import Signs
from assistant.coverage import Subject, signs_of, subject_of
from assistant.kinds import Kind
from assistant.places import find_places, without_names
from assistant.understand import Query
from index.lexicon import lexicon
from index.manifest import documents
from index.ranking import Hit
from index.search import Index
from index.units import heads

_DEPTH = 120  # entries asked of each leg; several entries share a unit
_WORDS, _MEANING = 0.7, 0.3  # shares of the two legs in a unit's score
_HAN = re.compile(r"[\u3400-\u9fff]")
_EARLIER = 0.8  # how much what a follow-up builds on counts against the follow-up itself
_NEIGHBOUR = 0.1  # what the best other unit of the clause adds
_PREAMBLE = 0.75  # what stands before the first clause gives reasons and no support
_NAMED = 1.3  # a unit that names the place asked about, where no document is its own
_HEADING = 0.6  # a title repeats its clause's words and says nothing of its own
_RERANKED = 6  # so many clauses are read again for how much of the subject they speak of
_COVERED = 0.5  # how much that counts
_USUAL, _UNREAD = 0.7, 0.5  # the share that moves nothing, and the one of clauses that are not read again
_KEPT = 24


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that was found, with its score."""

    unit_id: str
    clause_id: str
    document_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found: in the places asked about, in the others, and for each topic of the question.

    Matches are best first; without a named place everything is ``inside``. ``signs`` tell whether
    the best inside answers, None where no single clause is asked for; ``missed_inside`` how much
    more of the subject the best outside speaks of than the best inside.
    """

    inside: tuple[Match, ...]
    outside: tuple[Match, ...] = ()
    topics: tuple[tuple[Match, ...], ...] = ()
    signs: Signs | None = None
    missed_inside: float = 0.0


def retrieve(query: Query, index: Index) -> Retrieved:
    """The units that a query is about."""
    named = query.places.documents
    others = tuple(entry.id for entry in documents() if entry.id not in named)
    subject = subject_of(query, index)
    inside = _reranked(subject, index, _matches(query, query.text, index, named or None))
    outside = _reranked(subject, index, _matches(query, query.text, index, others)) if named else ()
    # 省里的X和深圳的Y: a part that names its own place is looked for there.
    topics = tuple(_matches(query, t, index, find_places(t).documents or named or None) for t in query.topics)
    scores = [found[0].score for found in (inside, outside) if found]
    signs = signs_of(query, index, score=max(scores), given=scores[0]) if scores else None
    return Retrieved(inside, outside, topics, signs, _missed_inside(subject, index, inside, outside))


def _reranked(subject: Subject, index: Index, matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches, those of the first clauses moved by how much of the question's subject they speak of."""
    first = list(dict.fromkeys(m.clause_id for m in matches))[:_RERANKED]
    shares = {clause_id: subject.share_in(index.said_of(clause_id)) for clause_id in first}
    moved = [replace(m, score=m.score * _moved(shares.get(m.clause_id, _UNREAD))) for m in matches]
    return tuple(sorted(moved, key=lambda m: (-m.score, m.unit_id)))


def _moved(share: float) -> float:
    return (1 + _COVERED * share) / (1 + _COVERED * _USUAL)


def _missed_inside(subject: Subject, index: Index, inside: Sequence[Match], outside: Sequence[Match]) -> float:
    """How much more of the question's subject the best clause outside speaks of than the best inside."""
    if not inside or not outside or outside[0].score < inside[0].score:
        return 0.0
    there, here = (subject.share_in(index.said_of(found[0].clause_id)) for found in (outside, inside))
    return there - here


def search(words: str, index: Index, *, k: int, within: Collection[str] | None = None) -> tuple[Match, ...]:
    """The best unit of each of at most ``k`` clauses for search words, best first."""
    scores = _scores(words, index, within)
    best: dict[str, Match] = {}
    for match in _ranked(scores):
        best.setdefault(match.clause_id, match)
    return tuple(best.values())[:k]


def _matches(query: Query, text: str, index: Index, within: Collection[str] | None) -> tuple[Match, ...]:
    own = without_names(text) if within else text
    scores = _scores(own, index, within)
    if query.earlier:
        # A follow-up that only names another place has no subject but the earlier one.
        share = _EARLIER if any(c.isalnum() for c in lexicon().content(own)) else 1.0
        for unit, score in _scores(without_names(query.earlier) if within else query.earlier, index, within).items():
            scores[unit] = scores.get(unit, 0.0) + share * score
    return _ranked({unit: score * _weight(unit, query, index) for unit, score in scores.items()})[:_KEPT]


def _weight(unit: str, query: Query, index: Index) -> float:
    """What a unit is worth for what it is, whatever its words."""
    preamble = Kind.AMOUNT in query.kinds and "#0~" in unit
    names = (*query.places.elsewhere, *query.places.own_policy)
    named = bool(names) and any(name.rstrip("市区县") in index.entry(unit).text for name in names)
    return (_PREAMBLE if preamble else 1.0) * (_NAMED if named else 1.0)


def _scores(text: str, index: Index, within: Collection[str] | None) -> dict[str, float]:
    """The score of every unit that either leg finds.

    What people say in other words than the documents reaches them by meaning; as search words,
    synonyms would drown the question's own, unless it has none in Chinese.
    """
    content = lexicon().content(text) or text
    synonyms = " ".join(lexicon().terms_in(text))
    said = content if _HAN.search(content) else f"{content} {synonyms}"
    ideal = index.lexical_ideal(content) or 1.0
    words = _by_unit(index.lexical(said, k=_DEPTH, documents=within), ideal=ideal)
    meaning = _by_unit(index.dense(f"{content} {synonyms}", k=_DEPTH, documents=within))
    fused = {u: _WORDS * words.get(u, 0.0) + _MEANING * meaning.get(u, 0.0) for u in {*words, *meaning}}
    return _with_neighbours({u: score * (_HEADING if heads(u) else 1.0) for u, score in fused.items()})


def _with_neighbours(scores: dict[str, float]) -> dict[str, float]:
    """The scores, each raised by the best other unit of its clause: a clause that fits twice fits better."""
    by_clause: dict[str, list[tuple[float, str]]] = {}
    for unit, score in scores.items():
        by_clause.setdefault(unit.rpartition("~")[0], []).append((score, unit))
    raised = {}
    for members in by_clause.values():
        members.sort(reverse=True)
        for place, (score, unit) in enumerate(members):
            other = members[1][0] if place == 0 and len(members) > 1 else members[0][0] if place else 0.0
            raised[unit] = (score + _NEIGHBOUR * other) / (1 + _NEIGHBOUR)
    return raised


def _by_unit(hits: Iterable[Hit], *, ideal: float = 1.0) -> dict[str, float]:
    """The score of each unit: the mean of its own and of its best question's, as shares of the ideal."""
    own: dict[str, float] = {}
    asked: dict[str, float] = {}
    for hit in hits:
        unit, question, _ = hit.entry_id.partition("?")
        of_kind = asked if question else own
        of_kind[unit] = max(of_kind.get(unit, 0.0), min(1.0, hit.score / ideal))
    return {unit: (own.get(unit, 0.0) + asked.get(unit, 0.0)) / 2 for unit in {*own, *asked}}


def _ranked(scores: dict[str, float]) -> tuple[Match, ...]:
    ordered = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Match(u, c := u.rpartition("~")[0], c.partition("#")[0], s) for u, s in ordered)
