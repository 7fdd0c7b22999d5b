"""How much work something is, in units of a fixed piece of work done beside it in the same process.

Milliseconds say how long a caller waits, and on a machine that does other things they say mostly
that. Work is counted in processor time, which stands still while others have their turn; and what
makes a processor slow makes the fixed piece slow as well.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from index.embed import Vectors
from index.terms import terms

R = TypeVar("R")

_TRIES = 3  # the quickest counts: what disturbs a piece only makes it slower
_TEXT = "对年度营业收入首次突破10亿元的软件企业，按不超过其实际租金支出的30%给予最高500万元一次性奖励。" * 4
_ROWS, _COLUMNS, _TIMES = 1_000, 256, 9


def with_work(action: Callable[[], R]) -> tuple[R, float]:
    """What an action gives, and how many fixed pieces of work it was."""
    _piece()  # never paid for by the action: what is loaded once
    piece = min(_processor_time(_piece)[1] for _ in range(_TRIES))
    given, took = _processor_time(action)
    return given, took / piece


def _processor_time(action: Callable[[], R]) -> tuple[R, float]:
    began = time.process_time()
    given = action()
    return given, time.process_time() - began


def _piece() -> float:
    """Words cut and counted and vectors compared, as a search does; about a millisecond."""
    counted: dict[str, int] = {}
    for _ in range(_TIMES):
        for term in terms(_TEXT):
            counted[term] = counted.get(term, 0) + 1
    vectors = _vectors()
    return float((vectors @ vectors[0]).max()) + len(counted)


@functools.cache
def _vectors() -> Vectors:
    return np.random.default_rng(0).standard_normal((_ROWS, _COLUMNS)).astype(np.float32)
