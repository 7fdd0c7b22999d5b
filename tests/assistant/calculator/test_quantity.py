from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.calculator.quantity import Kind, Quantity, find_quantities

WAN, YI = 10_000, 100_000_000


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, [q.text for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1.2亿", 1.2 * YI),
        ("3500w", 3500 * WAN),
        ("3500W", 3500 * WAN),
        ("３５００Ｗ", 3500 * WAN),
        ("3千万", 3000 * WAN),
        ("3千5百万", 3500 * WAN),
        ("三千五百万", 3500 * WAN),
        ("三百零五万", 305 * WAN),
        ("壹仟万元", 1000 * WAN),
        ("壹億伍仟萬元", 1.5 * YI),
        ("伍佰万圆整", 500 * WAN),
        ("12,000,000元", 1200 * WAN),
        ("3,600万元", 3600 * WAN),
        ("１２００万元", 1200 * WAN),
        ("120000.50元", Fraction(240_001, 2)),
        ("一千二百三十四万五千六百元", 12_345_600),
        ("一个亿", YI),
        ("1个亿", YI),
        ("两个亿", 2 * YI),
        ("1.5個億", 1.5 * YI),
        ("1个半亿", 1.5 * YI),
        ("半个亿", 0.5 * YI),
        ("一点五亿", 1.5 * YI),
        ("三亿五", 3.5 * YI),
        ("1亿5000", 1.5 * YI),
        ("2亿3000万", 23_000 * WAN),
        ("一亿零五百万", 1.05 * YI),
        ("十亿整", 10 * YI),
        ("1.5万亿", 15_000 * YI),
        ("5 亿元", 5 * YI),
        ("廿五万", 25 * WAN),
        ("一万二", 12_000),
        ("¥500万", 500 * WAN),
        ("RMB 500万", 500 * WAN),
        ("500万人民币", 500 * WAN),
        ("营收过亿", YI),
        ("-12亿", -12 * YI),
        ("负12亿", -12 * YI),
        ("200万一次性", 200 * WAN),
        ("80万用户资助", 80 * WAN),
        ("300万行不行", 300 * WAN),
    ],
)
def test_money_is_read_in_every_writing(text: str, yuan: float) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.currency) == (Kind.MONEY, "CNY")
    assert quantity.value.is_exact
    assert quantity.value.low == Fraction(str(yuan))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5到10亿", 5 * YI, 10 * YI),
        ("5-10亿", 5 * YI, 10 * YI),
        ("1000万至1亿", 1000 * WAN, YI),
        ("三到五百万", 300 * WAN, 500 * WAN),
        ("500到800万", 500 * WAN, 800 * WAN),
        ("两三百万", 200 * WAN, 300 * WAN),
        ("十几亿", 11 * YI, 19 * YI),
    ],
)
def test_what_is_left_open_is_an_interval(text: str, low: int, high: int) -> None:
    value = only(text).value
    assert (value.low, value.high) == (low, high)


@pytest.mark.parametrize("text", ["五百来万", "三百多万", "大概300万", "300万左右", "约500万", "50余万元"])
def test_loose_words_are_marked(text: str) -> None:
    assert only(text).approximate


@pytest.mark.parametrize("text", ["5到10亿", "三百万", "5000万元整", "CMMI五级", "过了CMMI五级"])
def test_exact_words_are_not_marked(text: str) -> None:
    assert not only(text).approximate


@pytest.mark.parametrize("text", ["不到5000万", "5000万不到", "未达5000万", "接近5000万", "5000万差一点"])
def test_what_stays_below_does_not_reach_the_number(text: str) -> None:
    high = only(text).value.high
    assert high is not None
    assert high < 5000 * WAN


def test_a_change_is_not_an_interval() -> None:
    assert [q.value.low for q in find_quantities("从5000万到1亿")] == [5000 * WAN, YI]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("3个点", Kind.RATE, Fraction(3, 100)),
        ("3.45%", Kind.RATE, Fraction(69, 2000)),
        ("３％", Kind.RATE, Fraction(3, 100)),
        ("百分之五", Kind.RATE, Fraction(1, 20)),
        ("百分之三点五", Kind.RATE, Fraction(7, 200)),
        ("千分之三", Kind.RATE, Fraction(3, 1000)),
        ("3.5‰", Kind.RATE, Fraction(7, 2000)),
        ("345BP", Kind.RATE, Fraction(69, 2000)),
        ("三成", Kind.RATE, Fraction(3, 10)),
        ("三成五", Kind.RATE, Fraction(7, 20)),
        ("一半", Kind.RATE, Fraction(1, 2)),
        ("三分之一", Kind.RATE, Fraction(1, 3)),
        ("35个百分点", Kind.RATE, Fraction(7, 20)),
        ("增长-5%", Kind.RATE, Fraction(-1, 20)),
        ("800平", Kind.AREA, 800),
        ("800㎡", Kind.AREA, 800),
        ("800m2", Kind.AREA, 800),
        ("800平方米", Kind.AREA, 800),
        ("2万平", Kind.AREA, 20_000),
        ("六百方", Kind.AREA, 600),
        ("45块一方", Kind.RENT, 45),
        ("一万二平方", Kind.AREA, 12_000),
        ("60元/平/月", Kind.RENT, 60),
        ("40元/㎡·月", Kind.RENT, 40),
        ("60元每平方米每月", Kind.RENT, 60),
        ("六十块一平", Kind.RENT, 60),
        ("每平米每月60元", Kind.RENT, 60),
        ("一平一个月60块", Kind.RENT, 60),
        ("每平方米月租60元", Kind.RENT, 60),
        ("半年", Kind.DURATION, Fraction(1, 2)),
        ("18个月", Kind.DURATION, Fraction(3, 2)),
        ("三年", Kind.DURATION, 3),
        ("一年半", Kind.DURATION, Fraction(3, 2)),
        ("一年零三个月", Kind.DURATION, Fraction(5, 4)),
        ("一个半月", Kind.DURATION, Fraction(1, 8)),
        ("第四年", Kind.ORDINAL_YEAR, 4),
        ("第3年", Kind.ORDINAL_YEAR, 3),
        ("2027年", Kind.YEAR, 2027),
        ("2026年3月1日", Kind.YEAR, 2026),
        ("2026-03-01", Kind.YEAR, 2026),
        ("二零二六年", Kind.YEAR, 2026),
        ("24年营收", Kind.YEAR, 2024),
        ("CMMI5", Kind.GRADE, 5),
        ("CMMI五级", Kind.GRADE, 5),
        ("CSMM 4级", Kind.GRADE, 4),
        ("DCMM三级", Kind.GRADE, 3),
        ("四级及以上", Kind.GRADE, 4),
        ("4个应用案例", Kind.COUNT, 4),
        ("3项标准", Kind.COUNT, 3),
        ("5万台", Kind.COUNT, 50_000),
        ("首次达到500", Kind.BARE, 500),
        ("营收五百", Kind.BARE, 500),
    ],
)
def test_units_decide_the_kind(text: str, kind: Kind, value: Fraction) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.value.low, quantity.value.high) == (kind, value, value)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("1.5亿美元", "USD", 1.5 * YI),
        ("$3000万", "USD", 3000 * WAN),
        ("HK$500万", "HKD", 500 * WAN),
        ("1.5亿港币", "HKD", 1.5 * YI),
        ("500万欧元", "EUR", 500 * WAN),
        ("100美金", "USD", 100),
    ],
)
def test_foreign_money_keeps_its_currency(text: str, currency: str, amount: float) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.currency, quantity.value.low) == (Kind.FOREIGN_MONEY, currency, amount)


@pytest.mark.parametrize(
    "text",
    [
        "电话13812345678",
        "13800138000",
        "身份证44010619900101123X",
        "银行卡6222 0212 3456 7890 123",
        "深府规〔2020〕2号",
        "国发[2020]8号",
        "5G",
        "1024程序员节",
        "软件百强",
        "全国500强",
        "“20＋8”产业集群",
        "第九条",
        "（十二）",
        "Q3",
        "2B",
        "MES2.0",
        "十四五",
        "万一没过",
        "千亿级企业",
        "按几成给",
        "哪一级",
        "上一年度",
        "7×24小时",
        "12345热线",
        "一个项目",
        "几年",
    ],
)
def test_identifiers_and_words_hold_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


def test_offsets_are_those_of_the_given_text() -> None:
    text = "我們營收１２億元，按３０％補，租８００㎡"
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
    assert [q.text for q in find_quantities(text)] == ["１２億元", "３０％", "８００㎡"]


_CHARACTERS = "0123456789.,-%万亿千百十个半点元年月平成来多几数零一二两三五壹仟到至约近负第级$¥wW/每不项Ⅲ²①٣"
_PIECES = st.sampled_from([*_CHARACTERS, "平方米", "个月", "分之"])


@given(st.lists(_PIECES, max_size=30).map("".join))
@example("9" * 5000 + "万")
@example("一" * 200 + "亿")
@example("万亿万亿万亿" * 50)
@example("1.." * 50)
@settings(max_examples=400, deadline=None)
def test_any_text_of_numerals_is_read_without_an_error(text: str) -> None:
    before = 0
    for quantity in find_quantities(text):
        assert before <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        before = quantity.end


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(text[q.start : q.end] == q.text for q in find_quantities(text))


@given(st.integers(1, 999_999))
def test_every_number_of_wan_is_exact(wan: int) -> None:
    assert only(f"投入{wan}万元，").value.low == wan * WAN
    assert only(f"投入{wan:,}万元，").value.low == wan * WAN
    assert only(f"投入{wan * WAN}元，").value.low == wan * WAN


@pytest.mark.parametrize(
    "text", ["省里配套那一块", "这一块给多少", "运营和租户两块各是多少", "营收几千万", "有几个亿", "三方协议"]
)
def test_a_piece_of_something_is_no_figure(text: str) -> None:
    assert not find_quantities(text)


def test_a_price_in_kuai_is_money() -> None:
    assert only("一平每月三块").kind is Kind.RENT
    assert only("三块钱").value.low == 3
