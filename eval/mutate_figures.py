"""Wrong figures: another digit, unit, rate, term, count, date or tier, in any writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import cn2an

from assistant.calculator.load import load_rules
from assistant.calculator.quantity import Kind
from assistant.calculator.schema import Level, Tiers, TopUp
from assistant.guard.frames import word_pairs
from assistant.guard.told import figures_told, readable
from eval.right import Made, Right, put
from index.numerals import chinese, ordinal

_DIGITS: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
MONEY: Final = re.compile(
    rf"({_DIGITS})\s*(万亿|亿|万)(?=[元的、，。；（\[ ]|$)元?|(?<![\d.])({_DIGITS})元(?!/)"
    rf"|RMB ({_DIGITS}) ?(million|billion)?"
)
_RATE: Final = re.compile(rf"({_DIGITS})\s*(%|个百分点)")
_TERM: Final = re.compile(r"(?<!\d)(\d{1,2}|[二三四五])(\s*年|个月| years)(?![度级\d月])")
_COUNT: Final = re.compile(r"(?<![\d.])(\d+)\s*(个(?!月|百)|平方米|万平方米| square metres)")
_DATE: Final = re.compile(r"(20\d{2})(\s*年)(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_SCALE: Final = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "million": 10**6, "billion": 10**9}
_OTHER_UNITS: Final = {
    "万亿": ("亿",),
    "亿": ("万",),
    "万": ("亿", ""),
    "million": ("billion", "thousand"),
    "billion": ("million",),
}
_OTHER_PERIODS: Final = {"年": "个月", "个月": "年", "years": " months"}
_OTHER_SHARES: Final = {"三成": "四成", "一半": "三分之一", "百分之五十": "百分之六十"}
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def yuan(match: re.Match[str]) -> Fraction:
    """What an amount found by :data:`MONEY` is worth."""
    return Fraction(_number(match).replace(",", "")) * _SCALE.get(match[2] or match[5] or "", 1)


def digit(right: Right) -> Made:
    """Another first digit, a nought more, a nought less."""
    for match in MONEY.finditer(right.text):
        number = _number(match)
        first = next(n for n, c in enumerate(number) if c in "123456789")
        news = [number[:first] + str(int(number[first]) % 9 + 1) + number[first + 1 :]]
        news += [f"{number}0"] if "." not in number else []
        news += [number[:-1]] if number.endswith("0") and "." not in number else []
        yield from ((put(right.text, match, match[0].replace(number, new, 1)), "") for new in news)


def unit(right: Right) -> Made:
    """亿 for 万, yuan for 万元, months for years."""
    for match in MONEY.finditer(right.text):
        mine = match[2] or match[5] or ""
        for new in _OTHER_UNITS.get(mine, ()):
            written = match[0].replace(mine, new or "元", 1).replace("元元", "元")
            yield put(right.text, match, written), ""
    for match in _TERM.finditer(right.text):
        yield put(right.text, match, match[1] + _OTHER_PERIODS[match[2].strip()]), ""


def rate(right: Right) -> Made:
    """Five points more, half, double."""
    for match in _RATE.finditer(right.text):
        value = Fraction(match[1])
        for other in (value + 5, value / 2, value * 2):
            yield put(right.text, match, f"{float(other):g}{match[2]}"), ""
    for match in re.finditer("|".join(_OTHER_SHARES), right.text):
        yield put(right.text, match, _OTHER_SHARES[match[0]]), ""


def other_writing(right: Right) -> Made:
    """A wrong amount, rate or term in Chinese numerals, full-width digits, plain yuan, 亿."""
    for match in MONEY.finditer(right.text):
        for wrong in (yuan(match) * 2, yuan(match) * 6 / 5):
            yield from ((put(right.text, match, written), "") for written in _writings(wrong))
    for match in _RATE.finditer(right.text):
        if match[2] == "%" and match[1].isdigit():
            share = int(match[1]) + 10
            yield put(right.text, match, f"百分之{chinese(share)}"), ""
            yield put(right.text, match, f"{share}％".translate(_FULL_WIDTH)), ""
    for match in _TERM.finditer(right.text):
        if match[1].isdigit() and match[2] == "年":
            yield put(right.text, match, f"{chinese(int(match[1]) + 1)}年"), ""
            yield put(right.text, match, f"{12 * int(match[1]) - 6}个月"), ""


def term(right: Right) -> Made:
    """One and two years or months more."""
    for match in _TERM.finditer(right.text):
        number = ordinal(match[1]) or 0
        yield from ((put(right.text, match, f"{other}{match[2]}"), "") for other in (number + 1, number + 2))


def count(right: Right) -> Made:
    """One more, twice as many."""
    for match in _COUNT.finditer(right.text):
        for other in (int(match[1]) + 1, int(match[1]) * 2):
            yield put(right.text, match, f"{other}{match[0][len(match[1]) :]}"), ""


def day(right: Right) -> Made:
    """The year before and after; another month; another day."""
    for match in _DATE.finditer(right.text):
        year, middle, month, date = match.groups()
        rest = (f"{month}月" if month else "") + (f"{date}日" if date else "")
        for other in (int(year) + 1, int(year) - 1):
            yield put(right.text, match, f"{other}{middle}{rest}"), ""
        if date:
            yield put(right.text, match, f"{year}年{month}月{int(date) % 27 + 1}日"), ""
            yield put(right.text, match, f"{year}年{int(month) % 12 + 1}月{date}日"), ""


def tier(right: Right) -> Made:
    """The amount, or the threshold, of another step of the same scale."""
    for award in (award for c in right.cited for award in load_rules().of_clause(c.clause_id)):
        if isinstance(award, Tiers | TopUp):
            yield from _exchanged(right, [step.amount.text for step in award.tiers])
            yield from _exchanged(right, [step.reached.text for step in award.tiers])
        elif isinstance(award, Level):
            yield from _exchanged(right, [level.amount.text for level in award.levels])


def _exchanged(right: Right, figures: list[str]) -> Made:
    for mine in dict.fromkeys(figures):
        for match in re.finditer(rf"(?<![\d.]){re.escape(mine.removesuffix('元'))}元?", right.text):
            for other in dict.fromkeys(figures):
                if other != mine:
                    yield put(right.text, match, other), ""


def came_to(right: Right, text: str) -> str:
    """Why a headline is true: without a word of what for, its amount is what another award of the clause came to."""
    results = {c.amount_yuan for c in right.sources.calculations}
    plain = readable(re.split("[（(]", text)[0])
    said = [told for told in figures_told(plain) if told.kind == Kind.MONEY]
    right_too = said and not word_pairs(plain) and all(told.value in results for told in said)
    return "another award's result of the same clause" if right_too else ""


def _number(match: re.Match[str]) -> str:
    return next(group for group in (match[1], match[3], match[4]) if group)


def _writings(amount: Fraction) -> Iterator[str]:
    """The amount in Chinese numerals, in plain yuan, and in 亿."""
    if amount % 10_000 == 0 and amount < 10**12:
        tens = int(amount // 10_000)
        yield f"{cn2an.an2cn(str(tens))}万元" if tens < 10_000 else f"{cn2an.an2cn(str(int(amount)))}元"
        yield f"{int(amount):,}元"
        yield f"{float(amount / 10**8):g}亿元"
