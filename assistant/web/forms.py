"""Forms made from the facts that the rules may need: fields, their groups, and what is wrong with a value."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from assistant.calculator import Facts, Input, InputType, example, load_inputs, read_fact
from assistant.errors import UserError
from assistant.web.markup import escape
from assistant.web.naming import is_english, one_language
from assistant.web.query import Query
from assistant.web.words import Words
from index.yamlfile import DataFileError, read_yaml

_PARTED = re.compile(r"\s*[、；;]\s*")
_NO, _YES = "否", "是"
_ON: Final = " checked"
_SELECTED: Final = " selected"


@dataclass(frozen=True, slots=True)
class Group:
    """Inputs that belong together, with their names in English by key."""

    key: str
    name: str
    english: str
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a query says of facts: those that can be read, and of the others what is wrong, by key."""

    facts: Facts
    said: Mapping[str, tuple[str, ...]]
    problems: Mapping[str, str]


def filled(query: Query, keys: Iterable[str]) -> Filled:
    """The facts that a query gives for the keys."""
    said = {key: query.all(key) for key in keys if query.all(key)}
    facts, problems = {}, {}
    for key, values in said.items():
        try:
            facts[key] = read_fact(key, _values(load_inputs()[key], values))
        except UserError as error:
            problems[key] = str(error)
    return Filled(facts, said, problems)


def _values(entry: Input, values: tuple[str, ...]) -> str | tuple[str, ...]:
    """One value, or of a fact that takes several all of them; in a field they are parted by 、 or ；."""
    if not entry.many:
        return values[0]
    return tuple(part for value in values for part in _PARTED.split(value) if part)


@functools.cache
def groups() -> tuple[Group, ...]:
    """The groups in the order of a form; DataFileError when an input stands in none or in two."""
    read = tuple(Group(**row) for row in _data()["groups"])
    named = [key for group in read for key in group.inputs]
    if problems := sorted({key for key in named if named.count(key) > 1} | (set(named) ^ set(load_inputs()))):
        raise DataFileError(f"forms.yaml: {', '.join(problems)}: each input stands in exactly one group")
    return read


def in_order(keys: Iterable[str]) -> Iterator[tuple[Group, tuple[str, ...]]]:
    """The groups that hold some of the keys, each with those, in the form's order."""
    wanted = set(keys)
    for group in groups():
        if own := tuple(key for key in group.inputs if key in wanted):
            yield group, own


def input_name(key: str, *, said: Words) -> str:
    """What a fact is called in the language of the words."""
    return _english_names()[key] if is_english(said) else load_inputs()[key].name


def translated(name: str, *, said: Words) -> str:
    """The name of an option or a place in the language of the words."""
    return _names().get(name, name) if is_english(said) else name


def fields(keys: Iterable[str], given: Filled, *, said: Words) -> str:
    """A field for each key, filled with what was said, its problem beside it."""
    return f'<div class="pa-fields">{"".join(_field(load_inputs()[key], given, said) for key in keys)}</div>'


def choice(name: str, label: str, rows: Iterable[tuple[str, str]], chosen: str, *, empty: str = "", whole: bool) -> str:
    """A list to choose one from; ``whole`` when the choice makes the form another one."""
    first = f'<option value="">{escape(empty)}</option>' if empty else ""
    return (
        f'<div class="pa-field"><label for="pa-in-{name}">{escape(label)}</label>'
        f'<select id="pa-in-{name}" name="{name}"{" data-whole" if whole else ""}>{first}'
        f"{''.join(option(value, shown, chosen) for value, shown in rows)}</select></div>"
    )


def option(value: str, shown: str, chosen: str) -> str:
    """One row of a list."""
    return f'<option value="{escape(value)}"{_SELECTED if value == chosen else ""}>{escape(shown)}</option>'


def day_field(query: Query, *, said: Words) -> str:
    """The field for the day as of which the page speaks."""
    return (
        f'<div class="pa-field"><label for="pa-on">{said["on"]}</label>'
        f'<input id="pa-on" name="on" type="date" value="{escape(query.get("on"))}"></div>'
    )


def _field(entry: Input, given: Filled, said: Words) -> str:
    values, problem = given.said.get(entry.key, ()), given.problems.get(entry.key, "")
    name, error = escape(input_name(entry.key, said=said)), f"pa-error-{entry.key}"
    shown = escape(one_language(problem, said=said)) if problem else ""
    tail = (
        f'<p class="pa-error" id="{error}" data-part data-error-of="pa-in-{entry.key}" aria-live="polite">{shown}</p>'
    )
    if entry.type is InputType.CHOICE and entry.many:
        boxes = "".join(_box(entry, o.name, checked=o.name in values, said=said) for o in entry.options)
        head = f'id="pa-in-{entry.key}" class="pa-field pa-boxes" tabindex="-1"'
        return f"<fieldset {head}><legend>{name}</legend>{boxes}{tail}</fieldset>"
    state = f' aria-describedby="{error}" aria-invalid="{"true" if problem else "false"}"'
    value = "、".join(values) if entry.many and entry.type.is_number else (values[0] if values else "")
    return (
        f'<div class="pa-field"><label for="pa-in-{entry.key}">{name}</label>'
        f"{_hint(entry, said)}{_control(entry, value, state, said)}{tail}</div>"
    )


def _hint(entry: Input, said: Words) -> str:
    """The question in full: Chinese, as the rules ask it; the English name says it by itself."""
    return "" if is_english(said) else f'<p class="pa-question-of">{escape(entry.question)}</p>'


def _control(entry: Input, value: str, state: str, said: Words) -> str:
    head = f'id="pa-in-{entry.key}" name="{entry.key}"{state}'
    rows = _rows(entry, said)
    if rows:
        listed = "".join(option(v, shown, value) for v, shown in (("", said["unsaid"]), *rows))
        return f"<select {head}>{listed}</select>"
    if entry.type is InputType.DATE:
        return f'<input {head} type="date" value="{escape(value)}">'
    placeholder = said["such_as"].format(example=example(entry))
    return (
        f'<input {head} type="text" autocomplete="off" maxlength="60" value="{escape(value)}" '
        f'placeholder="{escape(placeholder)}">'
    )


def _rows(entry: Input, said: Words) -> list[tuple[str, str]]:
    if entry.type is InputType.FLAG:
        return [(_YES, said["yes"]), (_NO, said["no"])]
    return [(o.name, translated(o.name, said=said)) for o in entry.options]


def _box(entry: Input, name: str, *, checked: bool, said: Words) -> str:
    return (
        f'<label class="pa-box-label"><input type="checkbox" name="{entry.key}" value="{escape(name)}"'
        f"{_ON if checked else ''}> {escape(translated(name, said=said))}</label>"
    )


@functools.cache
def _data() -> Any:
    data = read_yaml(Path(__file__).with_name("forms.yaml"))
    if set(data) != {"groups", "options", "places"}:
        raise DataFileError(f"forms.yaml: {sorted(data)}, expected groups, options and places")
    return data


@functools.cache
def _english_names() -> dict[str, str]:
    return {key: english for group in groups() for key, english in group.inputs.items()}


@functools.cache
def _names() -> dict[str, str]:
    return {**_data()["options"], **_data()["places"]}
