"""Clauses as the small units that are searched."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clauses import corpus_clauses
from index.units import heads, is_heading, units

ANY = next(iter(corpus_clauses().values()))


def texts_of(text):
    return [unit.text for unit in units(replace(ANY, text=text))]


def test_units_end_at_stops_and_semicolons():
    assert texts_of("对甲给予3万元；对乙给予5万元;对丙给予8万元。最高10万元！") == [
        "对甲给予3万元；",
        "对乙给予5万元;",
        "对丙给予8万元。",
        "最高10万元！",
    ]


@pytest.mark.parametrize(
    "whole",
    [
        "支持企业（含分公司；不含个体户）申报。",
        "执行《甲办法；乙细则》。",
        "落实“上云。用数。赋智”行动。",
        "按标准（2021年；暂行)执行。",
    ],
)
def test_stop_inside_brackets_or_quotes_ends_nothing(whole):
    assert texts_of(whole) == [whole]


def test_bracket_left_open_ends_with_its_paragraph():
    assert texts_of("支持（甲。乙\n丙。丁。") == ["支持（甲。乙", "丙。", "丁。"]


def test_stretch_without_a_word_is_no_unit():
    assert texts_of("。；甲。 \n　；！乙") == ["甲。", "乙"]


def test_unit_ids_count_within_the_clause():
    found = units(corpus_clauses()["shenzhen#8"])
    assert [unit.id for unit in found] == [f"shenzhen#8~{n}" for n in range(1, len(found) + 1)]
    assert {unit.clause_id for unit in found} == {"shenzhen#8"}


@pytest.mark.parametrize("clause", corpus_clauses().values(), ids=lambda clause: clause.id)
def test_units_hold_every_word_of_their_clause_in_order(clause):
    found = units(clause)
    assert all(clause.text[unit.start : unit.end] == unit.text for unit in found)
    assert "".join("".join(unit.text for unit in found).split()) == "".join(clause.text.split())


def test_unit_ids_are_unique_in_the_corpus():
    ids = [unit.id for clause in corpus_clauses().values() for unit in units(clause)]
    assert len(ids) == len(set(ids))


def test_one_award_is_one_unit():
    found = [unit.text for unit in units(corpus_clauses()["shenzhen#6.19"])]
    assert "按首个销售合同对应用户的审定采购额的10%，给予用户单位最高不超过100万元资助；" in found


def test_title_on_its_own_line_is_a_heading_and_an_award_is_not():
    assert heads("shenzhen#5.12~1")
    assert not heads("shenzhen#5.12~3")


@given(st.text(alphabet="甲。；;（)“”\n 　a1", max_size=60))
def test_units_never_overlap(text):
    found = units(replace(ANY, text=text))
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_headings_are_told_by_id_as_by_looking_at_every_unit():
    clauses = corpus_clauses().values()
    looked_at = {unit.id: is_heading(unit, clause) for clause in clauses for unit in units(clause)}
    assert {unit_id: heads(unit_id) for unit_id in looked_at} == looked_at
    assert 50 < sum(looked_at.values()) < len(looked_at) / 2
