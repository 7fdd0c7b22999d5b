"""The mark for a sentence that claims without one, as models write that cite once a paragraph."""

from __future__ import annotations

from typing import Final

from assistant.calculator.quantity import find_quantities
from assistant.guard import Sources, ViolationKind, violations
from assistant.guard.whole import figures_missing, trace
from index.text import bare

_LEAST_SHARED: Final = 0.4  # of the sentence's character pairs; a sentence on something else shares far fewer


def with_mark(sentence: str, sources: Sources) -> str | None:
    """The sentence with the mark of the clause that bears it out and shares most of its words.

    None when something else is wrong with it too, or no clause shares its words or its figures.
    """
    if {violation.kind for violation in violations(sentence, sources)} != {ViolationKind.UNCITED}:
        return None
    said = sentence.rstrip()
    pairs = _pairs(said)
    shares = [
        (_shared(pairs, f"{clause.document}\n{clause.text}"), number)
        for number, clause in enumerate(sources.citations, start=1)
    ]
    for share, number in sorted(shares, key=lambda pair: (-pair[0], pair[1])):
        marked = f"{said}[{number}]{sentence[len(said) :]}"
        near = share >= _LEAST_SHARED or _holds_figures(said, sources.citations[number - 1].clause_id, sources)
        if near and not violations(marked, sources):
            return marked
    return None


def _holds_figures(said: str, clause_id: str, sources: Sources) -> bool:
    """Whether the sentence has figures, and the clause or its calculation has every one of them."""
    held = [clause.text for clause in sources.citations if clause.clause_id == clause_id]
    held += [part for c in sources.calculations if c.clause_id == clause_id for part in trace(c)]
    return bool(find_quantities(said)) and not figures_missing(said, held)


def _shared(pairs: frozenset[str], text: str) -> float:
    return len(pairs & _pairs(text)) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> frozenset[str]:
    plain = bare(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
