"""Figures of a question that are not the award's: taken for the rule, or another place's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from assistant.attempt import Attempt, value_of
from assistant.calculator import load_rules
from assistant.calculator.quantity import Kind, Quantity, find_quantities
from assistant.calculator.schema import Award, Tiers, TopUp
from assistant.paying import usual_in_titles
from assistant.understand import Query
from index.lexicon import lexicon
from index.terms import terms

_SPOKEN_OF = 2  # telling terms of an award's title
_OF_AWARDS = (Kind.MONEY, Kind.RATE, Kind.RENT)


def false_claims(tried: Sequence[Attempt]) -> tuple[str, ...]:
    """Figures that the person took for the rule or the result, and that are neither."""
    if not tried:
        return ()
    true = {end for q in find_quantities(tried[0].award.quote) for end in value_of(q)}
    amounts = {a.calculation.amount_yuan for a in tried if a.calculation.amount_yuan is not None}
    return tuple(
        claim.text
        for claim in tried[0].reading.claims
        if claim.value.low not in true and claim.value.low not in amounts
    )


def belonging(query: Query, tried: Sequence[Attempt]) -> Iterator[tuple[str, Award]]:
    """Figures that are neither the award's nor a fact, and the award of another place on the same matter.

    A threshold and an amount that only together are another's tier are told as one: 5000万的奖150万.
    """
    if not tried or len({attempt.award.document_id for attempt in tried}) > 1:
        return
    award, facts = tried[0].award, tried[0].reading.facts
    own = {value_of(q) for q in find_quantities(award.quote)}
    said = {fact.said for fact in facts.values()}
    pairs = list(_tiers_elsewhere(query.text, award))
    yield from pairs
    for quantity in find_quantities(query.text) if not pairs else ():
        if quantity.kind in _OF_AWARDS and value_of(quantity) not in own and not any(quantity.text in s for s in said):
            yield from ((quantity.text, other) for other in _holding(query, award, quantity))


def _holding(query: Query, award: Award, quantity: Quantity) -> list[Award]:
    """The first award of another document whose words hold the figure: on the same matter, else that was spoken of."""
    others = [a for a in load_rules().awards if a.document_id != award.document_id]
    holding = [a for a in others if value_of(quantity) in {value_of(q) for q in find_quantities(a.quote)}]
    said = set(terms(" ".join((query.text, *lexicon().terms_in(query.text)))))
    shared = {a.id: len(said & set(terms(a.title)) - usual_in_titles()) for a in holding}
    spoken_of = sorted((a for a in holding if shared[a.id] >= _SPOKEN_OF), key=lambda a: -shared[a.id])
    return [*(a for a in holding if a.matter == award.matter), *spoken_of][:1]


def _tiers_elsewhere(text: str, award: Award) -> Iterator[tuple[str, Award]]:
    """What a question puts as a tier of the award and is one of another document's on the same matter."""
    figures = [q for q in find_quantities(text) if q.kind is Kind.MONEY]
    own = _tiers(award)
    for reached, given in pairwise(figures):
        pair = (reached.value.low, given.value.low)
        others = (a for a in load_rules().awards if a.document_id != award.document_id and a.matter == award.matter)
        if own and pair not in own:
            yield from ((text[reached.start : given.end], a) for a in [o for o in others if pair in _tiers(o)][:1])


def _tiers(award: Award) -> frozenset[tuple[Fraction, Fraction]]:
    """The thresholds of an award's tiers, each with what is given from it on."""
    tiers = award.tiers if isinstance(award, Tiers | TopUp) else ()
    return frozenset((tier.reached.value, tier.amount.value) for tier in tiers)
