from __future__ import annotations

import re
from itertools import islice

from eval.variations import Variations, place_names, varied, varied_clause, varied_clauses
from index.clauses import clauses_of


def test_a_variation_speaks_of_another_place_trade_and_figure_in_as_many_characters():
    text = "　　　　深圳市软件企业租用人工智能用房，给予最高500万元"
    other = varied(text, 3)
    assert len(other) == len(text)
    assert not re.search("深圳|软件|人工智能|500万", other)
    assert re.search(r"最高\d00万元$", other)


def test_one_clause_is_as_it_is_among_all_of_its_document():
    assert all(varied_clause(clause.id) == clause for clause in varied_clauses("guangzhou-v11"))
    assert varied_clause("guangzhou-v11#99") is varied_clause("guangzhou#1.1") is varied_clause("x-v1#1") is None


def test_years_and_the_clauses_own_number_stay():
    assert varied("1.自2022年起", 4) == "1.自2022年起"


def test_a_variation_is_the_same_each_time_and_differs_from_the_next():
    assert varied_clauses("shenzhen-v7") == varied_clauses("shenzhen-v7")
    assert varied_clauses("shenzhen-v7")[5].text != varied_clauses("shenzhen-v8")[5].text


def test_offsets_into_the_document_stay_true():
    for own, made in zip(clauses_of("guangming"), varied_clauses("guangming-v2"), strict=True):
        assert len(own.text) == len(made.text)
        assert own.to_file(len(own.text) - 1) == made.to_file(len(made.text) - 1)
        assert made.id == own.id.replace("guangming", "guangming-v2")


def test_content_holds_the_real_documents_with_their_questions_and_then_the_variations():
    content = Variations(2).content()
    kinds = {(entry.document_id, entry.kind) for entry in content.entries()}
    assert {("shenzhen", "question"), ("shenzhen", "unit"), ("shenzhen-v1", "unit")} <= kinds
    assert ("shenzhen-v1", "question") not in kinds
    assert len(content.documents) == 15


def test_entries_are_made_one_by_one():
    assert len(list(islice(Variations(1_000).content().entries(), 3_000))) == 3_000


def test_no_made_up_place_is_one_that_questions_name():
    assert len(set(place_names())) == len(place_names()) > 1_000
    assert not {"南山", "宝安", "东莞", "光明"} & set(place_names())
