"""A figure that only the question holds, told as if it were an award: hoped for, heard, or ordered, but not granted."""

from __future__ import annotations

import re
from typing import Final

from assistant.calculator.quantity import Kind, find_quantities
from assistant.guard import Sources
from assistant.guard.whole import figures_missing, trace

_AWARDS: Final = re.compile(
    r"获得|可得|得到|拿|领取|给予|奖|补[贴助]|资助|扶持|贴息|配套|支持|批|发放|\b(?:get|receive|award|grant|subsid\w+)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"(?:不是|并非|而非|不能|不可|不会|不得|不予|无法|(?:没有|未)(?:规定|写明|载明|提到|说)|\b(?:not|cannot|no)\b)[^，。；,;]{0,14}$",
    re.IGNORECASE,
)
_MEASURES: Final = frozenset({Kind.MONEY, Kind.RATE})


def hearsay(sentence: str, sources: Sources) -> tuple[str, ...]:
    """The amounts and rates of a sentence on awards that stand in no clause and no calculation and are not denied."""
    if not _AWARDS.search(sentence):
        return ()
    held = [part for clause in sources.citations for part in (clause.text, clause.document, clause.label)]
    held += [part for calculation in sources.calculations for part in trace(calculation)]
    return tuple(
        found.text
        for found in find_quantities(sentence)
        if found.kind in _MEASURES and figures_missing(found.text, held) and not _DENIED.search(sentence[: found.start])
    )
