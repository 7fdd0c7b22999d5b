"""What people say and what the documents write."""

from __future__ import annotations

import pytest

from index.clauses import corpus_clauses
from index.lexicon import lexicon, read_lexicon
from index.text import fold
from index.yamlfile import DataFileError

SMALL = """
groups:
  - {term: 租金补贴, also: [房租补贴, 租房, rent subsidy, 補租]}
  - {term: 上市, also: [ipo, 敲钟]}
  - {term: 奖励, also: [bonus, 奖金]}
  - {term: 资助, also: [bonus]}
misspelt:
  备案: [备按]
  首版次: [首板次, 守版次]
  广东: [光东]
fillers:
  - [请问, 我想了解一下]
  - [谢谢]
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "lexicon.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return read_lexicon(path)


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("我们租房有没有", ("租金补贴",)),
        ("ipo之后敲钟", ("上市",)),
        ("any bonuses?", ("奖励", "资助")),
        ("rent subsidies", ()),
        ("房租补贴和奖金", ("租金补贴", "奖励")),
    ],
)
def test_what_is_said_leads_to_the_documents_terms(small, said, terms):
    assert small.terms_in(said) == terms


def test_term_that_is_there_already_is_not_added(small):
    assert small.terms_in("租金补贴就是租房补贴") == ()


def test_latin_words_are_found_only_whole(small):
    assert small.terms_in("shipowner") == ()
    assert small.terms_in("在ipo前") == ("上市",)


def test_words_in_traditional_characters_are_found_folded(small):
    assert small.terms_in(fold("補租")) == ("租金补贴",)


def test_misspelling_is_put_right(small):
    assert small.correct("首板次软件和守版次") == "首版次软件和首版次"
    assert small.correct("已备按的活动") == "已备案的活动"


@pytest.mark.parametrize("right", ["购买设备按30%补", "阳光东方软件"])
def test_ends_of_two_right_words_are_no_misspelling(small, right):
    assert small.correct(right) == right


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("groups: []\nmisspelt: {}\nfillers: []\nterms: []\n", "keys"),
        ("groups: []\n", "keys"),
        ("groups: [{term: 甲, also: [乙]}, {term: 甲, alos: [乙]}]\nmisspelt: {}\nfillers: []\n", r"groups\[1\]"),
    ],
)
def test_unknown_or_missing_keys_are_refused_with_file_and_place(tmp_path, text, place):
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"lexicon\.yaml: .*{place}"):
        read_lexicon(path)


def test_words_that_carry_no_subject_are_left_aside(small):
    assert small.content("请问首版次奖多少,谢谢") == "首版次奖多少,"


def test_nothing_is_left_of_such_words_alone(small):
    assert small.content("请问") == ""


# --- the lexicon of the project


@pytest.mark.parametrize(
    ("said", "term"), [("房租", "租金"), ("ipo", "上市"), ("小孩上学", "子女入学"), ("interest subsidy", "贴息")]
)
def test_shorthand_of_callers_is_known(said, term):
    assert term in lexicon().terms_in(said)


@pytest.mark.parametrize("clause", corpus_clauses().values(), ids=lambda clause: clause.id)
def test_no_word_of_the_documents_is_taken_for_a_misspelling(clause):
    text = fold(clause.text)
    assert lexicon().correct(text) == text


def test_no_misspelling_leads_to_another():
    assert not set(lexicon().spellings) & set(lexicon().spellings.values())
