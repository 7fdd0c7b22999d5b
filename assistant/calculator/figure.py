"""Figures as documents write them: 500万元, 1.5个百分点, 30元/平方米/月, 三年, 四级."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What a figure counts."""

    MONEY = "money"
    RATE = "rate"
    POINTS = "points"
    AREA = "area"
    RENT = "rent"
    YEARS = "years"
    MONTHS = "months"
    GRADE = "grade"
    COUNT = "count"
    DATE = "date"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the words that write it; ``start`` is its place in the text it was found in.

    Money is in yuan, rates and points are shares of one, areas square metres; the value of a
    date is year × 10000 + month × 100 + day, what is not said being 0.
    """

    text: str
    unit: Unit
    value: Fraction
    start: int = 0

    @property
    def end(self) -> int:
        """Where the figure ends in the text it was found in."""
        return self.start + len(self.text)


_HUNDRED_MILLION, _TEN_THOUSAND, _PERCENT = Fraction(10**8), Fraction(10**4), Fraction(1, 100)
# Longer endings stand before the shorter ones that they begin with.
_ENDINGS: tuple[tuple[str, Unit, Fraction], ...] = (
    ("万亿元", Unit.MONEY, _HUNDRED_MILLION * _TEN_THOUSAND),
    ("亿元", Unit.MONEY, _HUNDRED_MILLION),
    ("亿", Unit.MONEY, _HUNDRED_MILLION),
    ("万平方米", Unit.AREA, _TEN_THOUSAND),
    ("万元", Unit.MONEY, _TEN_THOUSAND),
    ("万", Unit.MONEY, _TEN_THOUSAND),
    ("元/平方米/月", Unit.RENT, Fraction(1)),
    ("元", Unit.MONEY, Fraction(1)),
    ("平方米", Unit.AREA, Fraction(1)),
    ("个百分点", Unit.POINTS, _PERCENT),
    ("%", Unit.RATE, _PERCENT),
    ("个月", Unit.MONTHS, Fraction(1)),
    ("年", Unit.YEARS, Fraction(1)),
    ("级", Unit.GRADE, Fraction(1)),
    ("家", Unit.COUNT, Fraction(1)),
    ("项", Unit.COUNT, Fraction(1)),
    ("个", Unit.COUNT, Fraction(1)),
)
_SCALES = {ending: (unit, scale) for ending, unit, scale in _ENDINGS}
_ENDING = "|".join(re.escape(ending) for ending, _, _ in _ENDINGS)
# 上一年度 and 同一项目 hold no figure.
_FIGURE = re.compile(
    r"(?P<date>(?P<year>\d{4})\s*年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?)"
    rf"|(?P<number>\d+(?:\.\d+)?)\s*(?P<ending>{_ENDING})?"
    rf"|(?<![上第同])(?P<numeral>[一二三四五六七八九十百千]+)(?P<counted>{_ENDING})"
)
_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def figures(text: str) -> Iterator[Figure]:
    """Every figure of a text in order: all that is written in digits, and numerals that count something."""
    for found in _FIGURE.finditer(text):
        yield _figure(found)


def figure(text: str, *units: Unit) -> Figure:
    """The one figure that the text writes; ValueError when it is none, or none of these units."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a figure as the documents write them (500万元, 20%, 3年, 四级 …)")
    written = _figure(found)
    if units and written.unit not in units:
        raise ValueError(f"{text!r} is {written.unit}, allowed is {' or '.join(units)}")
    return written


def _figure(found: re.Match[str]) -> Figure:
    if found["date"]:
        value = int(found["year"]) * 10000 + int(found["month"] or 0) * 100 + int(found["day"] or 0)
        return Figure(found[0], Unit.DATE, Fraction(value), found.start())
    if found["numeral"]:
        unit, scale = _SCALES[found["counted"]]
        return Figure(found[0], unit, _numeral(found["numeral"]) * scale, found.start())
    unit, scale = _SCALES.get(found["ending"] or "", (Unit.BARE, Fraction(1)))
    return Figure(found[0].rstrip(), unit, Fraction(found["number"]) * scale, found.start())


def _numeral(written: str) -> Fraction:
    total, digit = 0, 0
    for sign in written:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return Fraction(total + digit)
