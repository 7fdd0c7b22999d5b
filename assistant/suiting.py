"""Which awards of the chosen clauses a question is about, and which of two its facts speak for."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.attempt import CHOOSES, Attempt, attempt_at, condition_facts, reading_for, value_of
from assistant.calculator import Asked, InputType, load_inputs, load_rules
from assistant.calculator.keys import formula_keys
from assistant.calculator.numerals import read_number
from assistant.calculator.quantity import find_quantities
from assistant.calculator.schema import Award, PerUnit, RateAward
from assistant.choose import Choice, Finding, Part
from assistant.facts import asked
from assistant.kinds import Kind
from assistant.paying import awards_of, usual_in_titles
from assistant.types import Outcome
from assistant.understand import Query
from index.lexicon import lexicon
from index.terms import terms

MOST_AWARDS = 3
_NAMES_ITS_OWN = frozenset({"enterprise_kind"})  # choices that more than one clause rewards
# What they add to a unit's score when its awards are ranked.
_OWN_WORDS, _OWN_TITLE, _OWN_FACTS, _OWN_FIGURES = 0.1, 0.06, 0.1, 0.15
_FITS_TOO = 0.75  # a second award of a clause that fits so well is given too, where several were asked
_SO_MANY = re.compile("(?P<number>[两三四])(?:边|样|块|头|种|档|方|者|个|项|笔|家)[^，,。]{0,4}(?:各|分别|都)")
_AHEAD = 1.05
_FOUND_FIRST = 0.05  # what the award of the clause found first is ahead of the others


def candidates(query: Query, choice: Choice) -> list[tuple[Award, list[Award]]]:
    """The award that fits best in each clause that counts, with those it was chosen over.

    One place, one clause, unless more was asked.
    """
    several = bool(query.kinds & {Kind.COMPARE, Kind.SEVERAL})
    wide = several or choice.finding is Finding.SEVERAL_PLACES or Kind.STACKING in query.kinds
    ranked = [fits for part in choice.parts if not part.nearest and (fits := _ranked(query, part))]
    if not wide and len(query.places.documents) == 1:
        # Clauses of one place compete: another than the best found is meant only when its award fits clearly better.
        lead = _FOUND_FIRST if _is_ahead(choice.parts) else 0.0
        ranked = sorted(ranked, key=lambda fits: -(fits[0][1] + (lead if fits is ranked[0] else 0.0)))[:1]
    best = [(fits[0][0], [a for a, _ in fits[1:]]) for fits in ranked]
    beside: list[tuple[Award, list[Award]]] = [
        (a, []) for fits in ranked for a, fit in fits[1:] if several and fit >= _FITS_TOO * fits[0][1]
    ]
    beside += [(a, []) for a in _all_of_one(query, choice.parts)]
    beside += [(a, []) for a in _of_topics(query, choice.parts, [a for a, _ in (*best, *beside)])] if several else []
    first: dict[str, tuple[Award, list[Award]]] = {}
    for award, rivals in (*best, *beside):
        first.setdefault(award.id, (award, rivals))
    return list(first.values())[:MOST_AWARDS]


def count_of(word: str) -> int:
    """The whole number that a numeral means."""
    return int((read_number(word) or (0,))[0])


def _all_of_one(query: Query, parts: Sequence[Part]) -> list[Award]:
    """The awards of the best clause, when just as many things are asked about: 三边各封顶多少."""
    told = _SO_MANY.search(query.text)
    awards = list(load_rules().of_clause(parts[0].clause_id)) if parts else []
    return awards if told and len(awards) == count_of(told["number"]) else []


def _of_topics(query: Query, parts: Sequence[Part], given: Sequence[Award]) -> Iterator[Award]:
    """For each part of the question the award of the chosen clauses whose title says more of it than those given."""
    awards = [a for part in parts if not part.nearest for a in load_rules().of_clause(part.clause_id)]
    titles = {a.id: set(terms(f"{a.title} {a.matter}")) - usual_in_titles() for a in awards}
    for topic in query.topics:
        said = set(terms(" ".join((topic, *lexicon().terms_in(topic)))))
        shared = {award_id: len(said & title) for award_id, title in titles.items()}
        award = max(awards, key=lambda a: shared[a.id], default=None)
        if award is not None and shared[award.id] > max((shared.get(a.id, 0) for a in given), default=0):
            yield award


def _is_ahead(parts: Sequence[Part]) -> bool:
    """Whether the first clause was found with more than a hair's breadth to the second."""
    return len(parts) < 2 or parts[0].score >= _AHEAD * parts[1].score


def _ranked(query: Query, part: Part) -> list[tuple[Award, float]]:
    """The awards that a clause's deciding units speak of, with how they fit the question, the best first."""
    fits: dict[str, float] = {}
    for unit in part.units:
        for award in (a for a in awards_of(unit) if not _counts_another(a) or _asks_for_all(query, a)):
            fit = part.unit_scores.get(unit.id, 0.0) + _closeness(query, award)
            fits[award.id] = max(fits.get(award.id, 0.0), fit)
    return [(load_rules().award(i), fit) for i, fit in sorted(fits.items(), key=lambda pair: -pair[1])]


def _counts_another(award: Award) -> bool:
    return isinstance(award, PerUnit) and award.of is not None


def _asks_for_all(query: Query, award: Award) -> bool:
    """Whether an award that counts another's places is meant: all of them together, or so many."""
    return asked(query.text) is Asked.TOTAL or "count" in reading_for(query, award).facts


def _closeness(query: Query, award: Award) -> float:
    """How much of the award's own words and figures, and of the facts it works on, the question holds."""
    wanted = set(terms(f"{query.text} {query.earlier}"))
    own = set(terms(f"{award.title} {award.matter} {award.who} {award.quote}"))
    reading = reading_for(query, award)
    keys = {*formula_keys(award), *condition_facts(award)}
    used = {key for key in keys if {key, *load_inputs()[key].accepts} & set(reading.facts)}
    written = {value_of(q) for q in find_quantities(award.quote)}
    spent = {said for key in _bases() & set(reading.facts) for said in reading.facts[key].said.split("、")}
    named = any(value_of(q) in written for q in find_quantities(query.text) if q.text not in spent)
    words = _OWN_WORDS * len(wanted & own) / math.sqrt(1 + len(own))
    title = _OWN_TITLE * bool(wanted & set(terms(award.title)) - usual_in_titles())
    return words + title + _OWN_FACTS * len(used) + _OWN_FIGURES * named


@functools.cache
def _bases() -> frozenset[str]:
    """The facts that awards give a share of: their figures are the caller's own and say nothing of a clause."""
    return frozenset(
        key for award in load_rules().awards if isinstance(award, RateAward) for key in formula_keys(award)
    )


def suited(query: Query, award: Award, rivals: Sequence[Award], on: date) -> Attempt:
    """The attempt at an award, or, when the facts rule it out, at one that they speak for.

    A user is not the developer: what rules 开发商 out is what the award for 用户单位 asks for. And a
    revenue below one award's threshold may be a tier of the next.
    """
    attempt = attempt_at(query, award, on)
    if attempt.calculation.outcome is not Outcome.NOT_ELIGIBLE:
        return attempt
    facts = set(attempt.reading.facts)
    siblings = [s for s in load_rules().of_clause(award.clause_id) if s.id != award.id]
    chosen = [s for s in siblings if condition_facts(award) & condition_facts(s) & facts & CHOOSES]
    others = [
        attempt_at(query, other, on)
        for other in (*chosen, *(r for r in rivals if _works_on(r) & _thresholds(award) & facts))
    ]
    return next((o for o in others if o.calculation.outcome is not Outcome.NOT_ELIGIBLE), attempt)


def _thresholds(award: Award) -> set[str]:
    """The facts that an award compares with a figure."""
    return {c.fact for c in award.conditions if c.fact is not None and c.value is not None}


def _works_on(award: Award) -> set[str]:
    """The facts that are the base of an award's arithmetic, not what was received before."""
    return set(formula_keys(award)) - {"already_received", "highest_tier_received", "revenue_before"}


def with_undecided(query: Query, tried: Sequence[Attempt], on: date) -> list[Attempt]:
    """The first attempt and those at the siblings that the question leaves open, the highest ceiling first."""
    first = [
        *tried[:1],
        *(attempt_at(query, other, on) for attempt in tried[:1] for other in _undecided(attempt, tried)),
    ]
    return sorted(first, key=lambda attempt: -(attempt.calculation.ceiling_yuan or 0))


def _undecided(attempt: Attempt, tried: Sequence[Attempt]) -> list[Award]:
    """The siblings that the same fact would choose, when the question leaves it open: 专业园 or 其他园."""
    open_keys = (condition_facts(attempt.award) & CHOOSES) - set(attempt.reading.facts)
    known = {a.award.id for a in tried}
    siblings = [a for a in load_rules().of_clause(attempt.award.clause_id) if a.id not in known]
    return [a for a in siblings if a.matter == attempt.award.matter and open_keys & condition_facts(a)]


def named_beside(query: Query, tried: Sequence[Attempt], on: date) -> list[Attempt]:
    """Attempts at what other clauses of the document give for the same: 小巨人, newly settled or newly recognised.

    Only where the question leaves open what tells the award from them.
    """
    known = {attempt.award.clause_id for attempt in tried}
    others = [other for attempt in tried for other in _for_the_same(attempt) if other.clause_id not in known]
    attempts = [attempt_at(query, other, on) for other in {other.id: other for other in others}.values()]
    return [attempt for attempt in attempts if attempt.calculation.outcome is Outcome.AMOUNT]


def _for_the_same(attempt: Attempt) -> list[Award]:
    """The awards of the same document that the question's own choice, as of an enterprise's kind, is one of."""
    facts = attempt.reading.facts
    chosen = [key for key in facts if load_inputs()[key].type is InputType.CHOICE and key in _NAMES_ITS_OWN]
    if not chosen or not condition_facts(attempt.award) - set(facts):
        return []
    document = load_rules().of_document(attempt.award.document_id)
    return [a for a in document if any(key in {*formula_keys(a), *condition_facts(a)} for key in chosen)]
