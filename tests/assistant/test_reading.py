from __future__ import annotations

import hashlib
from datetime import date

import pytest

from assistant.errors import UnknownName
from assistant.reading import document_object, parts, search_text, spans, tree
from index.clauses import corpus_clauses
from index.manifest import document_text, documents
from index.text import traditional

ON = date(2026, 11, 20)


@pytest.mark.parametrize("entry", documents(), ids=lambda entry: entry.id)
def test_a_document_is_given_whole_in_the_order_of_its_file(entry) -> None:
    given = document_object(entry.id, on=ON)
    assert given["title"] == entry.title
    starts = [part["start"] for part in given["parts"]]
    assert starts == sorted(starts)
    shown = "".join("".join(part["text"].split()) for part in given["parts"])
    # A mark that the word processor left in the file is no text.
    file = "".join(document_text(entry).split()).replace("[bookmark:_GoBack]", "")
    assert shown == file


def test_a_clause_comes_with_its_hash_and_its_awards() -> None:
    part = next(p for p in document_object("shenzhen", on=ON)["parts"] if p.get("clause_id") == "shenzhen#5.12")
    assert part["sha256"] == hashlib.sha256(corpus_clauses()["shenzhen#5.12"].text.encode()).hexdigest()
    assert part["awards"] == ["shenzhen#5.12/a", "shenzhen#5.12/b"]


def test_standing_is_that_of_the_day() -> None:
    assert document_object("shenzhen", on=ON)["standing"] == "in_force"
    assert document_object("shenzhen", on=date(2022, 10, 1))["standing"] == "not_yet"


def test_a_document_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="shenzhen"):
        document_object("shenzen", on=ON)


def test_parts_hold_every_clause_and_heading_once() -> None:
    whole = tree("guangming")
    assert len(parts(whole)) == len(whole.clauses) + len(whole.headings)


def test_search_finds_every_place_of_the_words_and_no_other() -> None:
    found = search_text("租金")
    for clause in corpus_clauses().values():
        flat = clause.text.replace("\n", "")
        here = next((f for f in found if f.clause is clause), None)
        assert (here is not None) == ("租金" in flat)
        if here is not None:
            assert len(here.spans) == flat.count("租金")
            assert all(clause.text[a:b].replace("\n", "") == "租金" for a, b in here.spans)


@pytest.mark.parametrize("written", ["ＣＭＭＩ", "cmmi", "CMMI"])
def test_width_and_case_make_no_difference(written: str) -> None:
    assert [f.clause.id for f in search_text(written)] == [f.clause.id for f in search_text("CMMI")] != []


def test_traditional_words_find_simplified_text() -> None:
    words = "营业收入首次达到"
    assert traditional(words) != words
    assert search_text(traditional(words)) == search_text(words) != ()


def test_words_are_found_across_a_line_break() -> None:
    assert spans("高质\n量发展", ["高质量"]) == ((0, 4),)


def test_a_clause_must_hold_all_of_several_words() -> None:
    both = {f.clause.id for f in search_text("租金 光明区")}
    assert both < {f.clause.id for f in search_text("租金")}
    assert all("租金" in corpus_clauses()[i].text for i in both)


def test_figures_are_exact() -> None:
    found = search_text("500万元")
    assert all("500万元" in f.clause.text.replace("\n", "") for f in found)
    assert search_text("123456万元") == ()


@pytest.mark.parametrize("words", ["", "   ", "\u200b"])
def test_no_words_find_nothing(words: str) -> None:
    assert search_text(words) == ()


def test_search_keeps_to_the_documents_named() -> None:
    assert {f.clause.document_id for f in search_text("奖励", document_ids=["guangming"])} == {"guangming"}
