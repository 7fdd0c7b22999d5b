"""Figures of a question that are not the award's: taken for the rule, or another place's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.attempt import Attempt, value_of
from assistant.calculator import load_rules
from assistant.calculator.quantity import Kind, Quantity, find_quantities
from assistant.calculator.schema import Award
from assistant.understand import Query

_OF_AWARDS = (Kind.MONEY, Kind.RATE, Kind.RENT)


def false_claims(tried: Sequence[Attempt]) -> tuple[str, ...]:
    """Figures that the person took for the rule or the result, and that are neither."""
    if not tried:
        return ()
    true = {value_of(q) for q in find_quantities(tried[0].award.quote)}
    amounts = {a.calculation.amount_yuan for a in tried if a.calculation.amount_yuan is not None}
    return tuple(
        claim.text
        for claim in tried[0].reading.claims
        if value_of(claim) not in true and claim.value.low not in amounts
    )


def belonging(query: Query, tried: Sequence[Attempt]) -> Iterator[tuple[str, Award]]:
    """Figures that are neither the award's nor a fact, and the award of another place on the same matter."""
    if not tried or len({attempt.award.document_id for attempt in tried}) > 1:
        return
    award, facts = tried[0].award, tried[0].reading.facts
    own = {value_of(q) for q in find_quantities(award.quote)}
    said = {fact.said for fact in facts.values()}
    for quantity in find_quantities(query.text):
        if quantity.kind in _OF_AWARDS and value_of(quantity) not in own and not any(quantity.text in s for s in said):
            yield from ((quantity.text, other) for other in _holding(award, quantity))


def _holding(award: Award, quantity: Quantity) -> list[Award]:
    """The first award of another document on the same matter whose words hold the figure."""
    others = (a for a in load_rules().awards if a.document_id != award.document_id and a.matter == award.matter)
    return [a for a in others if value_of(quantity) in {value_of(q) for q in find_quantities(a.quote)}][:1]
