"""What an index is made from, and the hashes that tell when it is no longer that."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from index.entries import Entry, corpus_entries, question_files
from index.manifest import CORPUS, file_sha256, own_documents

# What shapes vectors, terms and files besides our own code.
_LIBRARIES = ("bm25s", "chromadb", "opencc", "rjieba", "tokenizers")
_CODE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be indexed; ``entries`` is asked only when an index is built, and need not fit into memory.

    ``documents`` and ``questions`` give the SHA-256 of every file that the entries come from, by name.
    """

    entries: Callable[[], Iterable[Entry]]
    documents: Mapping[str, str]
    questions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what an index holds; two indexes of one recipe answer alike."""

    documents: Mapping[str, str]
    questions: Mapping[str, str]
    embedding: str
    embedding_fingerprint: str
    code: str
    libraries: Mapping[str, str]


def corpus_content() -> Content:
    """The documents that come with the project, with their questions."""
    ids = [document.id for document in own_documents()]
    return Content(
        entries=corpus_entries,
        documents={d.id: file_sha256(CORPUS / d.file) for d in own_documents()},
        questions={path.stem: file_sha256(path) for path in question_files(ids)},
    )


@functools.cache
def code_version() -> str:
    """A digest of the code of this package: other code may cut, embed or write differently."""
    digest = hashlib.sha256()
    for path in sorted(_CODE.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@functools.cache
def library_versions() -> Mapping[str, str]:
    """The releases of the libraries that shape an index."""
    return {name: metadata.version(name) for name in _LIBRARIES}
