"""A built index, as it is asked: by meaning and by words."""

from __future__ import annotations

import functools
import hashlib
import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.content import Recipe
from index.embed import Embedder, Vectors
from index.entries import Entry
from index.lexical import Lexical
from index.ranking import Hit, Rows, best, joined, row_numbers
from index.records import Records
from index.store import Store
from index.text import fold

if TYPE_CHECKING:
    from langchain_chroma import Chroma

    from index.builds import Held

MANIFEST, VECTORS, LEXICAL, CHROMA = "manifest.json", "vectors.npy", "lexical", "chroma"
# Documents of fewer rows than this are searched row by row: that is exact, and cheaper than a filter in the
# store, which costs for every row that passes. Of larger ones more is asked for than wanted, then sifted.
_FEW_ROWS = 50_000
_SPARE, _MORE, _TRIES, _MOST_ASKED = 1.5, 4, 2, 5_000
_SCOPES = 64  # sets of documents whose rows are known
_REMEMBERED = 2_048  # clauses whose words are kept in memory once read
_ROUNDING = 1e-3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made from and what it holds; written last, so a build without one is none.

    ``rows`` gives each document's stretches of rows, ``files`` the size of every file that does not change.
    """

    recipe: Recipe
    built_at: str
    collection: str
    chroma_url: str
    dimensions: int
    counts: Mapping[str, int]
    rows: Mapping[str, Sequence[Sequence[int]]]
    files: Mapping[str, int]

    @property
    def id(self) -> str:
        """A short name of what the build was made from; two builds of one name answer alike."""
        recipe = json.dumps(asdict(self.recipe), sort_keys=True)
        return hashlib.sha256(recipe.encode()).hexdigest()[:16]

    def write(self, folder: Path) -> None:
        """Write the manifest into a build folder."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a build folder; OSError, ValueError or TypeError when there is no good one."""
        data: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return cls(**{**data, "recipe": Recipe(**data["recipe"])})


class Index:
    """A built index; any number of threads may ask it."""

    def __init__(self, held: Held, *, manifest: Manifest, embedder: Embedder) -> None:
        folder = held.folder
        self.manifest = manifest
        self.embedder = embedder
        self.entries = Records(folder)
        self._held = held
        self._said = functools.lru_cache(maxsize=_REMEMBERED)(self._collect)
        self._scope = functools.lru_cache(maxsize=_SCOPES)(self._scope_of)
        self._lexical = Lexical.loaded_from(folder / LEXICAL)
        self._vectors: Vectors = np.asarray(np.load(folder / VECTORS, mmap_mode="r"))
        self._rows = {name: [Rows(*pair) for pair in pairs] for name, pairs in manifest.rows.items()}
        # Last: it alone has to be closed.
        self.store = Store.open(manifest.chroma_url or folder / CHROMA, manifest.collection)

    def dense(self, query: str, *, k: int, documents: Collection[str] | None = None) -> list[Hit]:
        """At most ``k`` entries nearest in meaning, by cosine similarity, best first.

        A query without a word that the model knows finds nothing. ``documents`` restricts to these.
        """
        vector = self.embedder.embed_queries([query])[0]
        if k < 1 or not vector.any():
            return []
        if documents is None:
            return self.store.search(vector, k=min(k, len(self.entries)))
        return self._dense_within(vector, k, documents)

    def lexical(self, query: str, *, k: int, documents: Collection[str] | None = None) -> list[Hit]:
        """At most ``k`` entries that share terms with the query, by BM25, best first."""
        rows = None if documents is None else self._scope(tuple(documents)).rows
        return [Hit(self.entries[row].id, score) for row, score in self._lexical.search(query, k=k, rows=rows)]

    def lexical_ideal(self, query: str) -> float:
        """The highest BM25 score that a text could reach for the query: what scores are shares of."""
        return self._lexical.ideal(query)

    def knows(self, word: str) -> bool:
        """Whether any text holds the word, or a pair of its characters."""
        return self._lexical.knows(word)

    def said_of(self, clause_id: str) -> str:
        """All that is indexed of a clause, folded: headings, units, and the questions asked of them."""
        return self._said(clause_id)

    def _collect(self, clause_id: str) -> str:
        units = list(self._numbered(f"{clause_id}~"))
        questions = [q.text for unit in units for q in self._numbered(f"{unit.id}?")]
        return fold(" ".join([*(unit.text for unit in units), *questions]))

    def _numbered(self, prefix: str) -> Iterator[Entry]:
        """The entries whose ids are the prefix and 1, 2, 3 and so on."""
        number = 1
        while (entry := self.entries.find(f"{prefix}{number}")) is not None:
            yield entry
            number += 1

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id; KeyError when there is none."""
        return self.entries.by_id(entry_id)

    def is_current(self) -> bool:
        """Whether no newer build has taken this one's place."""
        return self._held.is_current()

    def as_langchain(self) -> Chroma:
        """The index's collection as LangChain's vector store."""
        return self.store.as_langchain(self.embedder)

    def close(self) -> None:
        """Let go of the store and of the build folder."""
        self.store.close()
        self._held.release()

    def problem(self) -> str | None:
        """What is damaged, in English for the log, or None when the index answers as it was built."""
        total = self.manifest.counts["entries"]
        sizes = {"entries": len(self.entries), "keywords": len(self._lexical), "vectors": len(self._vectors)}
        if wrong := {name: size for name, size in sizes.items() if size != total}:
            return f"{wrong}, expected {total} of each"
        if (stored := len(self.store)) != self.manifest.counts["stored"]:
            return f"{stored} entries in the store, expected {self.manifest.counts['stored']}"
        asked = _sentinels(self._vectors)
        lost = [row for row in asked if not self._is_found(np.asarray(self._vectors[row]))]
        # The store's search is approximate: one that it misses is no damage.
        return (
            f"{len(lost)} of {len(asked)} entries are not found by their own vectors"
            if 2 * len(lost) > len(asked)
            else None
        )

    def _is_found(self, vector: Vectors) -> bool:
        """Whether the store answers a stored vector with an entry that has it; several may."""
        nearest = self.store.search(vector, k=1)
        found = self._vectors[self.entries.row(nearest[0].entry_id)] if nearest else np.zeros_like(vector)
        return bool(found @ vector > 1 - _ROUNDING)

    def _scope_of(self, documents: tuple[str, ...]) -> _Scope:
        wanted = frozenset(documents)
        return _Scope(wanted, tuple(joined(rows for name in wanted for rows in self._rows.get(name, ()))))

    def _dense_within(self, vector: Vectors, k: int, documents: Collection[str]) -> list[Hit]:
        scope = self._scope(tuple(documents))
        spare = _SPARE * len(self.entries) / max(scope.size, 1)
        for _ in range(_TRIES if scope.size > _FEW_ROWS else 0):
            wanted = min(math.ceil(k * spare), len(self.entries), _MOST_ASKED)
            hits = [hit for hit in self.store.search(vector, k=wanted) if _document_of(hit.entry_id) in scope.documents]
            if len(hits) >= k:
                return hits[:k]
            spare *= _MORE
        return [Hit(self.entries[row].id, score) for row, score in self._exact(vector, k, scope.rows)]

    def _exact(self, vector: Vectors, k: int, rows: Sequence[Rows]) -> list[tuple[int, float]]:
        """The nearest of these rows, every one of them looked at."""
        if not rows:
            return []
        scores = np.concatenate([self._vectors[stretch.start : stretch.stop] @ vector for stretch in rows])
        numbers = row_numbers(rows)
        return [(int(numbers[at]), score) for at, score in best(scores, k=k)]


@dataclass(frozen=True, slots=True)
class _Scope:
    """The documents that a search is restricted to, and their stretches of rows."""

    documents: frozenset[str]
    rows: tuple[Rows, ...]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return sum(r.stop - r.start for r in self.rows)


def _document_of(entry_id: str) -> str:
    """An entry's id starts with its document's, whatever is searched."""
    return entry_id.partition("#")[0]


def _sentinels(vectors: Vectors) -> list[int]:
    """A few rows spread over the index that have a vector to be found by."""
    spread = np.unique(np.linspace(0, len(vectors) - 1, num=min(9, len(vectors)), dtype=int))
    return [int(row) for row in spread if vectors[row].any()]
