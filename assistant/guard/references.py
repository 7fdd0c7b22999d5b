"""Dates, document numbers and clause labels of a text: figures that are names, compared part by part."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.calculator.numerals import read_number
from index.numerals import ordinal

_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
_YEAR: Final = r"(?:19|20)\d{2}|[二两][零〇o0][零〇一二三四五六七八九]{2}"
_DATE: Final = re.compile(
    rf"(?P<year>{_YEAR})\s*(?:年度?|财年)(?:\s*(?P<month>\d{{1,2}}|{_NUMERAL})\s*月(?:份"
    rf"|\s*(?P<day>\d{{1,2}}|{_NUMERAL})\s*[日号])?)?"
    r"|(?P<y2>(?:19|20)\d{2})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})"
    r"|(?<![\d年])(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号]"
    r"|(?P<y4>(?:19|20)\d{2})(?=\s*[-—~至到]\s*(?:19|20)\d{2})|\b(?:in|by|until|since) (?P<y5>20\d{2})\b"
)
_NUMBERED: Final = re.compile(
    r"(?P<maker>[\u4e00-\u9fff]{0,8})\s*[〔\[【(]\s*(?P<year>\d{4})\s*[〕\]】)]\s*第?\s*(?P<number>\d+)\s*号"
)
_LABEL: Final = re.compile(
    rf"(?:(?P<part>{_NUMERAL})、\s*)?\((?P<item>{_NUMERAL})\)(?:\s*(?P<point>\d{{1,2}})[.](?!\d))?"
    rf"|(?P<only>{_NUMERAL})、(?P<is>{_NUMERAL})是"
    rf"|第\s*\(?(?P<article>{_NUMERAL}|\d{{1,3}})\)?\s*(?P<kind>部分|章|条|节|款|项(?=写|规定|明确|说|指|载|要求|[,:]))"
    r"|(?:article|section|clause|item)s?\s*(?P<english>\d{1,2})\b"
)
# What stands at the start of a line counts the lines of a list.
LIST_MARK: Final = re.compile(
    rf"^[\s>#*+•·-]*(?:\(?\d{{1,2}}(?:[.、)](?!\d))|\({_NUMERAL}\)|{_NUMERAL}、|\(\d{{1,2}}\))?\s*"
)


def unlisted(text: str, *, whole: bool = True) -> str:
    """The text without what numbers its lines; where it is not ``whole`` its first line is the rest of another."""
    first, *lines = text.split("\n")
    return "\n".join(
        (LIST_MARK.sub("", first, count=1) if whole else first, *(LIST_MARK.sub("", one) for one in lines))
    )


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told; what is not told is None."""

    text: str
    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None

    def tells(self, other: Day) -> bool:
        """Whether everything told here is so in the other date."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or mine == theirs for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Name:
    """A document number or a clause label: its words, and the parts that are compared."""

    text: str
    start: int
    end: int
    parts: tuple[str, ...]


@functools.lru_cache(maxsize=4096)
def days(text: str) -> tuple[Day, ...]:
    """The dates of a readable text, years on their own included."""
    return tuple(_days(text))


def _days(text: str) -> Iterator[Day]:
    for match in _DATE.finditer(text):
        found = match.groupdict()
        year = next((found[name] for name in ("year", "y2", "y4", "y5") if found[name]), None)
        month = found["month"] or found["m2"] or found["m3"]
        day = found["day"] or found["d2"] or found["d3"]
        yield Day(match[0], match.start(), match.end(), _year(year), _small(month), _small(day))


def document_numbers(text: str) -> Iterator[Name]:
    """The document numbers of a readable text: 深府规〔2022〕5号 in any brackets."""
    for match in _NUMBERED.finditer(text):
        yield Name(
            match[0], match.start("year") - 1, match.end(), (match["maker"], match["year"], str(int(match["number"])))
        )


def labels(text: str) -> Iterator[Name]:
    """The clause labels of a readable text: 五、(十二), 第十二条, 二、(四)12."""
    for match in _LABEL.finditer(text):
        told = (name for name in ("part", "item", "point", "only", "is", "article", "english") if match[name])
        parts = tuple(str(ordinal(match[name])) for name in told)
        yield Name(match[0], match.start(), match.end(), parts)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    plain = written.replace("两", "二").replace("o", "零").replace("〇", "零")
    return (
        int(written)
        if written.isdigit()
        else int("".join(str("零一二三四五六七八九".index(c)) if not c.isdigit() else c for c in plain))
    )


def _small(written: str | None) -> int | None:
    if not written:
        return None
    number = read_number(written)
    return int(number[0]) if number else None
