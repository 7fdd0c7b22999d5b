"""Keyword search: BM25 over the terms of every entry, built once and saved beside the vectors."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.ranking import Rows, best
from index.terms import terms

_PLACEHOLDER = "\x00"
# Pairs of characters also arise where two words meet: an unknown one tells less than an unknown word.
_UNKNOWN = 0.5
_FEW_STRETCHES = 16  # are summed one by one, and the rows between them never looked at


class Lexical:
    """A BM25 index over texts in a fixed order; what it finds are their row numbers."""

    def __init__(self, bm25: Any) -> None:
        self._bm25 = bm25
        self._best: NDArray[np.float32] | None = None
        scores = bm25.scores
        self._scores = np.asarray(scores["data"], dtype=np.float32)
        self._rows, self._starts = np.asarray(scores["indices"]), np.asarray(scores["indptr"])

    @classmethod
    def built_from(cls, texts: Iterable[str]) -> Lexical:
        """The index over these texts; at least one."""
        import bm25s

        numbers: dict[str, int] = {}
        # Numbers instead of words: of many texts the words themselves would not fit into memory.
        # A text of marks alone has no terms; the placeholder keeps its row.
        cut = [array("i", [numbers.setdefault(t, len(numbers)) for t in terms(s) or [_PLACEHOLDER]]) for s in texts]
        bm25 = bm25s.BM25(method="lucene")
        bm25.index((cut, numbers), show_progress=False)
        return cls(bm25)

    @classmethod
    def loaded_from(cls, folder: Path) -> Lexical:
        """The index that :meth:`save` left in a folder, mapped rather than read."""
        import bm25s

        return cls(bm25s.BM25.load(str(folder), mmap=True, show_progress=False))

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._bm25.save(str(folder), show_progress=False)

    def ideal(self, query: str) -> float:
        """The score of a text that says every term of the query as tellingly as any text does.

        A term that no text holds counts like the most telling one: nothing here answers it.
        """
        wanted = list(dict.fromkeys(terms(query)))
        known = self._bm25.get_tokens_ids(wanted)
        best = self._best_of_terms()
        return float(best[known].sum() + (len(wanted) - len(known)) * best.max(initial=0.0) * _UNKNOWN)

    def knows(self, word: str) -> bool:
        """Whether any text holds a term of the word."""
        return bool(self._bm25.get_tokens_ids(terms(word)))

    def _best_of_terms(self) -> NDArray[np.float32]:
        """The highest score that each term gives to any text."""
        if self._best is None:
            self._best = np.maximum.reduceat(self._scores, self._starts[:-1])
        return self._best

    def __len__(self) -> int:
        return int(self._bm25.scores["num_docs"])

    def search(self, query: str, *, k: int, rows: Collection[Rows] | None = None) -> list[tuple[int, float]]:
        """At most ``k`` rows that share a term with the query, with their BM25 scores, best first.

        ``rows`` restricts the search to stretches of rows.
        """
        known = self._bm25.get_tokens_ids(list(dict.fromkeys(terms(query))))
        if not known or k < 1 or (rows is not None and not rows):
            return []
        if rows is None or len(rows) > _FEW_STRETCHES:
            found = best(self._summed(known, Rows(0, len(self))), k=k, rows=rows)
        else:
            several = ((r.start, best(self._summed(known, r), k=k)) for r in sorted(rows, key=lambda r: r.start))
            found = sorted(((start + row, score) for start, hits in several for row, score in hits), key=_by_score)[:k]
        return [(row, score) for row, score in found if score > 0]

    def _summed(self, known: Sequence[int], rows: Rows) -> NDArray[np.float32]:
        """The score of every row of a stretch: only what the terms give to these rows is read."""
        summed = np.zeros(rows.stop - rows.start, dtype=np.float32)
        for term in known:
            start, stop = int(self._starts[term]), int(self._starts[term + 1])
            first, last = start + np.searchsorted(self._rows[start:stop], (rows.start, rows.stop))
            # A term gives to each row once.
            summed[self._rows[first:last] - rows.start] += self._scores[first:last]
        return summed


def _by_score(found: tuple[int, float]) -> float:
    return -found[1]
