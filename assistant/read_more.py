"""Facts that a question states in words that only a model makes out; each must stand in the question, verbatim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from assistant.calculator import Fact, Input, InputType, load_inputs, read_fact
from assistant.chat import Chat
from assistant.clock import Clock
from assistant.errors import ModelFailed, UserError
from assistant.guard.whole import figures_missing
from assistant.prompts import data, load_prompt
from assistant.types import Answer
from index.text import bare, squeeze

STEP: Final = "facts"
_OBJECT: Final = re.compile(r"\{.*\}", re.DOTALL)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_SCALE: Final = re.compile("[十百千万亿%成]")
_SHORTEST_QUOTE: Final = 2
_YES: Final = frozenset({"是", "有", "true"})


def read_more(chat: Chat, answer: Answer, *, clock: Clock) -> dict[str, Fact]:
    """The facts that the answer's calculations miss and the question states; none when the model fails."""
    wanted = missing_keys(answer)
    if not wanted or not has_unread_figures(answer):
        return {}
    told = "\n".join(_described(load_inputs()[key]) for key in wanted)
    messages = load_prompt(STEP).filled(facts=told, question=data(answer.question))
    try:
        said = chat.text(messages, clock=clock, step=STEP)
    except ModelFailed:
        return {}
    return {fact.key: fact for fact in stated(said, wanted=wanted, question=answer.question)}


def has_unread_figures(answer: Answer) -> bool:
    """Whether the question holds a figure that no calculation took: only then is it worth asking a model."""
    taken = [said for calculation in answer.calculations for said in calculation.inputs.values()]
    return bool(figures_missing(answer.question, taken))


def missing_keys(answer: Answer) -> tuple[str, ...]:
    """The inputs that the answer's calculations ask for."""
    inputs = load_inputs()
    return tuple(dict.fromkeys(m.key for c in answer.calculations for m in c.missing if m.key in inputs))


def stated(reply: str, *, wanted: Iterable[str], question: str) -> Iterable[Fact]:
    """The facts of a model's reply whose quotes stand in the question and hold the value; the rest is left out."""
    found = _OBJECT.search(reply)
    try:
        rows = json.loads(found[0]) if found else {}
    except ValueError:
        rows = {}
    for key in wanted:
        row = rows.get(key) if isinstance(rows, dict) else None
        fact = _fact(load_inputs()[key], row, question) if isinstance(row, dict) else None
        if fact is not None:
            yield fact


def _fact(entry: Input, row: Mapping[str, Any], question: str) -> Fact | None:
    quote, value = row.get("quote"), row.get("value")
    if not isinstance(quote, str) or not isinstance(value, str | bool):
        return None
    if len(bare(quote)) < _SHORTEST_QUOTE or bare(quote) not in bare(question) or not _bears_out(entry, quote, value):
        return None
    try:
        fact = read_fact(entry.key, value)
    except UserError:
        return None
    return Fact(fact.key, fact.value, quote, fact.approximate)


def _bears_out(entry: Input, quote: str, value: str | bool) -> bool:
    """Whether the quote says the value: its figures, the option's own words, or the words of what is yes or no."""
    if entry.type.is_number:
        return isinstance(value, str) and (not figures_missing(value, [quote]) or _figure(value) == _figure(quote))
    if entry.type is InputType.CHOICE:
        options = [option for option in entry.options if value in (option.name, *option.aliases)]
        return any(bare(word) in bare(quote) for option in options for word in (option.name, *option.aliases))
    if entry.type is InputType.FLAG:
        words = entry.aliases if str(value).lower() in _YES else entry.denied
        return any(bare(word) in bare(quote) for word in words)
    return False


def _figure(text: str) -> tuple[list[str], list[str]]:
    """The digits and the words of scale in a text: what must be the same though the unit is put otherwise."""
    plain = squeeze(text)
    return _NUMBER.findall(plain), _SCALE.findall(plain)


def _described(entry: Input) -> str:
    how = "、".join(option.name for option in entry.options) or (
        "是 或 否" if entry.type is InputType.FLAG else entry.unit
    )
    return f"{entry.key}：{entry.name}。{entry.question}（{how}）"
