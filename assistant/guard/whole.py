"""The figure gate: no sentence goes out whose figures its sources do not hold.

A figure is an amount, a rate, a date, a count or a number of any kind. It passes when it stands
in a cited clause, in the question, or in a calculation's trace; otherwise its whole sentence,
with its citation mark, is taken out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.calculator.quantity import Quantity, find_quantities
from assistant.cite import MARK, unresolved
from assistant.guard.references import Day, days
from assistant.neighbours import neighbour_of
from assistant.types import Answer, Calculation, Citation
from index.manifest import document
from index.text import fold, squeeze

Key = tuple[str, object, object]

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?\n]+(?:\[\d{1,2}\])*[”」』）)]*|$)")


@dataclass(frozen=True, slots=True)
class Guarded:
    """A text that passed the gate, and the sentences that did not."""

    text: str
    removed: tuple[str, ...]


def guard(answer: Answer, *, known: Iterable[str] = ()) -> Answer:
    """The answer with every sentence taken out that its sources do not bear out.

    ``known`` are further texts whose figures may be said: document titles, earlier questions.
    """
    sources = [answer.question, answer.rewritten or "", answer.as_of.isoformat(), *known]
    sources += [part for c in answer.citations for part in (c.text, c.document, c.label)]
    sources += [part for c in answer.related for part in (c.document, c.label, c.title)]
    sources += [day for c in answer.citations for day in _dates(c.document_id)]
    sources += [part for calculation in answer.calculations for part in trace(calculation)]
    sources += _hotline(answer.question)
    text = check(answer.answer, sources=sources, citations=answer.citations).text
    spoken = check(answer.spoken, sources=sources, citations=answer.citations).text
    return replace(answer, answer=text, spoken=spoken)


def _hotline(question: str) -> tuple[str, ...]:
    """Who is asked instead of a subject that other rules govern, with the number to call, which no clause holds."""
    neighbour = neighbour_of(fold(question))
    return (neighbour.ask, neighbour.ask_en) if neighbour else ()


def check(text: str, *, sources: Sequence[str], citations: Sequence[Citation]) -> Guarded:
    """The text's sentences that pass, in order, and those that do not."""
    held = [_figures_of(source) for source in sources]
    figures = {key for keys, _ in held for key in keys}
    digits = {number for _, numbers in held for number in numbers}
    dates = [day for source in sources for day in _days_of(source)]
    kept: list[str] = []
    removed: list[str] = []
    for found in _SENTENCE.finditer(text):
        sentence = found[0]
        passes = (
            not _missing(sentence, figures, digits) and _dated(sentence, dates) and not unresolved(sentence, citations)
        )
        (kept if passes else removed).append(sentence)
    return Guarded("".join(kept).strip(), tuple(removed))


@functools.lru_cache(maxsize=4096)
def _figures_of(text: str) -> tuple[frozenset[Key], frozenset[str]]:
    """The quantities and the numbers of a text; the same clauses are cited again and again.

    不超过5000万元 bears out both everything up to 5000万元 and the figure itself, told as the most.
    """
    quantities = (q for hedged in (True, False) for q in find_quantities(text, hedged=hedged))
    return frozenset(map(_key, quantities)), frozenset(_DIGITS.findall(squeeze(text)))


def figures_missing(sentence: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The quantities and the loose numbers of a sentence that none of the sources holds."""
    held = [_figures_of(source) for source in sources]
    return _missing(sentence, {k for keys, _ in held for k in keys}, {n for _, numbers in held for n in numbers})


def _dated(sentence: str, held: Sequence[Day]) -> bool:
    """Whether every full date of a sentence is one of those held, day and month included."""
    full = (day for day in _days_of(sentence) if day.day is not None)
    return all(any(day.tells(other) for other in held) for day in full)


@functools.lru_cache(maxsize=4096)
def _days_of(text: str) -> tuple[Day, ...]:
    return tuple(days(fold(text)))


def _missing(sentence: str, figures: set[Key], digits: set[str]) -> tuple[str, ...]:
    said = MARK.sub("", sentence)
    read = find_quantities(said)
    quantities = tuple(q.text for q in read if not _ends(q) <= figures and _key(q) not in figures)
    covered = {d for q in read for d in _DIGITS.findall(squeeze(q.text))}
    return (*quantities, *sorted(set(_DIGITS.findall(squeeze(said))) - covered - digits))


def _dates(document_id: str) -> Iterable[str]:
    """The days of a document's life, as answers write them; the manifest says which words give them."""
    entry = document(document_id)
    days = (entry.issued, entry.effective, entry.expires)
    return (f"{day.year}年{day.month}月{day.day}日" for day in days if day is not None)


def _ends(quantity: Quantity) -> set[Key]:
    """The two ends of a range, each of which may stand by itself in a source: 1000万元至1亿元."""
    return {(str(quantity.kind), end, end) for end in (quantity.value.low, quantity.value.high)}


def _key(quantity: Quantity) -> Key:
    return (str(quantity.kind), quantity.value.low, quantity.value.high)


def trace(calculation: Calculation) -> Iterable[str]:
    """The texts of a calculation whose figures may be said."""
    yield calculation.title
    for step in calculation.steps:
        yield step.text
        yield step.quote or ""
    for amount in (calculation.amount_yuan, calculation.at_least_yuan, calculation.ceiling_yuan):
        if amount is not None:
            yield f"{amount:f}元"
    yield from calculation.inputs.values()
    yield from calculation.conditions
    for missing in calculation.missing:
        yield missing.question
        yield missing.name
