"""The awards that the chosen clauses carry, tried on the facts of the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.calculator import calculate, load_rules
from assistant.calculator.keys import award_keys, formula_keys
from assistant.calculator.schema import Award
from assistant.calculator.quantity import Quantity, find_quantities
from assistant.choose import Choice, Finding, Part
from assistant.facts import Reading, Unclear, asked, read_facts
from assistant.kinds import Kind
from assistant.paying import awards_of
from assistant.types import Calculation, Outcome, Step
from assistant.understand import Query
from index.clauses import corpus_clauses
from index.manifest import document
from index.terms import terms

_MOST = 3
_OWN_WORDS, _OWN_FACTS = 0.1, 0.1  # what they add to a unit's score when its awards are ranked
_SETTLED = (Outcome.AMOUNT, Outcome.NOT_ELIGIBLE)
_ABOUT_MONEY = frozenset({Kind.AMOUNT, Kind.CONFIRM, Kind.COMPARE, Kind.STACKING})
_ABOUT_DOCUMENT = frozenset({Kind.VALIDITY, Kind.STANDING, Kind.APPLY})


@dataclass(frozen=True, slots=True)
class Trial:
    """What was chosen, and what calculating came to."""

    choice: Choice
    calculations: tuple[Calculation, ...] = ()
    false_claims: tuple[str, ...] = ()
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
    tried = [(award, _reading(query, award)) for award in _candidates(query, choice)]
    unclear = next((reading.unclear[0] for _, reading in tried if reading.unclear), None)
    results = [_calculated(query, award, reading, on) for award, reading in tried]
    results += [] if results else _without_award(query, choice, on)
    together = _combined(query, results, on)
    return Trial(
        choice,
        calculations=tuple((*together, *results))[:_MOST],
        false_claims=_false_claims(tried, results),
        unclear=unclear,
        stated_unknown=any(reading.unknown for _, reading in tried),
    )


def _asks_for_money(query: Query) -> bool:
    return bool(query.kinds & _ABOUT_MONEY) and Kind.DEPARTMENT not in query.kinds


def _candidates(query: Query, choice: Choice) -> list[Award]:
    """The award that fits best in each clause that counts: one place, one clause, unless more was asked."""
    several = choice.finding is Finding.SEVERAL_PLACES or query.kinds & {Kind.COMPARE, Kind.SEVERAL, Kind.STACKING}
    parts = choice.parts if several or len(query.places.documents) > 1 else choice.parts[:1]
    best = [ranked[0] for part in parts if (ranked := _ranked(query, part))]
    return best[:_MOST]


def _ranked(query: Query, part: Part) -> list[Award]:
    """The awards that a clause's deciding units speak of, the one that fits the question best first."""
    wanted = set(terms(f"{query.text} {query.earlier}"))
    fits: dict[str, float] = {}
    for unit in part.units:
        for award in awards_of(unit):
            fit = part.unit_scores.get(unit.id, 0.0) + _closeness(query, wanted, award)
            fits[award.id] = max(fits.get(award.id, 0.0), fit)
    return [load_rules().award(award_id) for award_id in sorted(fits, key=lambda i: -fits[i])]


def _closeness(query: Query, wanted: set[str], award: Award) -> float:
    """How much of the award's own words, and of the facts it works on, the question holds."""
    own = set(terms(f"{award.title} {award.matter} {award.who} {award.quote}"))
    used = set(formula_keys(award)) & set(_reading(query, award).facts)
    return _OWN_WORDS * len(wanted & own) / (1 + len(own)) ** 0.5 + _OWN_FACTS * len(used)


def _reading(query: Query, award: Award) -> Reading:
    return read_facts(query.text, wanted=award_keys(award), history=(query.earlier,) if query.earlier else ())


def _calculated(query: Query, award: Award, reading: Reading, on: date) -> Calculation:
    standing = document(award.document_id).standing(on).value
    return calculate(award, reading.facts, on=on, asked=asked(query.text), standing=standing)


def _without_award(query: Query, choice: Choice, on: date) -> list[Calculation]:
    """A clause that was asked for an amount and holds none says so itself."""
    part = choice.parts[0]
    if Kind.AMOUNT not in query.kinds or any(find_quantities(unit.text) for unit in part.units):
        return []
    clause = corpus_clauses()[part.clause_id]
    step = Step("条款没有写明金额或比例", clause_id=clause.id, quote=part.words)
    standing = document(part.document_id).standing(on).value
    return [
        Calculation(None, clause.id, clause.title, Outcome.NO_FIXED_AMOUNT, steps=(step,), standing=standing)
    ]


def _combined(query: Query, results: Sequence[Calculation], on: date) -> list[Calculation]:
    """The permitted sum of amounts of several levels, where that was asked."""
    amounts = [c for c in results if c.outcome is Outcome.AMOUNT]
    levels = {document(c.clause_id.partition("#")[0]).level for c in amounts}
    if Kind.STACKING not in query.kinds or len(levels) < 2:
        return []
    from assistant.calculator.stack import combine

    total = combine(amounts, on=on)
    return [total] if total.outcome is Outcome.AMOUNT else []


def _false_claims(tried: Sequence[tuple[Award, Reading]], results: Sequence[Calculation]) -> tuple[str, ...]:
    """Figures that the person took for the rule or the result, and that are neither."""
    if not tried:
        return ()
    award, reading = tried[0]
    true = {_value(q) for q in find_quantities(award.quote)}
    amounts = {c.amount_yuan for c in results if c.amount_yuan is not None}
    return tuple(
        claim.text for claim in reading.claims if _value(claim) not in true and claim.value.low not in amounts
    )


def _value(quantity: Quantity) -> tuple[object, object]:
    return quantity.value.low, quantity.value.high
