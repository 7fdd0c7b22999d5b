"""The figures in a text, for measuring from outside: amounts in yuan, and rates."""

from __future__ import annotations

import re
from decimal import Decimal

from index.text import squeeze

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(亿|千万|百万|万|%|个百分点)")
_YUAN = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}


def figures(text: str) -> frozenset[str]:
    """Every amount and rate of a text, in one writing: ``1000万`` and ``0.1亿`` are the same."""
    return frozenset(_normal(number, unit) for number, unit in _FIGURE.findall(squeeze(text)))


def figure_of(yuan: Decimal) -> str:
    """An amount of yuan in the writing that :func:`figures` gives."""
    return f"{yuan.normalize():f}元"


def _normal(number: str, unit: str) -> str:
    scale = _YUAN.get(unit)
    return figure_of(Decimal(number) * scale) if scale else f"{Decimal(number).normalize():f}%"
