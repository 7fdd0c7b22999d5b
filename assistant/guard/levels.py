"""The levels of an award by any of their names: 股改 is 完成股份制改造, 上市成功 is 成功上市, national is 国家级."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.calculator.load import load_rules
from index.lexicon import lexicon
from index.terms import words

Names = tuple[tuple[str, ...], ...]
"""What each level is called, in the order of the levels."""

_QUOTES: Final = re.compile('[“”"]')
_CHINESE: Final = re.compile("[\u4e00-\u9fff]+")
_PLURAL: Final = "(?:s|es)?"
# What is done with any award says nothing of its level, nor do words of every tenth award.
_OF_ANY: Final = frozenset(("申请", "申报", "完成", "正式", "成功", "获得", "通过", "认定", "交易", "达到"))
_COMMON: Final = 11  # awards


@dataclass(frozen=True, slots=True)
class Named:
    """A level that a text names, by its place among the levels."""

    start: int
    end: int
    rank: int


def cores(names: list[list[str]]) -> Names:
    """Each level's names without what all levels share: 榜单 of 深圳市科技独角兽榜单."""
    plain = [[_QUOTES.sub("", name) for name in several] for several in names]
    firsts = [several[0] for several in plain]
    shortest = len(min(firsts, key=len))
    head = next(n for n in range(shortest + 1) if n == shortest or len({first[n] for first in firsts}) > 1)
    return tuple(tuple(dict.fromkeys((*several, *_shorter(several[0][head:])))) for several in plain)


def _shorter(core: str) -> Iterator[str]:
    """独角兽 of 独角兽企业, 小巨人 of 专精特新小巨人企业, 国家 of 国家级."""
    for tail in ("企业培育库", "企业", "标准", "级"):
        if core.endswith(tail) and len(core) > len(tail) + 1:
            yield core.removesuffix(tail)
    if len(core) > 1:
        yield core
    if core.endswith("培育库"):
        yield "培育库"


def named(text: str, names: Names) -> Iterator[Named]:
    """The levels that a readable text names as the document does, of overlapping names the longest."""
    found = [
        (match.start(), -len(match[0]), rank)
        for rank, several in enumerate(names)
        for name in several
        for match in _pattern(name).finditer(text)
    ]
    taken = -1
    for start, length, rank in sorted(found):
        if start >= taken:
            taken = start - length
            yield Named(start, taken, rank)


def signed(text: str, names: Names) -> tuple[Named, ...]:
    """The levels that a readable text tells in any words, the document's own among them, in order."""
    exact = tuple(named(text, names))
    free = [
        Named(match.start(), match.end(), rank)
        for rank, pattern in enumerate(_signs(names))
        for match in (pattern.finditer(text) if pattern else ())
        if not any(one.start < match.end() and match.start() < one.end for one in exact)
    ]
    return tuple(sorted((*exact, *free), key=lambda one: one.start))


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    """A name with or without quotation marks anywhere in it."""
    return re.compile('[“”"]*'.join(map(re.escape, name)))


@functools.cache
def _signs(names: Names) -> tuple[re.Pattern[str] | None, ...]:
    """What tells each level from the others: pairs of characters and other words that no other level has."""
    pairs = [frozenset().union(*map(_pairs, several)) - _common() for several in names]
    others = [frozenset().union(*(pairs[:n] + pairs[n + 1 :])) for n in range(len(pairs))]
    own = [mine - theirs for mine, theirs in zip(pairs, others, strict=True)]
    said = [
        frozenset(_said_for(mine, theirs, several)) for mine, theirs, several in zip(own, others, names, strict=True)
    ]
    shared = {word for word in frozenset().union(*said) if sum(word in also for also in said) > 1}
    return tuple(_any(mine, also - shared) for mine, also in zip(own, said, strict=True))


@functools.cache
def _common() -> frozenset[str]:
    spread = Counter(pair for award in load_rules().awards for pair in _pairs(award.quote))
    return _OF_ANY | {pair for pair, awards in spread.items() if awards >= _COMMON}


def _said_for(own: frozenset[str], others: frozenset[str], names: tuple[str, ...]) -> Iterator[str]:
    """What the lexicon knows that people say for words that only this level has."""
    for word, terms in lexicon().terms.items():
        meant = frozenset().union(*map(_pairs, terms))
        if meant & own and not meant & others and any(term in name for term in terms for name in names):
            yield word


def _any(pairs: frozenset[str], also: frozenset[str]) -> re.Pattern[str] | None:
    latin = [rf"\b{re.escape(word)}{_PLURAL}\b" for word in also if word.isascii()]
    other = [re.escape(word) for word in (*also, *pairs) if not word.isascii()]
    return re.compile("|".join(sorted((*latin, *other), key=len, reverse=True))) if latin or other else None


@functools.cache
def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters within each word of a text."""
    han = (word for word in words(text) if _CHINESE.fullmatch(word))
    return frozenset(word[n : n + 2] for word in han for n in range(len(word) - 1))
