from __future__ import annotations

from itertools import pairwise

import pytest

from index.clauses import segment
from index.entries import corpus_entries, entries, question_files
from index.yamlfile import DataFileError

TEXT = """某市软件措施

一、支持办法
（一）补贴租金。入驻园区的企业，每月给予租金补贴；减免物业费。
（二）奖励上市。企业上市的，给予500万元奖励。
"""
NAMES = {"town": "某市措施"}


@pytest.fixture
def clauses():
    return segment("town", TEXT).clauses


def write(folder, text, name="town.yaml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_unit_of_the_corpus_is_an_entry_and_ids_are_unique():
    found = corpus_entries()
    assert {e.document_id for e in found} == {"guangdong", "guangzhou", "shenzhen", "guangdong-plan", "guangming"}
    assert len({e.id for e in found}) == len(found)
    assert {e.unit_id for e in found if e.kind == "question"} <= {e.id for e in found if e.kind == "unit"}


def test_a_document_stands_together_so_that_its_rows_are_one_stretch():
    order = [e.document_id for e in corpus_entries()]
    assert len([a for a, b in pairwise(order) if a != b]) == len(set(order)) - 1


def test_a_unit_carries_its_document_and_headings(clauses, tmp_path):
    found = entries(clauses, names=NAMES, expansions=tmp_path)
    bonus = next(e for e in found if "500万元" in e.text)
    assert bonus.text.startswith("某市措施 一、支持办法 奖励上市 ")
    assert (bonus.clause_id, bonus.document_id, bonus.kind) == ("town#1.2", "town", "unit")


def test_questions_follow_the_unit_that_they_are_about(clauses, tmp_path):
    write(tmp_path, "town#1.1:\n  - about: 每月给予租金补贴\n    ask: [房租能补吗, 租 办公室 有补贴吗]\n")
    found = entries(clauses, names=NAMES, expansions=tmp_path)
    asked = [e for e in found if e.kind == "question"]
    assert [e.text for e in asked] == ["房租能补吗", "租 办公室 有补贴吗"]
    assert [e.id for e in asked] == [f"{asked[0].unit_id}?1", f"{asked[0].unit_id}?2"]
    unit = next(e for e in found if e.id == asked[0].unit_id)
    assert "每月给予租金补贴" in unit.text
    assert found.index(asked[0]) == found.index(unit) + 1


def test_the_words_of_a_unit_are_found_whatever_their_width_and_blanks(clauses, tmp_path):
    write(tmp_path, "town#1.2:\n  - about: 给予５００ 万元\n    ask: [上市奖多少]\n")
    assert [e.kind for e in entries(clauses, names=NAMES, expansions=tmp_path)].count("question") == 1


def test_files_that_belong_to_no_document_are_left_alone(clauses, tmp_path):
    write(tmp_path, "- anything", name="lexicon.yaml")
    assert all(e.kind == "unit" for e in entries(clauses, names=NAMES, expansions=tmp_path))
    assert question_files(NAMES, tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("town#1.1:\n  - about: 没有\n    ask: [问]\n", "town.yaml: town#1.1[0].about: '没有' stands in no unit"),
        ("town#1.1:\n  - about: ''\n    ask: [问]\n", "town.yaml: town#1.1[0].about: ''"),
        ("town#9.9:\n  - about: 租金\n    ask: [问]\n", "town.yaml: town#9.9: no such clause"),
        ("town#1.1:\n  - about: 租金\n    asks: [问]\n", "town.yaml: town#1.1[0]: keys ['about', 'asks']"),
        ("town#1.1:\n  - about: 租金\n    ask: []\n", "town.yaml: town#1.1[0].ask: []"),
        ("town#1.1:\n  - about: 租金\n    ask: [问, {a: b}]\n", "town.yaml: town#1.1[0].ask[1]: {'a': 'b'}"),
        ("town#1.1: 租金\n", "town.yaml: town#1.1: '租金'"),
        ("town#1.1:\n  - 租金\n", "town.yaml: town#1.1[0]: str"),
        ("- a\n", "town.yaml: list"),
    ],
)
def test_a_question_file_that_does_not_fit_is_refused_with_file_and_path(clauses, tmp_path, text, said):
    with pytest.raises(DataFileError) as error:
        entries(clauses, names=NAMES, expansions=write(tmp_path, text))
    assert said in str(error.value)
