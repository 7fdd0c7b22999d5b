"""The best of many scores, whole or in stretches of rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a search found, and how well it fits; only scores of one search compare."""

    entry_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Rows:
    """A stretch of rows, as a range: ``stop`` is not part of it."""

    start: int
    stop: int


def best(scores: Scores, *, k: int, rows: Collection[Rows] | None = None) -> list[tuple[int, float]]:
    """The ``k`` highest scores with their rows, best first; equal scores in row order."""
    stretches = [Rows(0, len(scores))] if rows is None else rows
    candidates = [pair for stretch in stretches for pair in _best_of(scores, k, stretch)]
    return sorted(candidates, key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]


def _best_of(scores: Scores, k: int, stretch: Rows) -> list[tuple[int, float]]:
    part = scores[stretch.start : stretch.stop]
    if k < 1 or not len(part):
        return []
    if k < len(part):
        # Every row that ties with the last place is kept, so that row order can decide.
        least = np.partition(part, len(part) - k)[len(part) - k]
        chosen = np.flatnonzero(part >= least)
    else:
        chosen = np.arange(len(part))
    order = chosen[np.argsort(-part[chosen], kind="stable")][:k]
    return [(stretch.start + int(row), float(part[row])) for row in order]
