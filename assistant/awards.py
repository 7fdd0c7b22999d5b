"""The awards that the chosen clauses carry, tried on the facts of the question."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.calculator import calculate, combine, load_rules
from assistant.calculator.keys import condition_keys, formula_keys
from assistant.calculator.quantity import Kind as QuantityKind
from assistant.calculator.quantity import Quantity, find_quantities
from assistant.calculator.schema import Award
from assistant.choose import Choice, Finding, Part
from assistant.facts import Reading, Unclear, asked, read_facts
from assistant.kinds import Kind
from assistant.paying import awards_of
from assistant.types import Calculation, Outcome, Step
from assistant.understand import Query
from index.clauses import corpus_clauses
from index.manifest import Level, document
from index.terms import terms

_MOST = 3
# What they add to a unit's score when its awards are ranked.
_OWN_WORDS, _OWN_FACTS, _OWN_FIGURES = 0.1, 0.1, 0.15
_FITS_TOO = 0.75  # a second award of a clause that fits so well is given too, where several were asked
_FOUND_FIRST = 0.05  # what the award of the clause found first is ahead of the others
# Facts that choose between awards of one clause, rather than say who gets none.
_CHOOSES = frozenset({"role", "level", "new_platform", "scope", "enterprise_kind", "standard_level", "park_kind"})
_LEVELS = {Level.PROVINCE: "省", Level.CITY: "市", Level.DISTRICT: "区"}
_OF_AWARDS = (QuantityKind.MONEY, QuantityKind.RATE, QuantityKind.RENT)
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
    tried = [_suited(query, award, rivals, on) for award, rivals in _candidates(query, choice)]
    tried = [*_with_undecided(query, tried, on), *tried[1:]]
    results = [attempt.calculation for attempt in tried] or _without_award(query, choice, on)
    together = _combined(query, tried, on)
    return Trial(
        choice,
        calculations=(*together, *results)[:_MOST],
        false_claims=_false_claims(tried),
        belonging=tuple(_belonging(query, tried)),
        unclear=next((attempt.reading.unclear[0] for attempt in tried if attempt.reading.unclear), None),
        stated_unknown=any(attempt.reading.unknown for attempt in tried),
    )


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One award tried on what the question says of its facts."""

    award: Award
    reading: Reading
    calculation: Calculation


def _asks_for_money(query: Query) -> bool:
    return bool(query.kinds & _ABOUT_MONEY) and Kind.DEPARTMENT not in query.kinds


def _candidates(query: Query, choice: Choice) -> list[tuple[Award, list[Award]]]:
    """The award that fits best in each clause that counts, with those it was chosen over.

    One place, one clause, unless more was asked.
    """
    several = bool(query.kinds & {Kind.COMPARE, Kind.SEVERAL})
    wide = several or choice.finding is Finding.SEVERAL_PLACES or Kind.STACKING in query.kinds
    ranked = [fits for part in choice.parts if (fits := _ranked(query, part))]
    if not wide and len(query.places.documents) == 1:
        # Clauses of one place compete: another than the best found is meant only when its award fits clearly better.
        ranked = sorted(ranked, key=lambda fits: -(fits[0][1] + (_FOUND_FIRST if fits is ranked[0] else 0.0)))[:1]
    best = [(fits[0][0], [a for a, _ in fits[1:]]) for fits in ranked]
    beside: list[tuple[Award, list[Award]]] = [
        (a, []) for fits in ranked for a, fit in fits[1:] if several and fit >= _FITS_TOO * fits[0][1]
    ]
    return [*best, *beside][:_MOST]


def _ranked(query: Query, part: Part) -> list[tuple[Award, float]]:
    """The awards that a clause's deciding units speak of, with how they fit the question, the best first."""
    fits: dict[str, float] = {}
    for unit in part.units:
        for award in awards_of(unit):
            fit = part.unit_scores.get(unit.id, 0.0) + _closeness(query, award)
            fits[award.id] = max(fits.get(award.id, 0.0), fit)
    return [(load_rules().award(i), fit) for i, fit in sorted(fits.items(), key=lambda pair: -pair[1])]


def _closeness(query: Query, award: Award) -> float:
    """How much of the award's own words and figures, and of the facts it works on, the question holds."""
    wanted = set(terms(f"{query.text} {query.earlier}"))
    own = set(terms(f"{award.title} {award.matter} {award.who} {award.quote}"))
    used = set(formula_keys(award)) & set(_reading(query, award).facts)
    written = {_value(q) for q in find_quantities(award.quote)}
    named = any(_value(q) in written for q in find_quantities(query.text))
    return _OWN_WORDS * len(wanted & own) / math.sqrt(1 + len(own)) + _OWN_FACTS * len(used) + _OWN_FIGURES * named


def _suited(query: Query, award: Award, rivals: Sequence[Award], on: date) -> _Attempt:
    """The attempt at an award, or, when the facts rule it out, at one that they speak for.

    A user is not the developer: what rules 开发商 out is what the award for 用户单位 asks for. And a
    revenue below one award's threshold may be a tier of the next.
    """
    attempt = _attempt(query, award, on)
    if attempt.calculation.outcome is not Outcome.NOT_ELIGIBLE:
        return attempt
    facts = set(attempt.reading.facts)
    siblings = [s for s in load_rules().of_clause(award.clause_id) if s.id != award.id]
    chosen = [s for s in siblings if _condition_keys(award) & _condition_keys(s) & facts & _CHOOSES]
    others = [
        _attempt(query, other, on)
        for other in (*chosen, *(r for r in rivals if _works_on(r) & _thresholds(award) & facts))
    ]
    return next((o for o in others if o.calculation.outcome is not Outcome.NOT_ELIGIBLE), attempt)


def _thresholds(award: Award) -> set[str]:
    """The facts that an award compares with a figure."""
    return {c.fact for c in award.conditions if c.fact is not None and c.value is not None}


def _works_on(award: Award) -> set[str]:
    """The facts that are the base of an award's arithmetic, not what was received before."""
    return set(formula_keys(award)) - {"already_received", "highest_tier_received"}


def _with_undecided(query: Query, tried: Sequence[_Attempt], on: date) -> list[_Attempt]:
    """The first attempt and those at the siblings that the question leaves open, the highest ceiling first."""
    first = [*tried[:1], *(_attempt(query, other, on) for attempt in tried[:1] for other in _undecided(attempt, tried))]
    return sorted(first, key=lambda attempt: -(attempt.calculation.ceiling_yuan or 0))


def _undecided(attempt: _Attempt, tried: Sequence[_Attempt]) -> list[Award]:
    """The siblings that the same fact would choose, when the question leaves it open: 专业园 or 其他园."""
    open_keys = (_condition_keys(attempt.award) & _CHOOSES) - set(attempt.reading.facts)
    known = {a.award.id for a in tried}
    siblings = [a for a in load_rules().of_clause(attempt.award.clause_id) if a.id not in known]
    return [a for a in siblings if a.matter == attempt.award.matter and open_keys & _condition_keys(a)]


def _attempt(query: Query, award: Award, on: date) -> _Attempt:
    reading = _reading(query, award)
    return _Attempt(award, reading, _calculated(query, award, reading, on))


def _condition_keys(award: Award) -> set[str]:
    return {key for condition in award.conditions for key in condition_keys(condition)}


def _reading(query: Query, award: Award) -> Reading:
    return read_facts(
        query.text,
        wanted=load_rules().keys(award),
        history=(query.earlier,) if query.earlier else (),
        level=_LEVELS[document(award.document_id).level],
    )


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
    return [Calculation(None, clause.id, clause.title, Outcome.NO_FIXED_AMOUNT, steps=(step,), standing=standing)]


def _combined(query: Query, tried: Sequence[_Attempt], on: date) -> list[Calculation]:
    """The sum of what belongs together: supports of several levels when that was asked, joint awards always."""
    amounts = [attempt.calculation for attempt in tried if attempt.calculation.outcome is Outcome.AMOUNT]
    levels = {document(attempt.award.document_id).level for attempt in tried}
    if Kind.STACKING in query.kinds and len(levels) > 1 and len(amounts) > 1:
        pass
    elif (joint := _joint(query, tried, on)) is not None:
        amounts = joint
    else:
        return []
    total = combine(amounts, on=on)
    return [total] if total.outcome is Outcome.AMOUNT else []


def _joint(query: Query, tried: Sequence[_Attempt], on: date) -> list[Calculation] | None:
    """The calculations of an award and of the one that shares its ceiling, when both come to an amount."""
    for first in tried[:1]:
        known = set(first.reading.facts)
        joined = [a for a in load_rules().of_clause(first.award.clause_id) if _are_joint(a, first.award)]
        partners = [a for a in joined if _condition_keys(a) & known and _condition_keys(first.award) & known]
        both = [first.calculation, *(_attempt(query, partner, on).calculation for partner in partners)]
        if partners and all(c.outcome is Outcome.AMOUNT for c in both):
            return both
    return None


def _are_joint(first: Award, second: Award) -> bool:
    return first.joint_with == second.id or second.joint_with == first.id


def _false_claims(tried: Sequence[_Attempt]) -> tuple[str, ...]:
    """Figures that the person took for the rule or the result, and that are neither."""
    if not tried:
        return ()
    true = {_value(q) for q in find_quantities(tried[0].award.quote)}
    amounts = {a.calculation.amount_yuan for a in tried if a.calculation.amount_yuan is not None}
    return tuple(
        claim.text for claim in tried[0].reading.claims if _value(claim) not in true and claim.value.low not in amounts
    )


def _belonging(query: Query, tried: Sequence[_Attempt]) -> Iterator[tuple[str, Award]]:
    """Figures that are neither the award's nor a fact, and the award of another place on the same matter."""
    if not tried or len({attempt.award.document_id for attempt in tried}) > 1:
        return
    award, facts = tried[0].award, tried[0].reading.facts
    own = {_value(q) for q in find_quantities(award.quote)}
    said = {fact.said for fact in facts.values()}
    for quantity in find_quantities(query.text):
        if quantity.kind in _OF_AWARDS and _value(quantity) not in own and not any(quantity.text in s for s in said):
            yield from ((quantity.text, other) for other in _holding(award, quantity))


def _holding(award: Award, quantity: Quantity) -> list[Award]:
    """The first award of another document on the same matter whose words hold the figure."""
    others = (a for a in load_rules().awards if a.document_id != award.document_id and a.matter == award.matter)
    return [a for a in others if _value(quantity) in {_value(q) for q in find_quantities(a.quote)}][:1]


def _value(quantity: Quantity) -> tuple[object, object]:
    return quantity.value.low, quantity.value.high
