"""Ordinals as documents print them: 十二, 12, １２."""

from __future__ import annotations

import unicodedata

import cn2an


def ordinal(printed: str) -> int | None:
    """The whole number that a printed ordinal stands for, or None when it is none."""
    plain = unicodedata.normalize("NFKC", printed).strip()
    if plain.isdecimal():
        return int(plain)
    try:
        return int(cn2an.cn2an(plain, "smart"))
    except ValueError:
        return None


def chinese(number: int) -> str:
    """The number in Chinese numerals, as headings print it: 12 → 十二."""
    words: str = cn2an.an2cn(str(number))
    return words.removeprefix("一") if words.startswith("一十") else words
