"""Ordinals as documents print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numerals import chinese, ordinal


@pytest.mark.parametrize(
    ("printed", "number"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一〇二", 102), ("廿三", 23), ("壹", 1)],
)
def test_chinese_ordinals_are_read(printed, number):
    assert ordinal(printed) == number


@pytest.mark.parametrize(("printed", "number"), [("12", 12), ("１２", 12), (" 7 ", 7), ("0", 0), ("007", 7)])
def test_digits_of_either_width_are_read(printed, number):
    assert ordinal(printed) == number


@pytest.mark.parametrize(
    "printed", ["", " ", "3.5", "-3", "负一", "一点五", "1十", "半", "abc", "第三", "1e5", "廿〇", "9" * 5000]
)
def test_what_is_no_ordinal_is_none(printed):
    assert ordinal(printed) is None


def test_numbers_are_printed_as_headings_print_them():
    assert [chinese(n) for n in (1, 10, 11, 20, 21, 100, 103)] == [
        "一",
        "十",
        "十一",
        "二十",
        "二十一",
        "一百",
        "一百零三",
    ]


@given(st.integers(min_value=1, max_value=999))
def test_printed_number_is_read_as_itself(number):
    assert ordinal(chinese(number)) == number


@given(st.text(alphabet="〇零一二两三九十百千廿卅壹拾佰", max_size=7) | st.text(max_size=7))
def test_any_text_is_a_number_or_none(printed):
    number = ordinal(printed)
    assert number is None or number >= 0
