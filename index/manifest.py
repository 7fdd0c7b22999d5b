"""What is known of each document as a whole, and how it stands on a given day."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from index.beside import Beside, held
from index.load import load_text
from index.yamlfile import DataFileError, read_yaml

CORPUS = Path(__file__).parent / "corpus"
_DATES = ("issued", "effective", "expires")


class Level(StrEnum):
    """The tier of government that a document speaks for."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"


class Standing(StrEnum):
    """Whether a document can be relied on, on a given day."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


_CHOICES = {"level": tuple(Level), "status": ("draft", "issued")}
STANDING_NAMES = {
    Standing.IN_FORCE: "现行",
    Standing.DRAFT: "征求意见稿",
    Standing.EXPIRED: "已到期",
    Standing.NOT_YET: "未施行",
    Standing.UNKNOWN: "效力未载明",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of the corpus; what it does not say of itself is None."""

    id: str
    file: str
    title: str
    short: str
    level: Level
    place: str
    status: str
    sha256: str
    within: str | None = None
    number: str | None = None
    number_words: str | None = None
    number_from: str | None = None
    issuer: str | None = None
    issuer_words: str | None = None
    status_words: str | None = None
    issued: date | None = None
    issued_words: str | None = None
    effective: date | None = None
    effective_words: str | None = None
    expires: date | None = None
    expires_words: str | None = None

    @property
    def is_draft(self) -> bool:
        """Whether the text is a draft put out for comment."""
        return self.status == "draft"

    def standing(self, on: date) -> Standing:
        """How the document stands on a day: a period that is over beats everything else."""
        if self.expires is not None and on > self.expires:
            return Standing.EXPIRED
        if self.is_draft:
            return Standing.DRAFT
        if self.effective is None:
            return Standing.UNKNOWN
        return Standing.NOT_YET if on < self.effective else Standing.IN_FORCE

    def standing_name(self, on: date) -> str:
        """The standing in the words of the page; a draft whose period is over is both."""
        name = STANDING_NAMES[self.standing(on)]
        both = self.is_draft and self.standing(on) is Standing.EXPIRED
        return f"征求意见稿，{name}" if both else name


def documents() -> tuple[Document, ...]:
    """The documents of the corpus, in the manifest's order, and those held beside it."""
    return _all(held())


@functools.cache
def own_documents() -> tuple[Document, ...]:
    """The documents that come with the project, in the manifest's order."""
    return read_manifest(CORPUS / "manifest.yaml")


def document(document_id: str) -> Document:
    """The document with this id; KeyError when there is none."""
    return _by_id(held())[document_id]


def in_order(document_ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, each once, in the order of the documents; ids of no document are left out."""
    known = _by_id(held())
    return tuple(sorted({i for i in document_ids if i in known}, key=lambda i: _rank(held())[i]))


@functools.lru_cache(maxsize=2)
def _all(further: Beside) -> tuple[Document, ...]:
    return (*own_documents(), *further.documents)


@functools.lru_cache(maxsize=2)
def _by_id(further: Beside) -> dict[str, Document]:
    return {entry.id: entry for entry in _all(further)}


@functools.lru_cache(maxsize=2)
def _rank(further: Beside) -> dict[str, int]:
    return {entry.id: rank for rank, entry in enumerate(_all(further))}


def read_manifest(path: Path) -> tuple[Document, ...]:
    """The documents that a manifest file names; DataFileError names what is wrong and where."""
    data = read_yaml(path)
    if not isinstance(data, dict) or set(data) != {"documents"} or not isinstance(data["documents"], list):
        raise DataFileError(f"{path.name}: {_brief(data)}, expected one key, documents, and a list of them under it")
    entries = tuple(_document(row, f"{path.name}: documents[{i}]") for i, row in enumerate(data["documents"]))
    for i, entry in enumerate(entries):
        if entry.id in {before.id for before in entries[:i]}:
            raise DataFileError(f"{path.name}: documents[{i}].id: {entry.id!r} is an earlier document's, allowed once")
    return entries


def document_text(entry: Document, folder: Path = CORPUS) -> str:
    """The document's characters as its file holds them."""
    return load_text(folder / entry.file)


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _document(row: Any, where: str) -> Document:
    if not isinstance(row, dict):
        raise DataFileError(f"{where}: {_brief(row)}, expected keys and values")
    allowed = {f.name: f for f in fields(Document)}
    if unknown := sorted(map(str, set(row) - set(allowed))):
        raise DataFileError(f"{where}: unknown {unknown}, allowed are {sorted(allowed)}")
    if missing := [name for name, f in allowed.items() if f.default is MISSING and row.get(name) is None]:
        raise DataFileError(f"{where}: nothing for {missing}, which every document has")
    for name, value in row.items():
        _check(name, value, f"{where}.{name}")
    return Document(**{**row, "level": Level(row["level"])})


def _check(name: str, value: Any, where: str) -> None:
    """What a key may hold: one of its choices, a date, or words."""
    if name in _CHOICES and value not in _CHOICES[name]:
        raise DataFileError(f"{where}: {_brief(value)}, allowed are {', '.join(_CHOICES[name])}")
    expected = date if name in _DATES else str
    if value is not None and type(value) is not expected:
        raise DataFileError(
            f"{where}: {_brief(value)}, expected {'a date, as 2022-10-15' if name in _DATES else 'words'}"
        )


def _brief(value: Any) -> str:
    return repr(value)[:80]
