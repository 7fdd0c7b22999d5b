"""Clause labels and document numbers in a question, resolved by look-up before any search."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator

from index.clauses import Clause, clauses_of, corpus_clauses
from index.manifest import documents
from index.numerals import ordinal
from index.text import squeeze
from index.units import Unit, units

_NUMERAL = "[一二三四五六七八九十百\\d]+"
# Behind a law's name it is that law's article.
_ARTICLE = re.compile(f"(?<![法例])第\\(?({_NUMERAL})\\)?条")
_POINT = re.compile(f"第\\(?({_NUMERAL})\\)?[项点]")
_SECTION = re.compile(f"\\(({_NUMERAL})\\)")
_CHAPTER = re.compile(f"第({_NUMERAL})(?:部分|章|大点|大项)")
_NUMBER = re.compile(r"([\u4e00-\u9fff]{2,8})〔\d{4}〕\d{1,4}号")
_CLAUSE_ID = re.compile(r"(?<![a-z-])([a-z-]+#(?:\d+(?:\.\d+)*|end)(?:~\d+)?)")


def clauses_named(text: str, documents_named: Collection[str]) -> tuple[str, ...]:
    """The ids of the clauses that a question names by id, label or document number.

    A label alone (第九条, （十二）) is resolved only within documents that are named too: it
    stands in most of them.
    """
    squeezed = squeeze(text)
    direct = [m[1] for m in _CLAUSE_ID.finditer(squeezed) if m[1] in corpus_clauses()]
    # The number of a document of ours names that document, not the clauses that speak of it.
    numbered = [c for number in _numbers(squeezed) if document_of_number(number) is None for c in _holding(number)]
    labelled = [clause for document_id in documents_named for clause in _labelled(squeezed, document_id)]
    return tuple(dict.fromkeys([*direct, *numbered, *labelled]))


def document_of_number(text: str) -> str | None:
    """The id of the document of ours that a document number in the text belongs to."""
    asked = list(_numbers(text))
    if not asked:
        return None
    known = [(entry.id, squeeze_number(entry.number)) for entry in documents() if entry.number]
    return next((document_id for document_id, number in known if any(_same(number, a) for a in asked)), None)


def holds_number(words: str, question: str) -> bool:
    """Whether words hold a document number that the question names."""
    return any(_same(held, asked) for held in _numbers(words) for asked in _numbers(question))


@functools.lru_cache(maxsize=1024)
def explaining_units(document_id: str) -> tuple[Unit, ...]:
    """The units of a document that say who explains it."""
    return tuple(u for c in clauses_of(document_id) for u in units(c) if "负责解释" in u.text)


def squeeze_number(number: str) -> str:
    """A document number with one kind of bracket, for comparing: 深府规[2022]5号 = 深府规〔2022〕5号."""
    return re.sub(r"[〕\]］)）】〉》}｝]", "〕", re.sub(r"[〔\[［(（【〈《{｛]", "〔", squeeze(number)))


def _numbers(text: str) -> Iterator[str]:
    """The document numbers of a text, with whatever characters stand before them unbroken."""
    return (m[0] for m in _NUMBER.finditer(squeeze_number(text)))


def _same(number: str, other: str) -> bool:
    """Whether two numbers are one; words before it may cling to either: 请问深府规〔2022〕5号."""
    return number.endswith(other) or other.endswith(number)


def _holding(number: str) -> tuple[str, ...]:
    return tuple(clause_id for held, clause_id in _held_numbers() if _same(held, number))


@functools.cache
def _held_numbers() -> tuple[tuple[str, str], ...]:
    """Every document number that a clause holds, with the clause's id."""
    return tuple((number, c.id) for c in corpus_clauses().values() for number in dict.fromkeys(_numbers(c.text)))


def _labelled(text: str, document_id: str) -> Iterator[str]:
    """The clauses of a document that the text names by label: by the whole of it, else by its last number."""
    whole = [clause.id for label, clause in _labels(document_id) if label.search(text)]
    if whole:
        yield from whole
        return
    chapters = [n for m in _CHAPTER.finditer(text) if (n := ordinal(m[1]))]
    asked = list(_asked(text))
    for number, style in asked:
        found = [c for c in _numbered(document_id, number, style) if not chapters or _chapter(c) in chapters]
        yield from (found if len(found) == 1 else ())
    if not asked:
        yield from (f"{document_id}#{n}" for n in chapters if f"{document_id}#{n}" in corpus_clauses())


def _asked(text: str) -> Iterator[tuple[int, str]]:
    """The numbers that a text asks for, with the last character of the marker where it shows one."""
    yield from ((n, "") for m in _ARTICLE.finditer(text) if (n := ordinal(m[1])))
    for pattern, style in ((_POINT, ""), (_SECTION, ")")):
        numbers = [n for m in pattern.finditer(text) if (n := ordinal(m[1]))]
        counting = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))  # (1)… (2)…: the caller's own
        yield from ((n, style) for n in numbers if not counting)


def _numbered(document_id: str, number: int, style: str) -> list[str]:
    """The clauses of a document with this last number, in the style asked or else the one that it mostly uses."""
    below = [c for c in clauses_of(document_id) if "." in c.id]
    wanted = style or Counter(_style(c) for c in below).most_common(1)[0][0]
    return [c.id for c in below if _style(c) == wanted and c.id.rpartition(".")[2] == str(number)]


def _style(clause: Clause) -> str:
    return squeeze(clause.label)[-1]


def _chapter(clause_id: str) -> int:
    return int(clause_id.partition("#")[2].partition(".")[0])


@functools.cache
def _labels(document_id: str) -> tuple[tuple[re.Pattern[str], Clause], ...]:
    """The labels of more than one part, as patterns: 五、(十二), 二、(二)5."""
    below = (c for c in clauses_of(document_id) if "." in c.id)
    return tuple((re.compile(re.escape(squeeze(c.label).rstrip(".")) + r"(?!\d)"), c) for c in below)
