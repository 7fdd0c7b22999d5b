"""Amounts, rates, areas, durations and grades found in a sentence, as people write them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from assistant.calculator.hedges import hedge
from assistant.calculator.numerals import RUN, read_number, trailing_scale
from assistant.calculator.span import Span
from assistant.calculator.units import (
    FOREIGN_SIGN,
    IDENTIFIERS,
    MONEY_SIGN,
    RENT_LEAD,
    SCALED_UNITS,
    UNITS,
    Kind,
    Unit,
)

__all__ = ["Kind", "Quantity", "find_quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text; ``text`` is ``source[start:end]``, the value is in the unit of its kind."""

    kind: Kind
    value: Span
    text: str
    start: int
    end: int
    approximate: bool = False
    currency: str | None = None


def find_quantities(text: str, *, hedged: bool = True) -> tuple[Quantity, ...]:
    """Every quantity of the text, in its order; numbers inside identifiers are no quantities.

    With ``hedged`` 不超过X is everything up to X; without, it is X, whatever stands around it.
    """
    return (_remembered if len(text) <= _SENTENCE else _read)(text, hedged)


def _read(text: str, hedged: bool) -> tuple[Quantity, ...]:
    folded = text.translate(_FOLD)
    found = _join_ranges(_without_leads(list(_scan(folded))), folded)
    return tuple(_settled(item.quantity, folded, text, hedged=hedged) for item in found if item.counts)


# Rules, guard and figures read the same sentences again and again; long texts would cost more memory than they save.
_SENTENCE: Final = 400  # characters
_remembered: Final = functools.lru_cache(maxsize=4096)(_read)


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity while it is being read, with its numeral characters and the worth of its unit."""

    quantity: Quantity
    run: str
    factor: Fraction

    @property
    def counts(self) -> bool:
        """Without a unit 一 and 三 are words, 500 and 五百 are numbers; 一个 and 一家 are articles, 那一块 a part.

        几个亿 is no figure to work with, and 三方 are no square metres.
        """
        if self.run[0] == "几" or _PIECES.fullmatch(self.quantity.text):
            return False
        if self.quantity.kind is not Kind.BARE:
            return self.quantity.kind is not Kind.COUNT or self.run != "一"
        return self.run[0].isascii() or (len(self.run) > 1 and self.run[-1] in "百千佰仟")


# One character for one, so that offsets stay those of the given text.
_FOLD: Final = str.maketrans(
    "０１２３４５６７８９．，％－＋／：（）＄￥ＷｗＫｋ～〜﹣−–—億萬兩個點幾來餘歐幣級貳參陸負約過萊階數",
    "0123456789.,%-+/:()$¥WwKk~~----亿万两个点几来余欧币级贰叁陆负约过来阶数",
)
_YEAR: Final = (
    r"(?:19|20)[0-9]{2}\s*(?:财年|年度?)(?:\s*[0-9]{1,2}\s*月(?:\s*[0-9]{1,2}\s*[日号])?)?"
    r"|(?:19|20)[0-9]{2}[-/.][01]?[0-9](?:[-/.][0-3]?[0-9])?(?![0-9万亿wW%元])"
    r"|20[0-9]{2}(?=\s*[-~到至]\s*20[0-9]{2}\s*年)"
    r"|(?<![0-9.第])2[0-9]年(?![期限以的]|利)"
    r"|[二两][零〇][一二三四][零〇一二三四五六七八九]年"
)
_CERTIFICATE: Final = (
    r"(?:CMMI|CSMM|DCMM|ITSS)\s*(?:成熟度|能力成熟度)?(?:评估|认证|证书)?\s*(?:等级)?\s*"
    r"(?:已经?|都|也|才|只|刚刚?|现在|目前|最近)*"
    r"(?:-|ML|L|是|为|到|达到|通过|过|评为|评上|评|只有|才|仅|拿到?|做到|有|第)?了?(?:个|的是)?\s*(?P<cert_run>[1-5一二三四五])\s*级?(?![0-9个项家万亿年月%]|[.,][0-9]|\s*百)"
)
_SCAN: Final = re.compile(
    rf"(?P<year>{_YEAR})"
    rf"|(?P<cert>{_CERTIFICATE})"
    r"|(?P<ordinal>第\s*(?P<ordinal_run>[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*个?年度?|头一?年|首年(?!度))"
    rf"|(?P<portion>(?P<base>[百千万]|[二两三四五六七八九十]|[0-9]{{1,3}})分之\s*(?P<portion_run>{RUN})|[1-9]/[2-9](?![0-9/])|一半(?!以上)|对半)"
    rf"|(?P<skip>{'|'.join(IDENTIFIERS)})"
    rf"|(?P<run>{RUN})",
    re.IGNORECASE,
)
_PIECES: Final = re.compile("[一两二三四五六七八九][块方]")
_CONNECTOR: Final = re.compile(r"\s*(?:到|至|-{1,2}|~)\s*")
_FROM: Final = re.compile(r"从\s*$|由\s*$")
_MINUS: Final = re.compile(r"(?:^|(?<![0-9A-Za-z%万亿元年月级个平米点成\s]))-\s*$|负的?$")
_SIGNED: Final = (Kind.MONEY, Kind.RATE, Kind.BARE, Kind.FOREIGN_MONEY, Kind.AREA)
_NUMBERED: Final = (Kind.YEAR, Kind.GRADE, Kind.ORDINAL_YEAR)
_UNRANGED: Final = (Kind.BARE, *_NUMBERED)
_WRITTEN_OUT: Final = 10
_LEAD: Final = 12  # characters before a number that can belong to it
_PORTIONS: Final = {"百": 100, "千": 1000, "万": 10_000}
_ZERO_TO_NINE: Final = "零一二三四五六七八九"


def _scan(text: str) -> Iterator[_Found]:
    """The quantities from left to right, ranges not yet joined."""
    position = 0
    while match := _SCAN.search(text, position):
        reader = _READERS.get(match.lastgroup or "")
        found = reader(match, text) if reader else None
        if found:
            yield found
        position = max(found.quantity.end if found else match.end(), position + 1)


def _without_leads(found: Sequence[_Found]) -> list[_Found]:
    """Without the quantities that a later one begins with: the 一平 and 一个月 of 一平一个月60块."""
    starts = [item.quantity.start for item in found]
    return [item for n, item in enumerate(found) if all(item.quantity.end <= later for later in starts[n + 1 :])]


def _settled(quantity: Quantity, folded: str, text: str, *, hedged: bool) -> Quantity:
    """The quantity as the words around it mean it, in the writing of the given text."""
    value, loosened = quantity.value, False
    if hedged and quantity.kind not in _NUMBERED:
        value, loosened = hedge(value, folded, start=quantity.start, end=quantity.end)
    written = text[quantity.start : quantity.end]
    return replace(quantity, value=value, approximate=quantity.approximate or loosened, text=written)


def _year(match: re.Match[str], _text: str) -> _Found | None:
    digits = re.match(r"[0-9]+|[^年]+", match[0])
    if digits is None:
        return None
    plain = digits[0].replace("〇", "零").replace("两", "二")
    if not plain.isascii():
        plain = "".join(str(_ZERO_TO_NINE.index(digit)) for digit in plain)
    year = int(plain)
    return _found(Kind.YEAR, Fraction(year if year > 99 else 2000 + year), match)


def _certificate(match: re.Match[str], _text: str) -> _Found | None:
    return _numbered(Kind.GRADE, match, match["cert_run"])


def _ordinal(match: re.Match[str], _text: str) -> _Found | None:
    if match["ordinal_run"] is None:
        return _found(Kind.ORDINAL_YEAR, Fraction(1), match)
    return _numbered(Kind.ORDINAL_YEAR, match, match["ordinal_run"])


def _portion(match: re.Match[str], _text: str) -> _Found | None:
    """百分之五, 三分之一, 一半."""
    if match["portion_run"] is None:
        return _found(Kind.RATE, Fraction(match[0]) if "/" in match[0] else Fraction(1, 2), match)
    base = _PORTIONS.get(match["base"]) or read_number(match["base"])
    parts = read_number(match["portion_run"])
    if base is None or parts is None:
        return None
    whole = Fraction(base) if isinstance(base, int) else base[0]
    return _found(Kind.RATE, parts[0] / whole, match) if whole else None


def _run(match: re.Match[str], text: str) -> _Found | None:
    """A number and the unit behind (or the sign before) it."""
    run = match[0]
    numbers = read_number(run)
    if numbers is None:
        return None
    scaled = any(scale in run for scale in "万亿wW")
    unit, end, part = _unit_at(text, match.end(), units=SCALED_UNITS if scaled else UNITS)
    before = text[max(0, match.start() - _LEAD) : match.start()]
    kind, factor, currency = _meaning(unit, before)
    minus = _MINUS.search(before) if kind in _SIGNED else None
    lead = RENT_LEAD.search(before) if kind is Kind.RENT else minus
    low, high = numbers[0] * factor + part, numbers[1] * factor + part
    value = Span(-high, -low) if minus else Span(low, high)
    start = match.start() - (len(lead[0]) if lead else 0)
    vague = low != high or bool(unit and unit.approximate) or any(word in run for word in "来多余")
    return _Found(Quantity(kind, value, text[start:end], start, end, vague, currency), run, factor)


def _unit_at(text: str, position: int, *, units: Sequence[Unit]) -> tuple[Unit | None, int, Fraction]:
    """The unit that stands at a position, where it ends, and what its own numeral adds (三成五, 一年半)."""
    for unit in units:
        match = unit.pattern.match(text, position)
        if match:
            part = match.groupdict().get("part")
            numbers = read_number(part) if part else None
            return unit, match.end(), numbers[0] * unit.part if numbers else Fraction(0)
    return None, position, Fraction(0)


def _meaning(unit: Unit | None, before: str) -> tuple[Kind, Fraction, str | None]:
    """Kind, worth of one unit and currency, also from what stands before: 每平米每月60, ¥500, $1.5亿."""
    kind = unit.kind if unit else Kind.BARE
    factor = unit.factor if unit else Fraction(1)
    if kind in (Kind.MONEY, Kind.BARE):
        for code, sign in FOREIGN_SIGN:
            if sign.search(before):
                return Kind.FOREIGN_MONEY, factor, code
        if MONEY_SIGN.search(before):
            return Kind.MONEY, factor, "CNY"
        lead = RENT_LEAD.search(before)
        if lead and (kind is Kind.MONEY or lead[0][0] in "每/"):
            return Kind.RENT, factor, "CNY"
    currency = "CNY" if kind in (Kind.MONEY, Kind.RENT) else unit.currency if unit else None
    return kind, factor, currency


def _numbered(kind: Kind, match: re.Match[str], run: str) -> _Found | None:
    numbers = read_number(run)
    return _found(kind, numbers[0], match) if numbers else None


def _found(kind: Kind, value: Fraction, match: re.Match[str]) -> _Found:
    quantity = Quantity(kind, Span.exactly(value), match[0], match.start(), match.end())
    return _Found(quantity, match[0], Fraction(1))


_READERS: Final[dict[str, Callable[[re.Match[str], str], _Found | None]]] = {
    "year": _year,
    "cert": _certificate,
    "ordinal": _ordinal,
    "portion": _portion,
    "run": _run,
}


def _join_ranges(found: Sequence[_Found], text: str) -> list[_Found]:
    """5到10亿 and 1000万至1亿 are one interval; 从5000万到1亿 is a change from one amount to another."""
    joined: list[_Found] = []
    for item in found:
        last = joined.pop() if joined else None
        both = _joined(last, item, text) if last else None
        joined.extend([both] if both else [last, item] if last else [item])
    return joined


def _joined(first: _Found, second: _Found, text: str) -> _Found | None:
    left, right = first.quantity, second.quantity
    if not _CONNECTOR.fullmatch(text, left.end, right.start) or _FROM.search(text[: left.start]):
        return None
    low = left.value.low
    if left.kind is Kind.BARE and right.kind not in _UNRANGED:
        low *= _shared_scale(first, second)
    elif left.kind is not right.kind or left.kind in _UNRANGED or left.currency != right.currency:
        return None
    high = right.value.high
    if high is None or low > high:
        return None
    quantity = replace(right, value=Span(low, high), start=left.start, approximate=False)
    return replace(second, quantity=quantity)


def _shared_scale(first: _Found, second: _Found) -> Fraction:
    """What a number without a unit shares with the one after it: 5到10亿 the 亿, 三到五百万 the 百万."""
    whole, big = trailing_scale(second.run)
    written_out = first.quantity.value.low >= _WRITTEN_OUT
    return (big if written_out else whole) * second.factor
