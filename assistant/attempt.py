"""One award tried on what a question says of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assistant.calculator import Fact, InputType, calculate, load_inputs, load_rules
from assistant.calculator.keys import condition_keys
from assistant.calculator.quantity import Quantity
from assistant.calculator.schema import Award
from assistant.facts import Reading, asked, read_facts
from assistant.places import places_within
from assistant.stated import sellers
from assistant.types import Calculation, Outcome
from assistant.understand import Query
from index.manifest import Level, document

_COMES: Final = re.compile(
    "搬|迁|落户|引进|设立|开设|新设|分公司|子公司|来粤|入粤|mov|relocat|set up|subsidiary|branch"
)
# Facts that choose between awards of one clause, rather than say who gets none.
CHOOSES: Final = frozenset(
    {"role", "level", "new_platform", "scope", "enterprise_kind", "standard_level", "park_kind", "platform_kind"}
)
_LEVELS = {Level.PROVINCE: "省", Level.CITY: "市", Level.DISTRICT: "区"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """An award, the facts that the question states for it, and what it comes to."""

    award: Award
    reading: Reading
    calculation: Calculation


def attempt_at(query: Query, award: Award, on: date) -> Attempt:
    """The award calculated with what the question says, as of a day."""
    reading = reading_for(query, award)
    standing = document(award.document_id).standing(on).value
    calculation = calculate(award, reading.facts, on=on, asked=asked(query.text), standing=standing)
    return Attempt(award, reading, _asking(calculation, award, reading))


def _asking(calculation: Calculation, award: Award, reading: Reading) -> Calculation:
    """The calculation, or what it asks back where the caller does not know the kind or the level that decides."""
    inputs = load_inputs()
    asked_for = {key for key in condition_facts(award) if key in CHOOSES or inputs[key].type is InputType.GRADE}
    unsure = [key for key in reading.unknown if key in asked_for]
    if not unsure or calculation.outcome is not Outcome.AMOUNT:
        return calculation
    missing = tuple(inputs[key].missing for key in unsure)
    return replace(
        calculation, outcome=Outcome.NEEDS_INPUT, amount_yuan=None, at_least_yuan=None, bound=None, missing=missing
    )


def reading_for(query: Query, award: Award) -> Reading:
    """What the question states of the facts that the award takes."""
    keys = load_rules().keys(award)
    reading = read_facts(
        query.text,
        wanted=keys,
        history=(query.earlier,) if query.earlier else (),
        level=_LEVELS[document(award.document_id).level],
    )
    made_out = {key: fact for key, fact in (*query.facts.items(), *_by_address(query, award)) if key in keys}
    return replace(reading, facts=made_out | dict(reading.facts))


def _by_address(query: Query, award: Award) -> Iterator[tuple[str, Fact]]:
    """What an address outside the award's place says of the company, unless it is about to come or is the seller's."""
    if not query.places.elsewhere:
        return
    inside = places_within(document(award.document_id).place)
    sold = frozenset().union(*(places for _, places in sellers(query.text)))
    named = [name for name in query.places.elsewhere if name not in sold]
    if named and inside.isdisjoint(named) and not _COMES.search(query.text):
        yield "in_province", Fact("in_province", False, "、".join(named))


def condition_facts(award: Award) -> set[str]:
    """The keys of the facts that decide the award's requirements."""
    return {key for condition in award.conditions for key in condition_keys(condition)}


def value_of(quantity: Quantity) -> tuple[object, object]:
    """What a quantity says, however it is written: for comparing figures."""
    return quantity.value.low, quantity.value.high
