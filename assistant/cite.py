"""Clauses as citations, and the [n] marks that tie an answer to them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from assistant.types import Citation
from index.clauses import Clause, corpus_clauses
from index.manifest import document

MOST_CITATIONS = 6
# A mark holds one or two digits; [2023] in a document number is none.
MARK = re.compile(r"\[(\d{1,2})\]")


def citation(clause_id: str, *, quote: str = "", on: date) -> Citation:
    """The citation of a clause; the quote is a stretch of its text, the whole text when it is not found there."""
    clause = corpus_clauses()[clause_id]
    at = clause.text.find(quote) if quote else 0
    relied_on = quote if quote and at >= 0 else clause.text
    start = max(at, 0)
    entry = document(clause.document_id)
    return Citation(
        clause_id=clause.id,
        document_id=clause.document_id,
        document=entry.title,
        label=clause.label,
        title=clause.title,
        text=clause.text,
        quote=relied_on,
        start=clause.to_file(start),
        end=clause.to_file(start + len(relied_on) - 1) + 1,
        standing=entry.standing(on).value,
        standing_name=entry.standing_name(on),
        sha256=text_hash(clause),
    )


def text_hash(clause: Clause) -> str:
    """The SHA-256 of a clause's text, in hex: what a citation can be reproduced by."""
    return hashlib.sha256(clause.text.encode()).hexdigest()


def marks(text: str) -> tuple[int, ...]:
    """The numbers of the citation marks in a text, in order."""
    return tuple(int(m[1]) for m in MARK.finditer(text))


def unresolved(text: str, citations: Sequence[Citation]) -> tuple[int, ...]:
    """The marks in a text that no citation answers to."""
    return tuple(n for n in marks(text) if not 1 <= n <= len(citations))


def where(clause: Clause) -> str:
    """How a clause is named to a reader: 五、（十二）壮大软件企业中坚力量."""
    return f"{clause.label}{clause.title}"
