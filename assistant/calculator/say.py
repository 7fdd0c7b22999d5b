"""Numbers as people read and hear them: 4000万元, 1.08亿元; 四千万元, 一亿零八百万元."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = Fraction | Decimal | int

_SCALES = ((Fraction(10**8), "亿"), (Fraction(10**4), "万"))
_MOST_PLACES = 4
_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))


def yuan(amount: Number) -> str:
    """The amount as it is written: in 亿元 or 万元 where that takes at most four decimals."""
    return written(amount, "元")


def written(number: Number, unit: str = "") -> str:
    """The number with its unit, scaled by 亿 or 万 where that takes at most four decimals."""
    value = Fraction(number)
    for scale, name in _SCALES:
        if abs(value) >= scale and (digits := _decimal(value / scale, _MOST_PLACES)) is not None:
            return f"{digits}{name}{unit}"
    plain = _decimal(value, _MOST_PLACES)
    return f"{plain if plain is not None else _rounded(value)}{unit}"


def percent(share: Number) -> str:
    """A share of one as a percentage: 0.35 is 35%."""
    value = Fraction(share) * 100
    plain = _decimal(value, _MOST_PLACES)
    return f"{plain if plain is not None else _rounded(value)}%"


def spoken_yuan(amount: Number) -> str:
    """The amount as it is read aloud: 二十八万八千元, 两千万元, 三元五角."""
    fen = round(abs(Fraction(amount)) * 100)
    whole, rest = divmod(fen, 100)
    words = f"{spoken(whole)}元" if whole or not rest else ""
    jiao, cents = divmod(rest, 10)
    words += f"{_DIGITS[jiao]}角" if jiao else ("零" if cents and whole else "")
    words += f"{_DIGITS[cents]}分" if cents else ""
    return ("负" if amount < 0 else "") + words


def spoken(number: int) -> str:
    """A whole number that is not negative, in the numerals of speech: 200 is 二百, 2000 两千, 12 十二."""
    if number == 0:
        return _DIGITS[0]
    words = _grouped(number)
    return words.removeprefix("一") if words.startswith("一十") else words


def _grouped(number: int) -> str:
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            head, rest = divmod(number, scale)
            words = ("两" if head == 2 else _grouped(head)) + name
            gap = "零" if rest and rest < scale // 10 else ""
            return words + gap + (_grouped(rest) if rest else "")
    return _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    words, gap = "", False
    for place, name in _PLACES:
        digit, number = divmod(number, place)
        if digit:
            words += ("零" if gap else "") + ("两" if digit == 2 and place == 1000 else _DIGITS[digit]) + name
            gap = False
        else:
            gap = gap or bool(words)
    return words + (("零" if gap else "") + _DIGITS[number] if number else "")


def _decimal(value: Fraction, places: int) -> str | None:
    """The value in digits when so many places write it exactly."""
    scaled = value * 10**places
    return _digits(scaled.numerator, places) if scaled.denominator == 1 else None


def _rounded(value: Fraction) -> str:
    return _digits(round(value * 100), 2)


def _digits(number: int, places: int) -> str:
    """The whole number with its last digits behind a point; no Decimal context, which rounds at 28 digits."""
    whole, rest = divmod(abs(number), 10**places)
    tail = f"{rest:0{places}d}".rstrip("0")
    return ("-" if number < 0 else "") + (f"{whole}.{tail}" if tail else f"{whole}")
