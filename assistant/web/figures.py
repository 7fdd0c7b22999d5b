"""A calculation as the page shows it: the figure large, how it comes about, what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from assistant.calculator import load_rules, yuan
from assistant.web.cards import Record, badge, short_name, spoken
from assistant.web.facts import facts_form, has_form
from assistant.web.forms import input_name
from assistant.web.markup import escape
from assistant.web.naming import award_title, document_name, is_english, step_text
from assistant.web.words import Words

# How a condition of a calculation begins, by whether the facts have settled it.
_SIGNS: Final = {"已满足": "✓", "不满足": "✗"}
_UNVERIFIED: Final = "需满足（未核验）"


def figures(calculations: Sequence[Record], *, key: str, on: str, words: Words, scripts: Sequence[str] = ()) -> str:
    """The calculations of an answer, best first; nothing when there are none.

    ``key`` tells the forms of one answer from those of the others on the page, ``on`` is the answer's day.
    With ``scripts``, a line to read aloud for each, the forms stand open: so the desk shows them.
    """
    lines = [*scripts, *[""] * len(calculations)]
    rows = (
        figure(calculation, key=f"{key}-{number + 1}", on=on, words=words, script=lines[number])
        for number, calculation in enumerate(calculations)
    )
    return f'<h3 class="pa-heading">{words["figures"]}</h3>{"".join(rows)}' if calculations else ""


def figure(calculation: Record, *, words: Words, key: str = "", on: str = "", script: str = "") -> str:
    """One calculation as a card; with a ``key`` it has the form that changes its facts, if it is that of one award."""
    award_id = calculation.get("award_id")
    form = ""
    if key and has_form(award_id):
        missing = [entry["key"] for entry in calculation.get("missing", ())]
        form = facts_form(
            str(award_id), calculation.get("facts", {}), missing=missing, opened=bool(script), key=key, words=words
        )
    # The form stands between the two, so that nothing moves under the hand that changes a fact.
    return (
        f'<article class="pa-figure" data-on="{escape(on)}" data-language="{escape(words["language"])}">'
        f'<div class="pa-head" aria-live="polite">{head(calculation, words=words)}</div>'
        f"{spoken(script, words=words)}{form}"
        f"{_collect(words) if script else ''}"
        f'<div class="pa-rest">{rest(calculation, words=words)}</div></article>'
    )


def _collect(words: Words) -> str:
    return (
        f'<p class="pa-collect"><button type="button" class="pa-plain">{words["collect"]}<kbd>Alt A</kbd></button></p>'
    )


def head(calculation: Record, *, words: Words) -> str:
    """What a calculation came to: the award, and the figure large or why there is none."""
    return (
        f'<p class="pa-figure-name">{_source(calculation, words)}{badge(calculation, words=words)}</p>'
        f"{_headline(calculation, words=words)}"
    )


def rest(calculation: Record, *, words: Words) -> str:
    """How the figure comes about and what is still open."""
    return (
        f"{_steps(calculation, words=words)}{_open_points(_questions(calculation, words), 'missing', words=words)}"
        f"{_conditions(calculation, words=words)}"
    )


def ceiling_line(row: Record, *, words: Words) -> tuple[str, str]:
    """The most that an award row allows anybody, as its bound and its amount; without an amount, why there is none.

    What the text allows at most is a ceiling, whatever the single figures are, unless there is only one.
    """
    top = row["ceiling_yuan"]
    if top is None:
        return "", words["no_fixed_amount" if row["kind"] == "open" else "no_ceiling"]
    single = row["kind"] == "fixed" and row.get("bound", "exact") == "exact"
    return words["exact" if single else "upper"], money(top, words)


def headline(calculation: Record, *, words: Words) -> str:
    """The figure with its bound in one line of plain text, or the word for why there is none."""
    if calculation["outcome"] != "amount" or calculation.get("amount_yuan") is None:
        return words.get(calculation["outcome"], words["needs_input"])
    return f"{words.get(calculation.get('bound') or 'upper', '')} {_shown(calculation, words)}"


def _source(calculation: Record, words: Words) -> str:
    """Which award of which document, by its English name on an English page."""
    document_id, award_id = str(calculation["clause_id"]).partition("#")[0], str(calculation.get("award_id"))
    name, title = short_name(document_id, document_id), calculation["title"]
    if is_english(words) and award_id in load_rules().by_id:
        name, title = document_name(award_id.partition("#")[0], said=words), award_title(award_id, said=words)
    return f'<span class="pa-doc">{escape(name)}</span> <span class="pa-title">{escape(title)}</span>'


def _headline(calculation: Record, *, words: Words) -> str:
    """The figure with the word that says how it is meant, or the word for why there is none."""
    outcome = calculation["outcome"]
    if outcome != "amount" or calculation.get("amount_yuan") is None:
        why = words.get(outcome, words["needs_input"])
        return f'<p class="pa-amount pa-none">{why}</p>{_ceiling(calculation, words)}{_refusal(calculation, words)}'
    bound = words.get(calculation.get("bound") or "upper", "")
    amount = _shown(calculation, words)
    return f'<p class="pa-amount"><span class="pa-bound">{bound}</span><strong>{amount}</strong></p>'


def _shown(calculation: Record, words: Words) -> str:
    top, bottom = calculation["amount_yuan"], calculation.get("at_least_yuan")
    if calculation.get("bound") == "range" and bottom is not None:
        return f"{money(bottom, words)} – {money(top, words)}"
    return money(top, words)


def _ceiling(calculation: Record, words: Words) -> str:
    ceiling = calculation.get("ceiling_yuan")
    if ceiling is None or calculation["outcome"] == "not_eligible":
        return ""
    return f'<p class="pa-ceiling">{words["ceiling"]}<strong>{money(ceiling, words)}</strong></p>'


def _refusal(calculation: Record, words: Words) -> str:
    """What rules the award out, in a line."""
    steps = calculation.get("steps") or ()
    if calculation["outcome"] != "not_eligible" or not steps:
        return ""
    return f'<p class="pa-ceiling">{escape(step_text(steps[0]["text"], said=words))}</p>'


def _steps(calculation: Record, *, words: Words) -> str:
    # Conditions have a list of their own below; the table is for what makes the amount.
    steps = [step for step in calculation.get("steps", ()) if step["text"] not in calculation.get("conditions", ())]
    if not steps:
        return ""
    rows = "".join(_row(step, words) for step in steps)
    return (
        f'<table class="pa-steps"><caption>{words["steps"]}</caption><thead><tr><th scope="col">{words["step"]}</th>'
        f'<th scope="col" class="pa-sum">{words["amount"]}</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(step: Record, words: Words) -> str:
    quote = f'<q class="pa-said">{escape(step["quote"])}</q>' if step.get("quote") else ""
    amount = "" if step.get("amount_yuan") is None else money(step["amount_yuan"], words)
    return f'<tr><td>{escape(step_text(step["text"], said=words))}{quote}</td><td class="pa-sum">{amount}</td></tr>'


def _questions(calculation: Record, words: Words) -> list[str]:
    if is_english(words):
        return [input_name(missing["key"], said=words) for missing in calculation.get("missing", ())]
    return [str(missing.get("question") or missing["name"]) for missing in calculation.get("missing", ())]


def _conditions(calculation: Record, *, words: Words) -> str:
    """The conditions still to be confirmed, then those that the facts have settled, each with its sign."""
    settled: list[str] = []
    to_confirm: list[str] = []
    for condition in calculation.get("conditions", ()):
        state, _, what = str(condition).partition("：")
        if state in _SIGNS:
            settled.append(f"{_SIGNS[state]} {what}")
        else:
            to_confirm.append(what if state == _UNVERIFIED else str(condition))
    return _open_points(to_confirm, "conditions", words=words) + _open_points(settled, "settled", words=words)


def _open_points(points: Sequence[Any], heading: str, *, words: Words) -> str:
    if not points:
        return ""
    items = "".join(f"<li>{escape(point)}</li>" for point in points)
    return f'<div class="pa-open pa-{heading}"><h4>{words[heading]}</h4><ul>{items}</ul></div>'


def money(value: Any, words: Words) -> str:
    """An amount of JSON yuan as Chinese writes it (150万元), in English in full (1,500,000 yuan)."""
    exact = Decimal(str(value))
    return escape(f"{exact:,f}{words['yuan']}" if words["yuan"].isascii() else yuan(exact))
