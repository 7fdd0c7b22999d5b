from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking import Rows, best, joined

SCORES = st.lists(st.integers(0, 5), max_size=40).map(lambda found: np.array(found, dtype=np.float32))
ROWS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda p: Rows(p[0], p[0] + p[1])), max_size=5)


@given(SCORES, st.integers(-1, 50))
def test_the_best_are_the_first_of_a_full_stable_ordering(scores, k):
    full = sorted(enumerate(scores.tolist()), key=lambda pair: (-pair[1], pair[0]))
    assert best(scores, k=k) == full[: max(k, 0)]


@given(SCORES, ROWS, st.integers(0, 50))
def test_within_stretches_only_their_rows_compete(scores, rows, k):
    rows = [Rows(min(r.start, len(scores)), min(r.stop, len(scores))) for r in joined(rows)]
    inside = {row for r in rows for row in range(r.start, r.stop)}
    full = sorted(((row, s) for row, s in enumerate(scores.tolist()) if row in inside), key=lambda p: (-p[1], p[0]))
    assert best(scores, k=k, rows=rows) == full[:k]


@given(ROWS)
def test_joined_stretches_hold_the_same_rows_apart_and_in_order(rows):
    found = joined(rows)
    assert {n for r in found for n in range(r.start, r.stop)} == {n for r in rows for n in range(r.start, r.stop)}
    assert all(a.stop < b.start for a, b in pairwise(found))


@pytest.mark.parametrize("k", [0, -3])
def test_asking_for_nothing_gives_nothing(k):
    assert best(np.ones(3, dtype=np.float32), k=k) == []


@pytest.mark.parametrize("distinct", [3, 400, 100_000])
@pytest.mark.parametrize("k", [1, 7, 120])
def test_the_best_of_many_scores_are_those_of_a_full_ordering(distinct, k):
    scores = np.random.default_rng(k).integers(0, distinct, 70_001).astype(np.float32)
    order = np.argsort(-scores, kind="stable")
    assert best(scores, k=k) == [(int(row), float(scores[row])) for row in order[:k]]


def test_many_stretches_give_what_few_would():
    scores = np.random.default_rng(0).integers(0, 9, 400).astype(np.float32)
    stretches = [Rows(n, n + 3) for n in range(0, 400, 5)]
    inside = [n for r in stretches for n in range(r.start, min(r.stop, 400))]
    full = sorted(((n, float(scores[n])) for n in inside), key=lambda pair: (-pair[1], pair[0]))
    assert best(scores, k=20, rows=stretches) == full[:20]
    assert best(scores, k=20, rows=stretches[:4]) == [pair for pair in full if pair[0] < stretches[3].stop][:20]
