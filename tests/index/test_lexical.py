from __future__ import annotations

import pytest

from index.lexical import Lexical
from index.ranking import Rows
from index.terms import terms, words


@pytest.fixture(scope="module")
def lexical(sample_entries):
    return Lexical.built_from([e.text for e in sample_entries])


def rows(found):
    return [row for row, _ in found]


def test_terms_are_words_pairs_whole_numbers_and_whole_latin_words():
    found = terms("采购GPU 1,000万元")
    assert {"采购", "gpu", "1000", "1000万", "万元"} <= set(found)
    assert not {"1", "000", "g", "pu"} & set(found)


def test_terms_of_traditional_and_full_width_writing_are_those_of_plain_writing():
    assert terms("房租補貼５０％") == terms("房租补贴50%")


def test_longer_words_are_terms_beside_their_pairs():
    assert {"人工智能", "人工", "工智", "智能"} <= set(terms("人工智能"))


def test_joined_latin_words_are_found_whole_and_by_part():
    assert terms("SaaS/PaaS") == ["saas/paas", "saas", "paas"]


@pytest.mark.parametrize("text", ["", " ", "！？。", "😀", "\x00"])
def test_a_text_without_words_has_no_terms(text):
    assert terms(text) == []


def test_words_leave_nothing_out_but_blanks():
    assert "".join(words("租用 办公用房的，前三年")) == "租用办公用房的,前三年"


def test_a_chinese_phrase_is_found_by_keywords_alone(lexical):
    assert rows(lexical.search("贷款贴息", k=1)) == [6]


def test_a_figure_is_found_whole_and_not_inside_another(lexical):
    assert rows(lexical.search("500万元奖励", k=1)) == [1]
    assert rows(lexical.search("5000", k=8)) == [5]
    assert rows(lexical.search("1000万", k=1)) == [2]


def test_only_texts_that_share_a_term_are_found_best_first(lexical, sample_entries):
    found = lexical.search("租金", k=50)
    assert sorted(rows(found)) == [0, 4]
    assert all(score > 0 for _, score in found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.parametrize("query", ["", "😀", "xyzzy", "鑫鑫"])
def test_a_query_that_shares_nothing_finds_nothing(lexical, query):
    assert lexical.search(query, k=5) == []


def test_more_may_be_asked_for_than_there_is_and_nothing_when_nothing_is_asked_for(lexical):
    assert len(lexical.search("软件企业奖励补贴", k=1000)) <= len(lexical) == 8
    assert lexical.search("租金", k=0) == []


def test_a_search_stays_within_its_rows(lexical):
    assert rows(lexical.search("租金补贴", k=5, rows=[Rows(4, 7)])) == [4]
    assert lexical.search("租金补贴", k=5, rows=[]) == []


def test_a_saved_index_answers_as_the_one_that_was_built(lexical, tmp_path):
    lexical.save(tmp_path)
    loaded = Lexical.loaded_from(tmp_path)
    assert len(loaded) == len(lexical)
    for query in ("租金补贴", "500万元", "开源", "", "没有"):
        assert loaded.search(query, k=8) == lexical.search(query, k=8)


def test_a_text_without_terms_keeps_its_row():
    lexical = Lexical.built_from(["！！！", "租金"])
    assert len(lexical) == 2
    assert rows(lexical.search("租金", k=2)) == [1]


@pytest.mark.parametrize("count", [3, 40])
def test_restricted_rows_score_as_they_do_among_all(count):
    texts = [f"第{n % 7}类企业租金补贴{n}万元，研发{'资助' * (n % 3)}" for n in range(300)]
    lexical = Lexical.built_from(iter(texts))
    stretches = [Rows(n * 7, n * 7 + 4) for n in range(count)]
    inside = {row for r in stretches for row in range(r.start, r.stop)}
    among_all = [(row, score) for row, score in lexical.search("研发资助租金3类", k=300) if row in inside]
    assert lexical.search("研发资助租金3类", k=300, rows=stretches) == among_all
    assert len(among_all) > count
