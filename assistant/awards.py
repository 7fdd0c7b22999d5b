"""The awards that the chosen clauses carry, tried on the facts of the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.calculator import Asked, calculate, load_rules
from assistant.calculator.keys import award_keys
from assistant.calculator.schema import Award
from assistant.calculator.quantity import Quantity, find_quantities
from assistant.choose import Choice, Finding, Part
from assistant.facts import Reading, Unclear, read_facts
from assistant.kinds import Kind
from assistant.types import Calculation, Outcome, Step
from assistant.understand import Query
from index.clauses import corpus_clauses
from index.manifest import document
from index.terms import terms
from index.text import squeeze

_MOST = 3
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
    if choice.finding is Finding.NOTHING or about_document or not _asks_for_money(query):
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
    best = (next(iter(_ranked(query, part)), None) for part in parts)
    return [award for award in best if award is not None][:_MOST]


def _ranked(query: Query, part: Part) -> list[Award]:
    """The awards of a clause that its deciding units speak of, the closest to the question first."""
    wanted = set(terms(f"{query.text} {query.earlier}"))
    awards = [a for a in load_rules().of_clause(part.clause_id) if _speaks_of(part, a)]
    return sorted(awards, key=lambda a: -_closeness(wanted, a))


def _speaks_of(part: Part, award: Award) -> bool:
    quote = squeeze(award.quote)
    return any(squeeze(unit.text).rstrip("。；;") in quote or quote in squeeze(unit.text) for unit in part.units)


def _closeness(wanted: set[str], award: Award) -> float:
    own = set(terms(f"{award.title} {award.matter} {award.who} {award.quote}"))
    return len(wanted & own) / (1 + len(own)) ** 0.5


def _reading(query: Query, award: Award) -> Reading:
    return read_facts(query.text, wanted=award_keys(award), history=(query.earlier,) if query.earlier else ())


def _calculated(query: Query, award: Award, reading: Reading, on: date) -> Calculation:
    standing = document(award.document_id).standing(on).value
    return calculate(award, reading.facts, on=on, asked=asked_for(query.text), standing=standing)


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
    if Kind.STACKING not in query.kinds or len(amounts) < 2:
        return []
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


def asked_for(text: str) -> Asked:
    import re
    if re.search("几成|比例|百分之几|几个点", text): return Asked.RATE
    if re.search("最高|最多|上限|封顶|顶格", text): return Asked.CEILING
    return Asked.AMOUNT

def combine(*a, on): raise NotImplementedError

def _value(quantity: Quantity) -> tuple[object, object]:
    return quantity.value.low, quantity.value.high
