"""Misspelt words, put right by sound and by letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.clauses import corpus_clauses
from index.spelling import put_right
from index.text import fold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("算立券有没有", "算力券有没有"),
        ("祖金怎么补", "租金怎么补"),
        ("手板刺保险", "首版次保险"),  # no character right, but three sounds
        ("公式期多久", "公示期多久"),
        ("技术合同认定登计", "技术合同认定登记"),
        ("any insentive for opensource comunity", "any incentive for opensource community"),
    ],
)
def test_word_that_only_sounds_right_is_put_right(typed, meant):
    assert put_right(fold(typed)) == meant


@pytest.mark.parametrize(
    "said",
    [
        "佛山市给软件企业上云补贴几成",
        "我们同时搞首版次和数据管理",
        "高企认定和社保缴费",
        "两免三减半从哪一年起算",
        "增值税即征即退怎么办理",
        "深圳对营收首次达到10亿的奖多少",
        "给各个园区的也是一样吗",
        "three engineers at the railway station advanced places",
    ],
)
def test_what_is_right_or_unknown_stays(said):
    assert put_right(fold(said)) == fold(said)


def test_documents_own_words_stay():
    changed = [clause.id for clause in corpus_clauses().values() if put_right(fold(clause.text)) != fold(clause.text)]
    assert changed == []


NUMERALS = "零一二三四五六七八九十百千万亿两半0123456789.%"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=NUMERALS + "补贴租金奖立券祖营收元的给", max_size=24))
def test_no_character_of_a_figure_is_ever_changed(text):
    def figures(said: str) -> list[str]:
        return [character for character in said if character in NUMERALS]

    assert figures(put_right(text)) == figures(text)
