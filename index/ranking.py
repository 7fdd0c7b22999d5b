"""The best of many scores, whole or in stretches of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_BLOCK = 256  # scores of which only the highest is looked at first
_FEW_STRETCHES = 16


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

    ``rows`` restricts to stretches of rows, in order.
    """
    if rows is None:
        return _best_of(scores, None, k)
    if not rows:
        return []
    if len(rows) <= _FEW_STRETCHES:
        # The best of each are the best of all, and no row is copied.
        found = [(row + r.start, score) for r in rows for row, score in _best_of(scores[r.start : r.stop], None, k)]
        return sorted(found, key=lambda pair: -pair[1])[:k]
    numbers = row_numbers(rows)
    return _best_of(scores[numbers], numbers, k)


def row_numbers(rows: Iterable[Rows]) -> NDArray[np.int64]:
    """The number of every row of the stretches."""
    return np.concatenate([np.arange(stretch.start, stretch.stop) for stretch in rows])


def joined(rows: Iterable[Rows]) -> list[Rows]:
    """The same rows in as few stretches as they fill, in order."""
    found: list[Rows] = []
    for stretch in sorted(rows, key=lambda stretch: stretch.start):
        if found and stretch.start <= found[-1].stop:
            found[-1] = Rows(found[-1].start, max(found[-1].stop, stretch.stop))
        else:
            found.append(stretch)
    return found


def _least(scores: Scores, k: int) -> float:
    """A score that at least ``k`` reach, and of few scores no more than that and those that tie.

    The highest of each block are looked at first: as many blocks as are wanted hold one that is no less.
    """
    blocks = len(scores) // _BLOCK
    if blocks > 2 * k:
        scores = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])


def _best_of(scores: Scores, numbers: NDArray[np.int64] | None, k: int) -> list[tuple[int, float]]:
    """The highest of scores that stand in the rows of these numbers, or each in its own row."""
    if k < 1 or not len(scores):
        return []
    chosen = np.arange(len(scores))
    if k < len(scores):
        # Every score that ties with the last place is kept, so that row order can decide.
        chosen = np.flatnonzero(scores >= _least(scores, k))
    order = chosen[np.argsort(-scores[chosen], kind="stable")][:k]
    named = order if numbers is None else numbers[order]
    return [(int(row), float(score)) for row, score in zip(named, scores[order], strict=True)]
