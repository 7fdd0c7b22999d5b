"""Which awards a unit of a clause speaks of, and which words tell awards apart."""

from __future__ import annotations

import functools
from collections import Counter

from assistant.calculator import load_rules
from assistant.calculator.schema import Award
from index.terms import terms
from index.text import squeeze
from index.units import Unit

_USUAL = 8  # titles


@functools.cache
def awards_of(unit: Unit) -> tuple[Award, ...]:
    """The awards whose quote and the unit's words overlap, in the clause's order."""
    words = squeeze(unit.text).rstrip("。；;")
    return tuple(
        award
        for award in load_rules().of_clause(unit.clause_id)
        if words in (quote := squeeze(award.quote)) or quote.rstrip("。；;") in words
    )


@functools.cache
def usual_in_titles() -> frozenset[str]:
    """The terms that the titles of many awards hold: 资助, 奖励, 软件."""
    held = Counter(term for award in load_rules().awards for term in set(terms(award.title)))
    return frozenset(term for term, times in held.items() if times >= _USUAL)
