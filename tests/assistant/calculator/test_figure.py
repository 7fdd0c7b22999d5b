from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.calculator.figure import Unit, figure, figures


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("500万元", Unit.MONEY, 5_000_000),
        ("1.8 万亿元", Unit.MONEY, 1_800_000_000_000),
        ("1000万", Unit.MONEY, 10_000_000),
        ("1.5个百分点", Unit.POINTS, Fraction(3, 200)),
        ("30元/平方米/月", Unit.RENT, 30),
        ("2万平方米", Unit.AREA, 20_000),
        ("三年", Unit.YEARS, 3),
        ("十二年", Unit.YEARS, 12),
        ("四级", Unit.GRADE, 4),
        ("5个", Unit.COUNT, 5),
        ("20%", Unit.RATE, Fraction(1, 5)),
        ("2026年", Unit.DATE, 20260000),
        ("2027年12月31日", Unit.DATE, 20271231),
    ],
)
def test_figure_is_read_as_documents_write_it(text, unit, value):
    written = figure(text)
    assert (written.unit, written.value, written.text) == (unit, value, text)


@pytest.mark.parametrize("text", ["", "大约500万元", "500万元左右", "若干", "五百万元整"])
def test_text_that_is_no_single_figure_is_refused(text):
    with pytest.raises(ValueError, match="is not a figure"):
        figure(text)


def test_figure_of_another_unit_is_refused_with_what_is_allowed():
    with pytest.raises(ValueError, match="'20%' is rate, allowed is money"):
        figure("20%", Unit.MONEY)


def test_every_figure_of_a_text_is_found_in_order():
    text = "按其上一年度审定运营费用的20%－40%，给予最高不超过500万元资助，连续三年，第四年起同一项目不再资助"
    assert [f.text for f in figures(text)] == ["20%", "40%", "500万元", "三年"]


def test_place_of_a_figure_leads_back_to_its_words():
    text = "给予10万元奖励；每增加1亿元，给予5万元奖励"
    assert all(text[f.start : f.end] == f.text for f in figures(text))
