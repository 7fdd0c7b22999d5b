"""Dates, document numbers and labels taken apart."""

from __future__ import annotations

import pytest

from assistant.guard.references import days, document_numbers, labels
from assistant.guard.told import readable


@pytest.mark.parametrize(
    "text",
    [
        "2022年10月15日",
        "二〇二二年十月十五日",
        "2022-10-15",
        "15 October 2022",
        "October 15, 2022",
        "２０２２年１０月１５日",
    ],
)
def test_date_is_the_same_in_any_writing(text):
    (day,) = days(readable(text))
    assert (day.year, day.month, day.day) == (2022, 10, 15)


@pytest.mark.parametrize("text", ["深府规〔2022〕5号", "深府规[2022]5号", "深府规［2022］5号", "深府规（2022）第5号"])
def test_document_number_is_the_same_in_any_brackets(text):
    (number,) = document_numbers(readable(text))
    assert number.parts == ("深府规", "2022", "5")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("五、（十二）", ("5", "12")),
        ("第十二条", ("12",)),
        ("第12条", ("12",)),
        ("二、（四）12.", ("2", "4", "12")),
        ("三、二是", ("3", "2")),
    ],
)
def test_label_is_read_part_by_part(text, parts):
    (label,) = labels(readable(text))
    assert label.parts == parts


@pytest.mark.parametrize("text", ["第一档", "（二期）", "第二年", "十四五"])
def test_what_is_no_label_is_not_read_as_one(text):
    assert not list(labels(readable(text)))
