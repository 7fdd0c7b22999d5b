"""Labels and document numbers, resolved without a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lookup import clauses_named, document_of_number, explaining_units, holds_number, squeeze_number
from index.clauses import corpus_clauses
from index.manifest import documents
from index.text import fold

ALL = tuple(entry.id for entry in documents())


@pytest.mark.parametrize(
    ("text", "document", "clause"),
    [
        ("深圳第九条说什么", "shenzhen", "shenzhen#3.9"),
        ("深圳第 9 条", "shenzhen", "shenzhen#3.9"),
        ("深圳的（十二）", "shenzhen", "shenzhen#5.12"),
        ("深圳(12)奖多少", "shenzhen", "shenzhen#5.12"),
        ("深圳第（十二）条", "shenzhen", "shenzhen#5.12"),
        ("省措施第十二点", "guangdong", "guangdong#3.12"),
        ("光明第二十条", "guangming", "guangming#6.20"),
        ("光明（二十）", "guangming", "guangming#6.20"),
        ("广州第5条", "guangzhou", "guangzhou#2.2.5"),
        ("广州第十四项", "guangzhou", "guangzhou#2.4.14"),
        ("计划第八条", "guangdong-plan", "guangdong-plan#3.8"),
    ],
)
def test_label_is_found_in_the_document_named(text, document, clause):
    assert clauses_named(text, (document,)) == (clause,)
    assert clauses_named(fold(text), (document,)) == (clause,)


@pytest.mark.parametrize(
    ("text", "document", "clause"),
    [
        ("五、（十二）怎么理解", "shenzhen", "shenzhen#5.12"),
        ("二、（二）5.", "guangzhou", "guangzhou#2.2.5"),
        ("二、(三)10怎么报", "guangzhou", "guangzhou#2.3.10"),
        ("三、二是 那条", "guangzhou", "guangzhou#3.2"),
        ("四、（二）", "guangdong-plan", "guangdong-plan#4.2"),
        ("计划第四部分第二条", "guangdong-plan", "guangdong-plan#4.2"),
        ("计划第二部分", "guangdong-plan", "guangdong-plan#2"),
        ("第八章", "shenzhen", "shenzhen#8"),
    ],
)
def test_whole_label_or_chapter_tells_repeated_numbers_apart(text, document, clause):
    assert clauses_named(text, (document,)) == (clause,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("计划第二条", ("guangdong-plan",)),
        ("第九条说什么", ()),
        ("深圳第九十九条", ("shenzhen",)),
        ("深圳第〇条", ("shenzhen",)),
        ("劳动合同法第九条，深圳", ("shenzhen",)),
        ("深圳：（1）首版次奖多少？（2）租金呢？", ("shenzhen",)),
        ("深圳第一点，奖多少；第二点，怎么报", ("shenzhen",)),
        ("深圳第一次过10亿、第三产业、第2档", ("shenzhen",)),
        ("到（2025年）为止", ("shenzhen",)),
    ],
)
def test_what_names_no_clause_resolves_nothing(text, named):
    assert clauses_named(text, named) == ()


def test_label_is_looked_up_in_each_document_named():
    assert clauses_named("第（七）条", ("shenzhen", "guangming")) == ("shenzhen#2.7", "guangming#2.7")


def test_several_labels_are_all_resolved():
    assert clauses_named("深圳第九条和第十条", ("shenzhen",)) == ("shenzhen#3.9", "shenzhen#4.10")


@pytest.mark.parametrize(
    "clause_id", ["shenzhen#5.12", "guangdong-plan#2", "guangdong#end", "guangzhou#2.2.5", "guangdong#0"]
)
def test_clause_id_needs_no_document(clause_id):
    assert clauses_named(f"看{clause_id}。", ()) == (clause_id,)


@pytest.mark.parametrize("text", ["shenzhen#99", "beijing#1", "shenzhen#5.12.3", "shenzhen#"])
def test_id_of_no_clause_resolves_nothing(text):
    assert clauses_named(text, ALL) == ()


BRACKETS = [
    "〔2020〕",
    "[2020]",
    "［2020］",
    "(2020)",
    "（2020）",
    "【2020】",
    "《2020》",
    "{2020}",
    "﹝2020﹞",
    "〔 2020 〕",
]


@pytest.mark.parametrize("year", BRACKETS)
@pytest.mark.parametrize("before", ["", "请问", "废止的", "《措施》（"])
def test_document_number_is_found_in_any_bracket(year, before):
    assert clauses_named(f"{before}穗府办规{year}2号还有效吗", ()) == ("guangzhou#3.6",)
    assert clauses_named(fold(f"{before}穗府办规{year} 2 号还有效吗"), ()) == ("guangzhou#3.6",)


@pytest.mark.parametrize("number", ["深府规〔2022〕5号", "深府规[2022]5号", "请问深府规（2022）５号还能用吗"])
def test_document_number_leads_to_the_document_of_ours(number):
    assert document_of_number(number) == "shenzhen"
    assert clauses_named(number, ()) == ()  # not to Guangming's preamble, which speaks of it


@pytest.mark.parametrize(
    "number",
    [
        "穗府规〔2022〕5号",
        "深府规〔2022〕15号",
        "深府规〔2022〕50号",
        "深府规〔2023〕5号",
        "深府〔2022〕5号",
        "2022年5号",
    ],
)
def test_number_of_another_document_is_not_ours(number):
    assert document_of_number(number) is None
    assert clauses_named(number, ()) == ()


def test_numbers_are_compared_with_one_kind_of_bracket():
    assert squeeze_number("深府规 [2022] ５号") == squeeze_number("深府规〔2022〕5号") == "深府规〔2022〕5号"


@given(st.text(alphabet="第一二十0９（）()〔〕[]条项点章号#.shenz深府规、是 ", max_size=60) | st.text(max_size=60))
def test_any_text_resolves_to_clauses_that_exist(text):
    assert set(clauses_named(text, ALL)) <= set(corpus_clauses())
    assert document_of_number(text) in {None, *ALL}


def test_words_that_hold_the_number_asked_for_are_told_apart():
    assert holds_number("《甲措施》（穗府办规〔2020〕2号）同时废止。", "请问穗府办规[2020]2号还有效吗")
    assert not holds_number("《甲措施》（穗府办规〔2020〕2号）同时废止。", "穗府办规[2020]12号")
    assert not holds_number("同时废止。", "穗府办规[2020]2号")


def test_units_that_say_who_explains_come_from_the_documents_that_say_so():
    found = {entry.id: explaining_units(entry.id) for entry in documents()}
    assert {name for name, units in found.items() if units} == {"guangdong", "guangming"}
    assert all("负责解释" in unit.text for units in found.values() for unit in units)
