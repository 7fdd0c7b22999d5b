"""Keyword search: BM25 over the terms of every entry, built once and saved beside the vectors."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.ranking import Rows, best
from index.terms import terms

_PLACEHOLDER = "\x00"
# Pairs of characters also arise where two words meet: an unknown one tells less than an unknown word.
_UNKNOWN = 0.5


class Lexical:
    """A BM25 index over texts in a fixed order; what it finds are their row numbers."""

    def __init__(self, bm25: Any) -> None:
        self._bm25 = bm25
        self._best: NDArray[np.float32] | None = None

    @classmethod
    def built_from(cls, texts: Sequence[str]) -> Lexical:
        """The index over these texts; at least one."""
        import bm25s

        bm25 = bm25s.BM25(method="lucene")
        # A text of marks alone has no terms; the placeholder keeps its row.
        bm25.index([terms(text) or [_PLACEHOLDER] for text in texts], show_progress=False)
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
            data, starts = self._bm25.scores["data"], self._bm25.scores["indptr"]
            self._best = np.maximum.reduceat(np.asarray(data, dtype=np.float32), np.asarray(starts[:-1]))
        return self._best

    def __len__(self) -> int:
        return int(self._bm25.scores["num_docs"])

    def search(self, query: str, *, k: int, rows: Collection[Rows] | None = None) -> list[tuple[int, float]]:
        """At most ``k`` rows that share a term with the query, with their BM25 scores, best first.

        ``rows`` restricts the search to stretches of rows.
        """
        known = self._bm25.get_tokens_ids(list(dict.fromkeys(terms(query))))
        if not known or k < 1:
            return []
        scores = np.asarray(self._bm25.get_scores_from_ids(known), dtype=np.float32)
        return [(row, score) for row, score in best(scores, k=k, rows=rows) if score > 0]
