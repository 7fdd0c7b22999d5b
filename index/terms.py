"""Text as the terms that it is searched by."""

from __future__ import annotations

import re
from itertools import pairwise

from index.text import fold

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
_RUNS = re.compile(
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?)(?=(?P<unit>[%{_HAN}]?))"
    r"|(?P<latin>[a-z][a-z0-9]*(?:[-.+#/&][a-z0-9]+)*[+#]*)"
    rf"|(?P<han>[{_HAN}]+)"
)
_LEVELLED = re.compile("(?P<name>[a-z]{3,})[1-9]")
_LATIN_PARTS = re.compile(r"[-./&]")
# 连续三年 and 连续3年 are the same; 一事一议 and 十分 hold no count.
_COUNT = re.compile("(?<![一二两三四五六七八九十百千万亿第])[两三四五六七八九十](?=年|个月|级|家|次|倍|项|档|类|个)")
_DIGITS = dict(zip("两三四五六七八九十", ("2", "3", "4", "5", "6", "7", "8", "9", "10"), strict=True))


def terms(text: str) -> list[str]:
    """The terms of a text for keyword search, folded.

    Chinese gives its words and its overlapping character pairs; a number stands alone and once
    more with the character that follows (500, 500万); Latin words stay whole.
    """
    found: list[str] = []
    # The blank keeps CSMM三级 from becoming one word csmm3.
    for run in _RUNS.finditer(_COUNT.sub(lambda m: f" {_DIGITS[m[0]]}", fold(text))):
        if run["han"]:
            found += _han(run["han"])
        elif run["latin"]:
            found += _latin(run["latin"])
        else:
            found += _number(run["number"], run["unit"])
    return found


def words(text: str) -> list[str]:
    """The words of a text in order, folded, none left out."""
    import rjieba

    return [word for word in rjieba.cut(fold(text), False) if word.strip()]


def _han(run: str) -> list[str]:
    """Words of three characters and more, and every pair; a lone character stands for itself."""
    import rjieba

    if len(run) == 1:
        return [run]
    longer = [word for word in rjieba.cut_for_search(run, False) if len(word) > 2]
    return longer + ["".join(pair) for pair in pairwise(run)]


def _latin(word: str) -> list[str]:
    """The word, and its parts where marks join them (saas/paas, c-level) or a level ends it (cmmi5)."""
    parts = [part for part in _LATIN_PARTS.split(word) if part]
    named = _LEVELLED.fullmatch(word)
    return [word, *(parts if len(parts) > 1 else ()), *([named["name"]] if named else ())]


def _number(printed: str, unit: str) -> list[str]:
    plain = printed.replace(",", "")
    return [plain, plain + unit] if unit else [plain]
