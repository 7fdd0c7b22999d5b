"""The facts of a calculation as a form beside it: what is missing first, every fact changeable in place.

The page's script sends the form on each change and puts the new figure where the old one stood.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from assistant.calculator import Field, InputType, example, form, load_inputs
from assistant.calculator.load import load_rules
from assistant.web.forms import input_name, option, translated
from assistant.web.markup import escape
from assistant.web.naming import is_english
from assistant.web.words import Words

Facts = Mapping[str, str]
"""The facts that are known, by key, as values that the calculator reads."""

_FEW: Final = 4
"""So many options stand as buttons beside one another; more of them are a list to choose from."""

_YES_NO: Final = ("是", "否")


def has_form(award_id: object) -> bool:
    """Whether facts can be changed: a sum of several awards, or a clause without one, has no form."""
    return award_id in load_rules().by_id


def facts_form(
    award_id: str, facts: Facts, *, missing: Collection[str] = (), opened: bool = False, key: str, words: Words
) -> str:
    """The form of an award, folded unless a fact is missing or ``opened``; ``key`` tells forms of a page apart."""
    made = form(award_id)
    asked = [f for f in made.fields if not f.rare or f.key in missing or f.key in facts]
    rest = [f for f in made.fields if f not in asked]
    ordered = sorted(asked, key=lambda f: f.key not in missing)
    rows = "".join(_row(f, facts.get(f.key, ""), name=f"{key}-{f.key}", words=words, missing=missing) for f in ordered)
    confirm = "".join(_confirm(text) for text in made.to_confirm)
    return (
        f'<details class="pa-edit"{" open" if opened or missing else ""}><summary>{words["edit_facts"]}</summary>'
        f'<form class="pa-facts" data-award="{escape(award_id)}" '
        f'data-offline="{words["no_contact"]}" autocomplete="off">{rows}{confirm}'
        f"{_rest(rest, key=key, words=words)}"
        f'<p class="pa-facts-trouble" role="alert"></p></form></details>'
    )


def _rest(fields: Sequence[Field], *, key: str, words: Words) -> str:
    if not fields:
        return ""
    rows = "".join(_row(f, "", name=f"{key}-{f.key}", words=words, missing=()) for f in fields)
    return f'<details class="pa-rare"><summary>{words["rare_facts"]}</summary>{rows}</details>'


def _row(field: Field, value: str, *, name: str, words: Words, missing: Collection[str]) -> str:
    """One fact: the question to ask, the requirement it decides, and where the answer goes."""
    write = _WRITERS.get(field.type, _number)
    said = f"<small>{words['clause_asks']}{escape('；'.join(field.words))}</small>" if field.words else ""
    # The rules ask in Chinese; in English the name of the fact says it.
    question = input_name(field.key, said=words) if is_english(words) else field.question
    lacking = " pa-lacking" if field.key in missing else ""
    return (
        f'<fieldset class="pa-fact{lacking}" data-key="{escape(field.key)}"><legend>{escape(question)}</legend>'
        f'{said}<div class="pa-fact-value">{write(field, value, name, words)}</div></fieldset>'
    )


def _number(field: Field, value: str, name: str, words: Words) -> str:
    shown = words["such_as"].format(example=example(load_inputs()[field.key]))
    return (
        f'<input type="text" name="{escape(name)}" value="{escape(value)}" aria-label="{escape(field.name)}" '
        f'placeholder="{escape(shown)}" maxlength="60" spellcheck="false">'
    )


def _date(field: Field, value: str, name: str, words: Words) -> str:
    del words
    return (
        f'<input type="date" name="{escape(name)}" value="{escape(value)}" aria-label="{escape(field.name)}" '
        f'max="9999-12-31">'
    )


def _flag(field: Field, value: str, name: str, words: Words) -> str:
    del field
    choices = [*((said, words[f"flag_{n}"]) for n, said in enumerate(_YES_NO)), ("", words["not_asked"])]
    return "".join(_button("radio", name, said, label, checked=value == said) for said, label in choices)


def _choice(field: Field, value: str, name: str, words: Words) -> str:
    shown = [(option, translated(option, said=words)) for option in field.options]
    if field.many:
        chosen = value.split("、")
        return "".join(_button("checkbox", name, said, label, checked=said in chosen) for said, label in shown)
    choices = [*shown, ("", words["not_asked"])]
    if len(field.options) <= _FEW:
        return "".join(_button("radio", name, said, label, checked=value == said) for said, label in choices)
    rows = "".join(option(said, label, value) for said, label in [choices[-1], *shown])
    return f'<select name="{escape(name)}" aria-label="{escape(field.name)}">{rows}</select>'


def _button(kind: str, name: str, value: str, label: str, *, checked: bool) -> str:
    return (
        f'<label class="pa-pick"><input type="{kind}" name="{escape(name)}" value="{escape(value)}"'
        f"{' checked' if checked else ''}><span>{escape(label)}</span></label>"
    )


def _confirm(text: str) -> str:
    """A requirement that no fact decides: ticked once the caller has confirmed it, and changes no figure."""
    return f'<label class="pa-confirm"><input type="checkbox" data-confirm><span>{escape(text)}</span></label>'


_WRITERS: Final[Mapping[InputType, Callable[[Field, str, str, Words], str]]] = {
    InputType.FLAG: _flag,
    InputType.CHOICE: _choice,
    InputType.DATE: _date,
}
