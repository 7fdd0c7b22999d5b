from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.figures import figure_of, figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.2亿元", {"120000000元"}),
        ("１０００ 万元", {"10000000元"}),
        ("1千万", {"10000000元"}),
        ("35％和1.5个百分点", {"35%", "1.5%"}),
        ("20%－40%", {"20%", "40%"}),
        ("有效期5年，共3家", set()),
    ],
)
def test_figures_are_read_in_one_writing(text, found):
    assert figures(text) == found


@given(st.integers(min_value=1, max_value=10**12))
def test_an_amount_in_yuan_and_in_wan_are_the_same(wan):
    assert figures(f"最高{wan}万元") == {figure_of(Decimal(wan * 10_000))}
