"""The facts of one award as a form asks for them: what decides the amount first, what seldom matters last."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.calculator.inputs import InputType, load_inputs
from assistant.calculator.keys import condition_keys, essential_keys, stated_options
from assistant.calculator.load import load_rules
from assistant.calculator.schema import Award, Condition


@dataclass(frozen=True, slots=True)
class Field:
    """One fact that an award takes notice of.

    ``words`` are the award's own requirements that it decides; ``options`` those of a choice, the
    ones that the award names first; ``rare`` says that most callers need not be asked.
    """

    key: str
    name: str
    question: str
    type: InputType
    unit: str = ""
    options: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    many: bool = False
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of an award, and its requirements that no fact decides and that somebody must confirm."""

    fields: tuple[Field, ...]
    to_confirm: tuple[str, ...]


@functools.cache
def form(award_id: str) -> Form:
    """The form of an award; UnknownName when there is none."""
    award = load_rules().award(award_id)
    keys = load_rules().keys(award)
    first = essential_keys(award)
    fields = [_field(award, key, rare=key not in first) for key in keys]
    confirm = tuple(c.text for c in award.conditions if not any(True for _ in condition_keys(c)))
    return Form(tuple(sorted(fields, key=lambda f: f.rare)), confirm)


def _field(award: Award, key: str, *, rare: bool) -> Field:
    entry = load_inputs()[key]
    named = [option for of, option in stated_options(award) if of == key]
    others = (option.name for option in entry.options)
    return Field(
        key=key,
        name=entry.name,
        question=entry.question,
        type=entry.type,
        unit=entry.unit,
        options=tuple(dict.fromkeys((*named, *others))),
        words=tuple(dict.fromkeys(_words(award.conditions, key))),
        many=entry.many,
        rare=rare,
    )


def _words(conditions: Iterable[Condition], key: str) -> Iterator[str]:
    """The requirements that a fact decides, in the document's words."""
    for condition in conditions:
        if key in condition_keys(condition):
            yield condition.text
