"""The best of many scores, whole or in stretches of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
    """The ``k`` highest scores with their rows, best first; equal scores in row order.

    ``rows`` restricts to stretches of rows.
    """
    if rows is None:
        return _best_of(scores, None, k)
    if not rows:
        return []
    numbers = np.concatenate([np.arange(stretch.start, stretch.stop) for stretch in rows])
    return _best_of(scores[numbers], numbers, k)


def joined(rows: Iterable[Rows]) -> list[Rows]:
    """The same rows in as few stretches as they fill, in order."""
    found: list[Rows] = []
    for stretch in sorted(rows, key=lambda stretch: stretch.start):
        if found and stretch.start <= found[-1].stop:
            found[-1] = Rows(found[-1].start, max(found[-1].stop, stretch.stop))
        else:
            found.append(stretch)
    return found


def _best_of(scores: Scores, numbers: NDArray[np.int64] | None, k: int) -> list[tuple[int, float]]:
    """The highest of scores that stand in the rows of these numbers, or each in its own row."""
    if k < 1 or not len(scores):
        return []
    chosen = np.arange(len(scores))
    if k < len(scores):
        # Every score that ties with the last place is kept, so that row order can decide.
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        chosen = np.flatnonzero(scores >= least)
    order = chosen[np.argsort(-scores[chosen], kind="stable")][:k]
    named = order if numbers is None else numbers[order]
    return [(int(row), float(score)) for row, score in zip(named, scores[order], strict=True)]
