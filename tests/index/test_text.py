"""The one normalisation: for showing, searching, and comparing quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clauses import corpus_clauses
from index.text import bare, clean, fold, simplify, squeeze, traditional

PRINTED = (
    st.characters(min_codepoint=0x20, max_codepoint=0x7E)
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E)
    | st.sampled_from("，。“”〔〕《》\u3000\u200b\xa0\ufeff")
)


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u2066", "\u180e", "\U000e0041", "\ufe0f"],
)
def test_invisible_characters_are_taken_out(hidden):
    assert clean(f"深{hidden}圳") == "深圳"


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f", "\ud800", "\n", "\u2028", "\u3000", "\xa0"])
def test_control_characters_and_blanks_become_one_blank(control):
    assert clean(f" 深{control} {control}圳{control}") == "深 圳"


def test_clean_keeps_what_is_printed():
    assert clean("给予500万元（含）…“一事一议”【2023】😀") == "给予500万元（含）…“一事一议”【2023】😀"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到 2025 年，\n收入达到 1.8 万亿元", "到2025年,收入达到1.8万亿元"),
        ("１，０００，０００元", "1000000元"),
        ("1,000万元", "1000万元"),
        ("2021，2022，2023年", "2021,2022,2023年"),
        ("5,00元", "5,00元"),
    ],
)
def test_squeeze_leaves_blanks_widths_and_thousands_aside(text, expected):
    assert squeeze(text) == expected


def test_squeeze_never_makes_one_figure_of_another():
    assert squeeze("500万元") not in squeeze("给予5000万元")
    assert squeeze("1.5亿元") != squeeze("15亿元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＤＣＭＭ　三级", "dcmm 三级"),
        ("請問廣州軟件名園獎勵", "请问广州软件名园奖励"),
        ("〔2022〕５号", "〔2022〕5号"),
        ("  IPO\t ", "ipo"),
    ],
)
def test_fold_makes_one_spelling_of_many(text, expected):
    assert fold(text) == expected


@given(st.text(alphabet=PRINTED, max_size=40))
def test_folding_and_squeezing_again_change_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert squeeze(squeeze(text)) == squeeze(text)


@given(st.text(max_size=40))
def test_any_text_is_folded_to_plain_blanks(text):
    assert fold(text) == clean(fold(text))


def test_half_a_surrogate_pair_stops_nothing():
    assert fold("深\ud83d圳") == "深 圳"


def test_bare_keeps_words_figures_and_percent():
    assert bare("按“30%”，最高 1,000 万元！") == "按30%最高1000万元"


@pytest.mark.parametrize("clause", corpus_clauses().values(), ids=lambda clause: clause.id)
def test_documents_in_simplified_characters_are_left_as_they_are(clause):
    assert simplify(clause.text) == clause.text


def test_scripts_lead_to_one_another():
    assert traditional("软件企业奖励") == "軟件企業獎勵"
    assert simplify("軟件企業獎勵") == "软件企业奖励"
    assert simplify("plain") == traditional("plain") == "plain"
