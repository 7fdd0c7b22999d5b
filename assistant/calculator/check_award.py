"""One rule against its clause: every word it quotes, every figure it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from assistant.calculator.conditions import comparison
from assistant.calculator.difference import Difference, bare
from assistant.calculator.figure import Figure, figures
from assistant.calculator.keys import related
from assistant.calculator.schema import (
    Award,
    Condition,
    Ignored,
    Level,
    PerUnit,
    Provision,
    RateAward,
    Steps,
    Tiers,
    TopUp,
)

if TYPE_CHECKING:
    from index.clauses import Clause


def award_differences(award: Award, clauses: Mapping[str, Clause], *, name: str, place: str) -> Iterator[Difference]:
    """What the award says differently from its clause."""
    clause = clauses.get(award.clause_id)
    if clause is None:
        yield Difference(name, f"{place}.id", f"there is no clause {award.clause_id!r}")
        return
    if bare(award.quote) not in bare(clause.text):
        message = f"the quote does not stand in the clause: {award.quote!r}"
        yield Difference(name, f"{place}.quote", message)
        return
    yield from _accounts(award.quote, list(_figures(award)), award.ignored, name=name, place=place)
    yield from _words(award, clause, name=name, place=place)
    yield from _in_order(award, name=name, place=place)
    yield from _neighbours(award, name=name, place=place)
    yield from _prose(award, name=name, place=place)


def provision_differences(
    provision: Provision, clauses: Mapping[str, Clause], *, name: str, place: str
) -> Iterator[Difference]:
    """What the provision says differently from its clause."""
    clause = clauses.get(provision.clause)
    if clause is None or bare(provision.quote) not in bare(clause.text):
        message = f"the quote does not stand in clause {provision.clause!r}: {provision.quote!r}"
        yield Difference(name, f"{place}.quote", message)
        return
    yield from _accounts(provision.quote, list(_figures(provision)), provision.ignored, name=name, place=place)


def _accounts(
    quote: str, used: Sequence[Figure], ignored: Sequence[Ignored], *, name: str, place: str
) -> Iterator[Difference]:
    """Each figure of the quote is used by one field or ignored once, and no other figure is used."""
    held = Counter(bare(figure.text) for figure in figures(quote))
    spent = Counter([*(bare(figure.text) for figure in used), *(bare(entry.figure) for entry in ignored)])
    for text in (spent - held).elements():
        message = f"{text!r} does not stand in the quote, which holds {sorted(held.elements())}"
        yield Difference(name, place, message)
    for text in (held - spent).elements():
        yield Difference(name, place, f"no field uses {text!r} of the quote, and ignored does not list it")


def _figures(part: BaseModel) -> Iterator[Figure]:
    """The figures of a part's fields, parts within it included."""
    for field in type(part).model_fields:
        value = getattr(part, field)
        for entry in value if isinstance(value, tuple) else (value,):
            if isinstance(entry, Figure):
                yield entry
            elif isinstance(entry, BaseModel) and not (isinstance(part, Condition) and _repeated(entry, part)):
                yield from _figures(entry)


def _repeated(alternative: BaseModel, whole: Condition) -> bool:
    """Whether one threshold of the text holds for several alternatives, and an earlier one has it."""
    earlier = whole.any_of[: whole.any_of.index(alternative)] if alternative in whole.any_of else ()
    return isinstance(alternative, Condition) and any(alternative.text in other.text for other in earlier)


def _words(award: Award, clause: Clause, *, name: str, place: str) -> Iterator[Difference]:
    """The words that fields quote stand in the quote; requirements may stand elsewhere in the clause."""
    for field, words in _quoted(award):
        if bare(words) not in bare(award.quote):
            yield Difference(name, f"{place}.{field}", f"{words!r} does not stand in the quote")
    for number, condition in enumerate(award.conditions):
        yield from _condition(condition, clause, name=name, place=f"{place}.conditions[{number}]")


def _quoted(award: Award) -> Iterator[tuple[str, str]]:
    for number, cap in enumerate(award.caps):
        if cap.words is not None:
            yield f"caps[{number}].words", cap.words
    if isinstance(award, Level):
        yield from ((f"levels[{n}]", grade.words or grade.name) for n, grade in enumerate(award.levels))
    if isinstance(award, TopUp | Steps):
        yield "words", award.words
    if isinstance(award, RateAward) and award.whole is not None:
        yield "whole", award.whole
    if isinstance(award, PerUnit) and award.limit is not None:
        yield "limit", award.limit


def _condition(condition: Condition, clause: Clause, *, name: str, place: str) -> Iterator[Difference]:
    for words in (condition.text, condition.refusal):
        if words is not None and bare(words) not in bare(clause.text):
            yield Difference(name, place, f"{words!r} does not stand in the clause")
    if condition.value is not None:
        try:
            comparison(condition.text, condition.value)
        except ValueError as error:
            yield Difference(name, place, str(error))
        if condition.value.text not in condition.text:
            message = f"{condition.value.text!r} does not stand in {condition.text!r}"
            yield Difference(name, place, message)
    for number, alternative in enumerate(condition.any_of):
        yield from _condition(alternative, clause, name=name, place=f"{place}.any_of[{number}]")


def _in_order(award: Award, *, name: str, place: str) -> Iterator[Difference]:
    """Lists that the text pairs with 分别 keep its order: thresholds, then amounts."""
    columns: list[list[str]] = []
    if isinstance(award, Tiers | TopUp):
        columns = [[t.reached.text for t in award.tiers], [t.amount.text for t in award.tiers]]
    if isinstance(award, Level):
        columns = [[g.words or g.name for g in award.levels], [g.amount.text for g in award.levels]]
    for column in columns:
        if not _follow(column, award.quote):
            yield Difference(name, place, f"the quote does not name {column} in this order")


def _follow(words: Sequence[str], quote: str) -> bool:
    at = 0
    for word in words:
        at = quote.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def _neighbours(award: Award, *, name: str, place: str) -> Iterator[Difference]:
    """A rule that leans on another leans on one of its own clause."""
    for other in related(award):
        if other.rpartition("/")[0] != award.clause_id:
            yield Difference(name, place, f"{other!r} stands in another clause than {award.clause_id!r}")


def _prose(award: Award, *, name: str, place: str) -> Iterator[Difference]:
    """Prose beside a figure drifts: title and readings may hold none that the quote does not."""
    held = {figure.text for figure in figures(award.quote)}
    for field, text in [("title", award.title), *((f"readings[{n}]", r) for n, r in enumerate(award.readings))]:
        for figure in figures(text):
            if figure.text not in held:
                yield Difference(name, f"{place}.{field}", f"{figure.text!r} does not stand in the quote")
