"""One award tried on what a question says of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assistant.calculator import Fact, calculate, load_rules
from assistant.calculator.keys import condition_keys
from assistant.calculator.quantity import Quantity
from assistant.calculator.schema import Award
from assistant.facts import Reading, asked, read_facts
from assistant.places import places_within
from assistant.types import Calculation
from assistant.understand import Query
from index.manifest import Level, document

_COMES: Final = re.compile(
    "搬|迁|落户|引进|设立|开设|新设|分公司|子公司|来粤|入粤|mov|relocat|set up|subsidiary|branch"
)
_SELLER: Final = re.compile(r"(?:向|从|跟|找|用)[^，,。]{0,12}(?:买|购|租|采购)")
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
    return Attempt(award, reading, calculation)


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
    """What an address outside the award's place says of the company, unless it is about to come, or of the seller."""
    inside = places_within(document(award.document_id).place)
    if query.places.elsewhere and inside.isdisjoint(query.places.elsewhere) and not _COMES.search(query.text):
        said = "、".join(query.places.elsewhere)
        seller = _SELLER.search(query.text)
        key = "from_local_seller" if seller else "in_province"
        yield key, Fact(key, False, said)


def condition_facts(award: Award) -> set[str]:
    """The keys of the facts that decide the award's requirements."""
    return {key for condition in award.conditions for key in condition_keys(condition)}


def value_of(quantity: Quantity) -> tuple[object, object]:
    """What a quantity says, however it is written: for comparing figures."""
    return quantity.value.low, quantity.value.high
