"""Which awards a unit of a clause speaks of."""

from __future__ import annotations

import pytest

from assistant.calculator import load_rules
from assistant.paying import awards_of
from index.clauses import corpus_clauses
from index.units import units


def speaking_of(award):
    return [u for u in units(corpus_clauses()[award.clause_id]) if award in awards_of(u)]


@pytest.mark.parametrize("award", load_rules().awards, ids=lambda award: award.id)
def test_every_award_is_spoken_of_by_a_unit_of_its_clause(award):
    assert speaking_of(award)


@pytest.mark.parametrize("clause", corpus_clauses().values(), ids=lambda clause: clause.id)
def test_unit_speaks_of_no_award_of_another_clause(clause):
    assert {a.clause_id for u in units(clause) for a in awards_of(u)} <= {clause.id}


def test_only_the_deciding_unit_of_a_clause_speaks_of_an_award():
    award = load_rules().award("shenzhen#5.12/a")
    assert [unit for unit in speaking_of(award) if "首次达到10亿元" not in unit.text] == []


def test_awards_of_a_unit_are_in_the_order_of_the_rules():
    order = [a.id for a in load_rules().awards]
    for clause in corpus_clauses().values():
        for unit in units(clause):
            ids = [order.index(a.id) for a in awards_of(unit)]
            assert ids == sorted(ids)


def test_preamble_speaks_of_no_award():
    assert not [a for u in units(corpus_clauses()["shenzhen#0"]) for a in awards_of(u)]
