"""Numbers as people write them in Chinese text, exactly: 1.2亿, 3千5百万, 壹仟万, 一点五亿, 三亿五."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

_DIGITS: Final = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖廿"
_SMALL: Final = "十百千拾佰仟"
_ARABIC: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_W: Final = r"[wW](?![A-Za-z])"
# A digit after a scale belongs to the number (三亿五, 3千5) only where the number ends with it: 200万一次性 is 200万.
_ENDS: Final = rf"(?=[{_SMALL}万亿零〇来多几元块圆平㎡点]|{_W}|[,，。、;；?？!！)\s的吗能呢了]|左右|港币|美元|$)"
RUN: Final = (
    rf"(?:{_ARABIC}|[{_DIGITS}十拾半]|几(?=[十百千万亿]|个亿)|[百千佰仟](?=[万亿])"
    rf"|(?<![总次人户指系参函倍基无少多])数(?=[十百千])"
    rf"|(?<=[过上近破超逾达满])[万亿](?=[元,。、?!了级的档大]|$))"
    rf"(?:[零〇]|(?<![百千佰仟万亿wW])[{_DIGITS}]|[{_DIGITS}]{_ENDS}|[{_SMALL}](?!分[点之])|[万亿]"
    rf"|(?<=[{_DIGITS}{_SMALL}万亿]){_ARABIC}(?![0-9.]){_ENDS}|{_W}|几(?=[十百千万亿])"
    rf"|点(?=[{_DIGITS}])|(?:[来多余几]个?|个[来多余几]?半?|半)(?=[十百千万亿]|{_W})(?!百分)|(?<=[万亿])半(?![年个])|(?<=[0-9])\s(?=百万|千万|万|亿)){{0,24}}"
)
"""A pattern for numerals and scales written in one go: 1.2亿, 三千五百万, 3千5百万, 两个多亿."""

_POWERS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_PLAIN: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟wW〇", "一二三四五六七八九十百千万万零")
_DIGIT: Final = {name: value for value, name in enumerate("零一二三四五六七八九")} | {"两": 2}
_FILLERS: Final = re.compile(r"[来多余个,\s]")
_ADJACENT: Final = re.compile(r"([一二两三四五六七八])([二两三四五六七八九])(?=[十百千万亿]|$)")
_SCALED: Final = re.compile(r"([0-9.]+)([十百千]*)")
_TRAILING: Final = re.compile(r"([十百千]*)([万亿]*)$")


@lru_cache(maxsize=4096)
def read_number(run: str) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest number that a run of numeral characters means; None if it means none.

    Both are equal except for vague runs: 两三百万, 几千万, 十几亿.
    """
    plain = _FILLERS.sub("", run.translate(_PLAIN)).replace("数", "几")
    pair = _ADJACENT.search(plain)
    if pair and _is_vague_pair(pair):
        low, high = (plain[: pair.start()] + digit + plain[pair.end() :] for digit in pair.groups())
    else:
        low = re.sub("几", lambda m: "一" if plain[: m.start()].endswith("十") else "二", plain)
        high = plain.replace("几", "九")
    bottom, top = _value(low), _value(high)
    if bottom is None or top is None or bottom > top:
        return None
    return bottom, top


def trailing_scale(run: str) -> tuple[Fraction, Fraction]:
    """The scale at the end of a run, with its small part and without: 五千万 -> (千万, 万)."""
    found = _TRAILING.search(_FILLERS.sub("", run.translate(_PLAIN)))
    small, big = found.groups() if found else ("", "")
    return _product(small) * _product(big), _product(big)


def _is_vague_pair(pair: re.Match[str]) -> bool:
    """两三 and 三五 are estimates; 二零 or 九一 are digits of something."""
    low, high = (_DIGIT[digit] for digit in pair.groups())
    return high - low == 1 or (low, high) == (3, 5)


def _product(scales: str) -> Fraction:
    product = Fraction(1)
    for scale in scales:
        product *= _POWERS[scale]
    return product


def _value(plain: str) -> Fraction | None:
    for name in ("亿", "万"):
        head, found, tail = plain.rpartition(name)
        if found:
            return _above(head, tail, scale=_POWERS[name])
    return _coefficient(plain)


def _above(head: str, tail: str, *, scale: int) -> Fraction | None:
    front = _value(head) if head else Fraction(1)
    back = _tail(tail, scale=scale) if tail else Fraction(0)
    return None if front is None or back is None else front * scale + back


def _tail(tail: str, *, scale: int) -> Fraction | None:
    """What follows a big scale: 三亿五 means 3.5亿, 1亿5000 means 1.5亿, 一亿零五万 adds 五万."""
    if tail == "半":
        return Fraction(scale, 2)
    value = _value(tail.lstrip("零"))
    if value is None:
        return None
    if len(tail) == 1:
        return value * scale / 10
    if scale > _POWERS["万"] and tail.isdigit() and tail.isascii():
        return value * _POWERS["万"]
    return value


def _coefficient(plain: str) -> Fraction | None:
    """The number before a big scale or without one."""
    if plain.endswith("半"):
        rest = _coefficient(plain[:-1]) if len(plain) > 1 else Fraction(0)
        return None if rest is None else rest + Fraction(1, 2)
    scaled = _SCALED.fullmatch(plain)
    if scaled:
        return _arabic(scaled[1], _product(scaled[2]))
    if "点" in plain:
        return _decimal(plain)
    return _chinese(plain)


def _arabic(digits: str, scale: Fraction) -> Fraction | None:
    try:
        return Fraction(digits) * scale
    except ValueError:
        return None


def _decimal(plain: str) -> Fraction | None:
    whole, _, part = plain.partition("点")
    base = _chinese(whole)
    if base is None or not part or any(digit not in _DIGIT for digit in part):
        return None
    return base + Fraction(int("".join(str(_DIGIT[digit]) for digit in part)), 10 ** len(part))


def _chinese(plain: str) -> Fraction | None:
    if plain in _DIGIT:
        return Fraction(_DIGIT[plain])
    if plain[:1] in ("百", "千"):
        plain = "一" + plain
    import cn2an  # 0.13 s: only when a question holds a Chinese numeral of several characters

    try:
        number = cn2an.cn2an(plain, "smart")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    return Fraction(number) if isinstance(number, int) else None
