"""The entries of a built index on disk: one is read when it is asked for, so that many cost nothing."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path
from typing import overload

import numpy as np

from index.entries import Entry

_LINES, _OFFSETS, _KEYS = "entries.jsonl", "offsets.npy", "keys.npy"
_KEY = np.dtype([("hash", "<u8"), ("row", "<i8")])

# Entries kept in memory once read: all of a few documents, the most asked of many.
_REMEMBERED = 16_384


class Records(Sequence[Entry]):
    """Entries by row and by id, read from a folder that :func:`write_records` filled."""

    def __init__(self, folder: Path) -> None:
        self._offsets = np.load(folder / _OFFSETS, mmap_mode="r")
        self._keys = np.load(folder / _KEYS, mmap_mode="r")
        self._lines = np.memmap(folder / _LINES, dtype=np.uint8, mode="r")
        self._read = functools.lru_cache(maxsize=_REMEMBERED)(self._read_row)
        if self._offsets[-1] != len(self._lines) or len(self._keys) != len(self):
            raise ValueError(f"{folder / _LINES}: {len(self._lines)} bytes, expected {self._offsets[-1]}")

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, row: int) -> Entry: ...

    @overload
    def __getitem__(self, row: slice) -> Sequence[Entry]: ...

    def __getitem__(self, row: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(len(self)))]
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        row %= len(self)
        return self._read(row)

    def _read_row(self, row: int) -> Entry:
        return Entry(*json.loads(self._lines[self._offsets[row] : self._offsets[row + 1]].tobytes()))

    def row(self, entry_id: str) -> int:
        """The row of the entry with this id; KeyError when there is none."""
        at = int(np.searchsorted(self._keys["hash"], _hash(entry_id)))
        while at < len(self) and self._keys["hash"][at] == _hash(entry_id):
            row = int(self._keys["row"][at])
            if self[row].id == entry_id:
                return row
            at += 1
        raise KeyError(entry_id)

    def find(self, entry_id: str) -> Entry | None:
        """The entry with this id, or None."""
        try:
            return self.by_id(entry_id)
        except KeyError:
            return None

    def by_id(self, entry_id: str) -> Entry:
        """The entry with this id; KeyError when there is none."""
        return self[self.row(entry_id)]


def write_records(folder: Path, entries: Iterable[Entry]) -> None:
    """Write entries into a folder, in order."""
    offsets, keys = [0], []
    with (folder / _LINES).open("wb") as lines:
        for row, entry in enumerate(entries):
            line = json.dumps(astuple(entry), ensure_ascii=False).encode() + b"\n"
            lines.write(line)
            offsets.append(offsets[-1] + len(line))
            keys.append((int(_hash(entry.id)), row))
    np.save(folder / _OFFSETS, np.array(offsets, dtype=np.int64))
    np.save(folder / _KEYS, np.sort(np.array(keys, dtype=_KEY), order="hash"))


def _hash(entry_id: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(entry_id.encode(), digest_size=8).digest(), "little"))


def stretches(entries: Iterable[Entry]) -> Iterator[tuple[str, int, int]]:
    """The stretches of rows that belong to one document: its id, the first row, the row after the last."""
    document, start, row = None, 0, -1
    for row, entry in enumerate(entries):
        if entry.document_id != document:
            if document is not None:
                yield document, start, row
            document, start = entry.document_id, row
    if document is not None:
        yield document, start, row + 1
