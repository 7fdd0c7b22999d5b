"""How an amount is meant, read off the words of its quote."""

from __future__ import annotations

import functools
import re

from assistant.calculator.load import load_rules
from assistant.calculator.schema import Award, Effect
from assistant.types import Bound

# The first row whose words stand in the quote decides.
_WORDINGS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"\d%\s*[－—~～-]\s*\d+%|\d\S{0,3}元以上、\d\S{0,3}元以下"), Bound.RANGE),
    (re.compile(r"不低于\d"), Bound.LOWER),
    (re.compile(r"最高|不超过|以内"), Bound.UPPER),
)


@functools.cache
def bound_of(award_id: str) -> Bound:
    """How the award's amount is meant; a document may say that all its figures are ceilings."""
    book = load_rules()
    award = book.award(award_id)
    worded = _worded(award)
    all_upper = book.provision(award.document_id, Effect.ALL_UPPER) is not None
    return Bound.UPPER if all_upper and worded is Bound.EXACT else worded


def _worded(award: Award) -> Bound:
    return next((bound for pattern, bound in _WORDINGS if pattern.search(award.quote)), Bound.EXACT)
