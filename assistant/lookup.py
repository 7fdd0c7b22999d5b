"""Clause labels and document numbers in a question, resolved by look-up before any search."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

from index.clauses import corpus_clauses
from index.manifest import documents
from index.numerals import ordinal
from index.text import squeeze

_NUMERAL = "[一二三四五六七八九十百\\d]+"
_ARTICLE = re.compile(f"第\\s*({_NUMERAL})\\s*(?:条|款|项|点)")
_SECTION = re.compile(f"[（(]\\s*({_NUMERAL})\\s*[）)]")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,6}[〔\[［(（【]\s*\d{4}\s*[〕\]］)）】]\s*\d{1,4}\s*号")
_CLAUSE_ID = re.compile(r"\b([a-z-]+#(?:\d+(?:\.\d+)*|end))")


def clauses_named(text: str, documents_named: Collection[str]) -> tuple[str, ...]:
    """The ids of the clauses that a question names by id, label or document number.

    A label alone (第九条, （十二）) is resolved only within documents that are named too: it
    stands in most of them.
    """
    known = corpus_clauses()
    direct = [m[1] for m in _CLAUSE_ID.finditer(text) if m[1] in known]
    numbered = [c for m in _NUMBER.finditer(text) for c in _holding(squeeze_number(m[0]))]
    labelled = [c for n in _ordinals(text) for c in _with_last_ordinal(n) if c.split("#")[0] in documents_named]
    return tuple(dict.fromkeys([*direct, *numbered, *labelled]))


def document_of_number(text: str) -> str | None:
    """The id of the document of ours that a document number in the text belongs to."""
    numbers = {squeeze_number(entry.number): entry.id for entry in documents() if entry.number}
    return next((numbers[n] for m in _NUMBER.finditer(text) if (n := squeeze_number(m[0])) in numbers), None)


def squeeze_number(number: str) -> str:
    """A document number with one kind of bracket, for comparing: 深府规[2022]5号 = 深府规〔2022〕5号."""
    return re.sub(r"[〕\]］)）】]", "〕", re.sub(r"[〔\[［(（【]", "〔", squeeze(number)))


def _ordinals(text: str) -> list[int]:
    found = [m[1] for pattern in (_ARTICLE, _SECTION) for m in pattern.finditer(text)]
    return [n for n in (ordinal(f) for f in found) if n is not None]


@functools.cache
def _holding(number: str) -> tuple[str, ...]:
    short = number[-12:]
    return tuple(c.id for c in corpus_clauses().values() if short in squeeze_number(c.text))


def _with_last_ordinal(number: int) -> tuple[str, ...]:
    """Clauses whose own printed number it is: measures number their sections through all chapters."""
    return tuple(c for c in corpus_clauses() if c.split("#")[1].split(".")[-1] == str(number) and "." in c)
