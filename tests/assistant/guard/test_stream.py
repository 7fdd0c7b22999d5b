"""A stream cut into sentences: never inside a number, a mark or a title, and always the same."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guard import SentenceStream, sentences

PIECES = [
    "深圳给50万元",
    "3.5%",
    "。",
    "[1]",
    "[12]",
    "\n",
    "《深圳市若干措施》",
    "？",
    " ",
    ".",
    "RMB 5 million",
    "[2022]",
    "，",
    "“好。”",
    "A",
    "（一）",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("给予50万元[1]。再说。", ["给予50万元[1]。", "再说。"]),
        ("给予50万元。[1]再说。[2][3]", ["给予50万元。[1]", "再说。[2][3]"]),
        ("按1.5个百分点。好", ["按1.5个百分点。", "好"]),
        ("《什么？为什么。》写明50万元。", ["《什么？为什么。》写明50万元。"]),
        ("他说“给。”再给。", ["他说“给。”再给。"]),
        ("- 甲50万元[1]\n- 乙30万元[2]\n", ["- 甲50万元[1]\n", "- 乙30万元[2]\n"]),
        ("1. 深圳给50万元[1]。\n2. 广州给70万元[2]。", ["1. 深圳给50万元[1]。\n", "2. 广州给70万元[2]。"]),
        ("It pays RMB 1.5 million [1]. Then it stops. [2]", ["It pays RMB 1.5 million [1]. ", "Then it stops. [2]"]),
        ("See No. 5 of it. Yes", ["See No. 5 of it. ", "Yes"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert sentences(text) == expected


def test_sentence_is_given_on_as_soon_as_its_marks_are_certain():
    stream = SentenceStream()
    assert stream.feed("给予50万元。") == []
    assert stream.feed("[1") == []
    assert stream.feed("]其") == ["给予50万元。[1]"]
    assert stream.feed("他") == []
    assert stream.close() == ["其他"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.lists(st.integers(0, 60), max_size=8))
def test_where_the_pieces_end_makes_no_difference(text, cuts):
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    stream = SentenceStream()
    fed = [found for a, b in itertools.pairwise(places) for found in stream.feed(text[a:b])]
    assert [*fed, *stream.close()] == sentences(text)
    assert "".join(sentences(text)) == text


def test_text_without_an_end_is_not_kept_for_ever():
    stream = SentenceStream()
    given = [found for _ in range(2000) for found in stream.feed("没完没了的话，")]
    assert given
    assert max(map(len, given)) <= 600
