from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calculator.say import percent, spoken, spoken_yuan, written, yuan


@pytest.mark.parametrize(
    ("amount", "text", "aloud"),
    [
        (40_000_000, "4000万元", "四千万元"),
        (108_000_000, "1.08亿元", "一亿零八百万元"),
        (288_000, "28.8万元", "二十八万八千元"),
        (241_500, "24.15万元", "二十四万一千五百元"),
        (22_000, "2.2万元", "两万两千元"),
        (2_000_000, "200万元", "二百万元"),
        (200_000_000_000, "2000亿元", "两千亿元"),
        (Decimal("3.50"), "3.5元", "三元五角"),
        (Decimal("3.05"), "3.05元", "三元零五分"),
        (Decimal("12345678.91"), "12345678.91元", "一千二百三十四万五千六百七十八元九角一分"),
        (0, "0元", "零元"),
        (10**30, "10000000000000000000000亿元", "一百万亿亿亿元"),
    ],
)
def test_amounts_are_written_and_spoken_as_people_do(amount, text, aloud):
    assert (yuan(amount), spoken_yuan(amount)) == (text, aloud)


def test_percentages_and_counts_are_written_without_needless_noughts():
    assert [percent(Fraction(69, 2000)), percent(Fraction(1, 3)), written(12000, "平方米")] == [
        "3.45%",
        "33.33%",
        "1.2万平方米",
    ]


@pytest.mark.parametrize(
    ("number", "aloud"), [(10, "十"), (12, "十二"), (105, "一百零五"), (2002, "两千零二"), (10010, "一万零一十")]
)
def test_whole_numbers_are_spoken(number, aloud):
    assert spoken(number) == aloud


@settings(max_examples=200)
@given(st.integers(min_value=0, max_value=10**40))
def test_writing_an_amount_loses_nothing(fen):
    amount = Fraction(fen, 100)
    text = yuan(amount).removesuffix("元")
    for name, scale in (("亿", 10**8), ("万", 10**4)):
        if text.endswith(name):
            assert Fraction(text.removesuffix(name)) * scale == amount
            return
    assert Fraction(text) == amount


@settings(max_examples=200)
@given(st.integers(min_value=0, max_value=10**15))
def test_spoken_numbers_read_back(number):
    import cn2an

    assert cn2an.cn2an(spoken(number).replace("两", "二"), "smart") == number
