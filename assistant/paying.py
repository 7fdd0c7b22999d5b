"""Which awards a unit of a clause speaks of."""

from __future__ import annotations

import functools

from assistant.calculator import load_rules
from assistant.calculator.schema import Award
from index.text import squeeze
from index.units import Unit


@functools.cache
def awards_of(unit: Unit) -> tuple[Award, ...]:
    """The awards whose quote and the unit's words overlap, in the clause's order."""
    words = squeeze(unit.text).rstrip("。；;")
    return tuple(
        award
        for award in load_rules().of_clause(unit.clause_id)
        if words in (quote := squeeze(award.quote)) or quote.rstrip("。；;") in words
    )
