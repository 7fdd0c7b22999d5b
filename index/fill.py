"""Fills a build folder: entries, keywords, vectors, and last the manifest that says what they are."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import numpy as np

from index.content import Content, Recipe
from index.embed import Embedder, Vectors
from index.entries import Entry
from index.lexical import Lexical
from index.records import Records, stretches, write_records
from index.search import CHROMA, LEXICAL, VECTORS, Manifest
from index.store import BATCH, Store

# Names the collection of a build, for whoever cleans up after one that was killed.
NOTE = "collection"
_MOST_COPIES = 8
# Written as it is read, too: its size says nothing.
_CHANGING = {".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal"}


class Stage(StrEnum):
    """The steps of a build, in order."""

    ENTRIES = "entries"
    KEYWORDS = "keywords"
    VECTORS = "vectors"
    CHECK = "check"


# Told the stage, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def fill(
    folder: Path, content: Content, recipe: Recipe, *, model: Embedder, chroma_url: str, progress: Progress
) -> Manifest:
    """Fill an empty build folder, and a collection on the server of the URL if there is one."""
    progress(Stage.ENTRIES, 0, 1)
    write_records(folder, content.entries())
    # Read back one by one from now on: many would not fit into memory.
    entries = Records(folder)
    progress(Stage.ENTRIES, 1, 1)
    Lexical.built_from(_texts(entries, progress)).save(folder / LEXICAL)
    progress(Stage.KEYWORDS, len(entries), len(entries))
    collection = f"policy-assistant-{folder.name}"
    # Noted before it is made: whoever cleans up after a killed build finds it on the server.
    (folder / NOTE).write_text(f"{chroma_url}\n{collection}\n", encoding="utf-8")
    store = Store.create(chroma_url or folder / CHROMA, collection)
    stored = _write_vectors(folder, entries, model, store, progress)
    manifest = Manifest(
        recipe=recipe,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        collection=collection,
        chroma_url=chroma_url,
        dimensions=model.dimensions,
        counts={**_counts(content, entries), "stored": stored},
        rows=_rows(entries),
        files=_fixed_files(folder),
    )
    manifest.write(folder)
    return manifest


def _texts(entries: Sequence[Entry], progress: Progress) -> Iterator[str]:
    for number, entry in enumerate(entries):
        if number % BATCH == 0:
            progress(Stage.KEYWORDS, number, len(entries))
        yield entry.text


def _write_vectors(folder: Path, entries: Sequence[Entry], model: Embedder, store: Store, progress: Progress) -> int:
    """Embed and store the entries; how many of them the store holds."""
    shape = (len(entries), model.dimensions)
    vectors = np.lib.format.open_memmap(folder / VECTORS, mode="w+", dtype=np.float32, shape=shape)
    copies: Counter[bytes] = Counter()
    progress(Stage.VECTORS, 0, len(entries))
    for start in range(0, len(entries), BATCH):
        part = entries[start : start + BATCH]
        vectors[start : start + len(part)] = embedded = model.embed_documents([entry.text for entry in part])
        kept = [row for row, vector in enumerate(embedded) if _is_worth_storing(vector, copies)]
        store.add([part[row] for row in kept], embedded[kept])
        progress(Stage.VECTORS, start + len(part), len(entries))
    vectors.flush()
    stored = len(store)
    store.close()
    return stored


def _is_worth_storing(vector: Vectors, copies: Counter[bytes]) -> bool:
    """Whether a vector says something that the store does not know many times already.

    The store's graph loses its way among many equal vectors; keywords find all their texts.
    """
    digest = hashlib.blake2b(vector.tobytes(), digest_size=8).digest()
    copies[digest] += 1
    return bool(vector.any()) and copies[digest] <= _MOST_COPIES


def _counts(content: Content, entries: Sequence[Entry]) -> dict[str, int]:
    kinds = Counter(entry.kind for entry in entries)
    return {
        "documents": len(content.documents),
        "clauses": len({entry.clause_id for entry in entries}),
        "units": kinds["unit"],
        "questions": kinds["question"],
        "entries": len(entries),
    }


def _rows(entries: Iterable[Entry]) -> dict[str, list[list[int]]]:
    rows: dict[str, list[list[int]]] = {}
    for document, start, stop in stretches(entries):
        rows.setdefault(document, []).append([start, stop])
    return rows


def _fixed_files(folder: Path) -> dict[str, int]:
    """The size of every file of a finished build that stays as it is."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _CHANGING)
    return {str(path.relative_to(folder)): path.stat().st_size for path in files}
