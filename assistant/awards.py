"""The awards that the chosen clauses carry, tried on the facts of the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.attempt import Attempt
from assistant.calculator.quantity import find_quantities
from assistant.calculator.schema import Award
from assistant.choose import Choice, Finding
from assistant.corrections import belonging, false_claims
from assistant.facts import Unclear
from assistant.kinds import Kind
from assistant.suiting import MOST_AWARDS, candidates, named_beside, suited, with_undecided
from assistant.sums import sums
from assistant.types import Calculation, Outcome, Step
from assistant.understand import Query
from index.clauses import corpus_clauses
from index.manifest import document

_SETTLED = (Outcome.AMOUNT, Outcome.NOT_ELIGIBLE)
_ABOUT_MONEY = frozenset({Kind.AMOUNT, Kind.CONFIRM, Kind.COMPARE, Kind.STACKING})
_ABOUT_DOCUMENT = frozenset({Kind.VALIDITY, Kind.STANDING, Kind.APPLY})


@dataclass(frozen=True, slots=True)
class Trial:
    """What was chosen, and what calculating came to.

    ``false_claims`` are figures that the person took for the rule or the result and that are neither;
    ``belonging`` are figures of the question that are another place's, with the award they belong to.
    """

    choice: Choice
    calculations: tuple[Calculation, ...] = ()
    false_claims: tuple[str, ...] = ()
    belonging: tuple[tuple[str, Award], ...] = ()
    unclear: Unclear | None = None
    stated_unknown: bool = False
    about_document: bool = False

    @property
    def decided(self) -> bool:
        """Whether a calculation settles the question: an amount or a no, not merely a ceiling."""
        return any(c.outcome in _SETTLED for c in self.calculations)


def try_awards(query: Query, choice: Choice, *, on: date) -> Trial:
    """The awards behind the chosen clauses, calculated with what the question says."""
    about_document = bool(query.kinds & _ABOUT_DOCUMENT)
    if choice.finding in (Finding.NOTHING, Finding.ELSEWHERE) or about_document or not _asks_for_money(query):
        return Trial(choice, about_document=about_document)
    tried = [suited(query, award, rivals, on) for award, rivals in candidates(query, choice)]
    tried = [*with_undecided(query, tried, on), *tried[1:]]
    tried = _once([*tried, *named_beside(query, tried, on)])
    results = [attempt.calculation for attempt in tried] or _without_award(query, choice, on)
    together = sums(query, tried, results, on=on)
    return Trial(
        choice,
        calculations=(*together, *results)[:MOST_AWARDS],
        false_claims=false_claims(tried),
        belonging=tuple(belonging(query, tried)),
        unclear=next((attempt.reading.unclear[0] for attempt in tried if attempt.reading.unclear), None),
        stated_unknown=any(attempt.reading.unknown for attempt in tried),
    )


def _once(tried: Sequence[Attempt]) -> list[Attempt]:
    """The attempts, each award once: two that do not suit may lead to the same third."""
    first: dict[str, Attempt] = {}
    for attempt in tried:
        first.setdefault(attempt.award.id, attempt)
    return list(first.values())


def _asks_for_money(query: Query) -> bool:
    return bool(query.kinds & _ABOUT_MONEY) and Kind.DEPARTMENT not in query.kinds


def _without_award(query: Query, choice: Choice, on: date) -> list[Calculation]:
    """A clause that was asked for an amount and holds none says so itself."""
    part = choice.parts[0]
    if Kind.AMOUNT not in query.kinds or any(find_quantities(unit.text) for unit in part.units):
        return []
    clause = corpus_clauses()[part.clause_id]
    step = Step("条款没有写明金额或比例", clause_id=clause.id, quote=part.best_first[0].text)
    standing = document(part.document_id).standing(on).value
    return [Calculation(None, clause.id, clause.title, Outcome.NO_FIXED_AMOUNT, steps=(step,), standing=standing)]
