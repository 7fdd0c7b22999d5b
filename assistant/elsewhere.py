"""Whether what was asked of one place is another's: said in its document, or in none of ours."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from fractions import Fraction

from assistant.answerable import Signs
from assistant.calculator import load_rules
from assistant.calculator.quantity import Kind as QuantityKind
from assistant.calculator.quantity import find_quantities
from assistant.kinds import Kind
from assistant.offers import is_of_no_subject
from assistant.paying import awards_of
from assistant.places import places_within, without_places
from assistant.retrieve import Match, Retrieved
from assistant.understand import Query
from index.clauses import corpus_clauses
from index.manifest import Level, document
from index.units import Unit, units

# A policy is another place's when the match there is so much better, and speaks of so much more of what was
# asked; less is asked where the place's own clause gives nothing and the other's does (the first column).
_ELSEWHERE = ((True, 1.2, 0.0), (False, 1.3, 0.3), (False, 1.4, 0.2), (False, 1.6, 0.1), (False, 3.0, 0.0))
OF_DOCUMENTS = frozenset({Kind.STACKING, Kind.VALIDITY, Kind.STANDING, Kind.APPLY})
_OWN_FIGURES = 3  # so many of a place's own figures are told by nobody who asks for another's
_OF_AWARDS = frozenset({QuantityKind.MONEY, QuantityKind.RATE})
_FIGURE = re.compile(r"\d")


def is_elsewhere(query: Query, found: Retrieved) -> bool:
    """Whether what was asked of one place stands only in the document of another."""
    if len({place_of(d) for d in query.places.documents}) > 1:
        return False  # what is not in one of several places may be in the other
    if not found.outside or not found.inside or query.clauses or query.earlier or query.kinds & OF_DOCUMENTS:
        return False
    here, there = found.inside[0], found.outside[0]
    if len(_measures(query.text) & _measures(corpus_clauses()[here.clause_id].text)) >= _OWN_FIGURES:
        return False
    pays = Kind.AMOUNT in query.kinds and _has_figure(there) and not _pays(here)
    return any(
        there.score >= better * here.score and found.missed_inside >= missed
        for only_paying, better, missed in _ELSEWHERE
        if pays or not only_paying
    )


@functools.lru_cache(maxsize=2048)  # the same clauses come up again and again
def _measures(text: str) -> frozenset[tuple[QuantityKind, Fraction | None]]:
    """The amounts and shares of a text, those of ceilings too, however they are written."""
    return frozenset((q.kind, q.value.high) for q in find_quantities(text) if q.kind in _OF_AWARDS)


def signs_of_given(found: Retrieved, *, elsewhere: bool) -> Signs | None:
    """The signs of what was found, of the other place's clause where that would be given."""
    if found.signs is None or not elsewhere:
        return found.signs
    return replace(found.signs, given=found.outside[0].score)


def is_of_other_place(query: Query, best: Match) -> bool:
    """Whether a place without a document is asked for its own, or asks for no award of ours in particular."""
    if query.places.elsewhere and query.places.documents and _is_general(query):
        return True  # 珠海的公司能拿深圳的奖吗
    without = query.places.own_policy or (query.places.elsewhere if not query.places.documents else ())
    gives = Kind.AMOUNT not in query.kinds or any(a.kind != "open" for a in load_rules().of_clause(best.clause_id))
    text = corpus_clauses()[best.clause_id].text
    return bool(without) and not (gives and any(name.rstrip("市区") in text for name in without))


def reached_by_province(query: Query, best: Match) -> bool:
    """Whether the best match is a document of the province, which holds in all its cities."""
    province = document(best.document_id)
    inside = all(name in places_within(province.place) for name in query.places.elsewhere)
    return province.level is Level.PROVINCE and inside and not query.places.own_policy


def _is_general(query: Query) -> bool:
    """Whether nothing but places and support in general is spoken of."""
    own = without_places(query.text)
    for name in query.places.elsewhere:
        own = own.replace(name, "").replace(name.rstrip("市区"), "")
    return is_of_no_subject(own) and not query.earlier


def _pays(match: Match) -> bool:
    """Whether the very words that were found belong to an award."""
    return any(awards_of(unit) for unit in units_found(match))


def _has_figure(match: Match) -> bool:
    return any(_FIGURE.search(unit.text) for unit in units_found(match))


def units_found(match: Match) -> list[Unit]:
    """The words that a match found."""
    return [unit for unit in units(corpus_clauses()[match.clause_id]) if unit.id == match.unit_id]


def place_of(document_id: str) -> str:
    """The place that a document is of."""
    return document(document_id).place
