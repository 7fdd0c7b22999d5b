"""A figure that only the question holds, told as if it were an award: hoped for, heard, or ordered, but not granted."""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard import Sources
from assistant.guard.told import figures_told, readable
from assistant.guard.whole import trace
from assistant.guard.wording import Use

_AWARDS: Final = re.compile(
    r"获得|可得|得到|拿|领取|给予|奖|补[贴助]|资助|扶持|贴息|配套|支持|批|发放|\b(?:get|receive|award|grant|subsid\w+)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"(?:不是|并非|而非|不能|不可|不会|不得|不予|无法|(?:没有|未)(?:规定|写明|载明|提到|说)|\b(?:not|cannot|no)\b)[^，。；,;]{0,14}$",
    re.IGNORECASE,
)
_MEASURES: Final = frozenset({Kind.MONEY.value, Kind.RATE.value})


def hearsay(sentence: str, sources: Sources) -> tuple[str, ...]:
    """The amounts and rates of a sentence on awards that stand in no clause and no calculation and are not denied.

    What a company itself has, 营收9亿元, is no award.
    """
    if not _AWARDS.search(sentence):
        return ()
    parts = [part for clause in sources.citations for part in (clause.text, clause.document, clause.label)]
    parts += [part for calculation in sources.calculations for part in trace(calculation)]
    held = frozenset().union(*map(_measures, parts))
    plain = readable(sentence)
    return tuple(
        told.text
        for told in figures_told(plain)
        if told.kind in _MEASURES
        and told.use is not Use.THRESHOLD
        and (told.kind, told.value) not in held
        and not _DENIED.search(plain[: told.start])
    )


@functools.lru_cache(maxsize=2048)
def _measures(text: str) -> frozenset[tuple[str, Fraction]]:
    """The amounts and rates of a text; the same clauses are cited again and again."""
    return frozenset((told.kind, told.value) for told in figures_told(readable(text)) if told.kind in _MEASURES)
