"""Ordinals as documents print them: 十二, 12, １２."""

from __future__ import annotations

import re
import unicodedata

import cn2an

_LONGEST = 6  # digits of a number that counts clauses; longer ones are something else
_CHINESE = re.compile("[〇零一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰]+")


def ordinal(printed: str) -> int | None:
    """The whole number that a printed ordinal stands for, or None when it is none."""
    plain = unicodedata.normalize("NFKC", printed).strip()
    if plain.isdecimal():
        return int(plain) if len(plain) <= _LONGEST else None
    if not _CHINESE.fullmatch(plain):
        return None
    try:
        return int(cn2an.cn2an(plain, "smart"))
    except (ValueError, KeyError):  # cn2an answers some malformed numerals with a KeyError
        return None


def chinese(number: int) -> str:
    """The number in Chinese numerals, as headings print it: 12 → 十二."""
    words: str = cn2an.an2cn(str(number))
    return words.removeprefix("一") if words.startswith("一十") else words
