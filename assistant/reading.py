"""The documents to be read: each with its tree of headings and clauses, and the search in their text."""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.calculator import load_rules
from assistant.errors import UnknownName
from assistant.printing import document_rows
from index.clauses import Clause, Heading, Tree, corpus_trees
from index.text import clean, simplify


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that holds the words searched for, and the stretches of its text where they stand."""

    clause: Clause
    spans: tuple[tuple[int, int], ...]


def document_object(document_id: str, *, on: date) -> dict[str, Any]:
    """One document with its standing and its parts in the file's order; UnknownName when there is none such.

    A part is ``{kind: heading, text, start, end}`` or a clause with its id, label, title, path, text,
    hash, span in the file and the ids of the awards that stand in it.
    """
    rows = {row["id"]: row for row in document_rows(on)}
    if document_id not in rows:
        raise UnknownName("文件（document）", document_id, rows)
    return {**rows[document_id], "parts": [_part(part) for part in parts(tree(document_id))]}


def tree(document_id: str) -> Tree:
    """The tree of a document of the corpus; UnknownName when there is none such."""
    trees = {tree.document_id: tree for tree in corpus_trees()}
    if document_id not in trees:
        raise UnknownName("文件（document）", document_id, trees)
    return trees[document_id]


def parts(of: Tree) -> tuple[Heading | Clause, ...]:
    """The headings and clauses of a tree as they follow one another in the file."""
    return tuple(sorted((*of.headings, *of.clauses), key=lambda part: part.start))


def sha256(clause: Clause) -> str:
    """The hash of a clause's text, as citations give it."""
    return hashlib.sha256(clause.text.encode()).hexdigest()


def search_text(words: str, *, document_ids: Iterable[str] = ()) -> tuple[Found, ...]:
    """The clauses that hold all the words, letter for letter, in document order; of all documents when none is named.

    Blanks part the words. Width, case, script (Traditional or Simplified) and line breaks make no difference.
    """
    sought = [folded for word in clean(words).split() if (folded := _folded(word)[0])]
    within = set(document_ids)
    if not sought:
        return ()
    clauses = (clause for one in corpus_trees() if not within or one.document_id in within for clause in one.clauses)
    return tuple(found for clause in clauses if (found := _found(clause, sought)) is not None)


def spans(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where folded words stand in a text, in its order, stretches that overlap made one."""
    folded, origins = _folded(text)
    hits = sorted(hit for word in words for hit in _hits(folded, word))
    joined: list[tuple[int, int]] = []
    for first, last in ((origins[start], origins[end - 1] + 1) for start, end in hits):
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def _found(clause: Clause, sought: list[str]) -> Found | None:
    folded = _folded(clause.text)[0]
    if not all(word in folded for word in sought):
        return None
    return Found(clause, spans(clause.text, sought))


def _hits(folded: str, word: str) -> Iterator[tuple[int, int]]:
    at = folded.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = folded.find(word, at + len(word))


@functools.lru_cache(maxsize=1024)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text's characters as they are compared, and for each the place that it comes from."""
    letters = [(letter, at) for at, character in enumerate(text) for letter in _letters(character)]
    return "".join(letter for letter, _ in letters), tuple(at for _, at in letters)


@functools.lru_cache(maxsize=8192)
def _letters(character: str) -> str:
    return "".join(simplify(unicodedata.normalize("NFKC", character)).lower().split())


def _part(part: Heading | Clause) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"kind": "heading", "text": part.text, "start": part.start, "end": part.end}
    return {
        "kind": "clause",
        "clause_id": part.id,
        "label": part.label,
        "title": part.title,
        "path": list(part.path),
        "text": part.text,
        "start": part.start,
        "end": part.end,
        "sha256": sha256(part),
        "awards": [award.id for award in load_rules().of_clause(part.id)],
    }
