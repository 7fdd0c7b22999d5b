"""Words around a number that loosen it: 大概, 左右, 不到, 接近, 以内."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from assistant.calculator.span import Span

_ABOUT_BEFORE: Final = re.compile(
    r"(?:大概|大约|约莫|约|差不多|估计|预计|估摸着?|可能|(?<![冲站以登攀升迈追赶])上|超过?|超了|突破|(?<![通经透])过)(?:是|有|为|在|了)?\s*$"
)
_ABOUT_AFTER: Final = re.compile(r"\s*(?:左右|上下|出头|以上|[多余来几](?![少个家])|不止|打底|的?样子)")
_BELOW_BEFORE: Final = re.compile(
    r"(?:(?<!不)(?:少于|低于|小于)|不到|不足|不满|没到|没达到|没有达到|没满|没过|(?<!从)未到|未达到?|未满|未过|达不到|到不了|够不上|不够)"
    r"了?\s*$"
)
_BELOW_AFTER: Final = re.compile(r"\s*(?:元|块)?(?:都|还)?(?:不到|没到|不足)(?![0-9])")
_NEAR_BEFORE: Final = re.compile(r"(?:接近|将近|快到|快要到|快有|快|逼近|差一?点(?:就|没)?到|(?<![最附远])近)了?\s*$")
_NEAR_AFTER: Final = re.compile(r"(?:元|块)?(?:还|就|只)?差一?点(?!到|就|钱)")
_UP_TO_BEFORE: Final = re.compile(r"(?:不超过|没超过|未超过|没有超过|不高于)\s*$")
_UP_TO_AFTER: Final = re.compile(r"\s*(?:以内|以下|之内)")
_LEAST: Final = Fraction(1, 100)
_REACH: Final = 8


def hedge(value: Span, text: str, *, start: int, end: int) -> tuple[Span, bool]:
    """The span that the number at ``text[start:end]`` means with the words around it, and whether they loosen it.

    不到X stays below X by a fen, so that a threshold of X is not met; 大概X and X左右 stay X.
    """
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    high = value.high
    if high is None or high <= 0:
        return value, False
    if _UP_TO_BEFORE.search(before) or _UP_TO_AFTER.match(after):
        return Span(Fraction(0), high), True
    if _BELOW_BEFORE.search(before) or _BELOW_AFTER.match(after):
        return Span(Fraction(0), max(Fraction(0), high - _LEAST)), True
    if _NEAR_BEFORE.search(before) or _NEAR_AFTER.match(after):
        return Span(high * 9 / 10, max(high * 9 / 10, high - _LEAST)), True
    return value, bool(_ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after))
