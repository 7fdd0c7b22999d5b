"""What was handed over: a colleague answers, a second person says yes, and then it is an approved answer."""

from __future__ import annotations

from assistant.web.markup import escape
from assistant.web.query import Query
from assistant.web.words import Words, words

_STATES = ("open", "answered", "approved", "rejected", "withdrawn")
_SAID = (
    "no_contact", "handed_none", "asked_by", "answered_by", "decided_by", "told_then", "notes", "answer_here",
    "answer_clauses", "answer_send", "approve", "reject", "decision_here", "withdraw", "copy", "copied", "more_rows",
)  # fmt: skip


def build(query: Query, *, language: str) -> str:
    """The list, open ones first; a state in the address is shown at once."""
    said = words(language)
    names = {**{name: said[name] for name in _SAID}, **{f"state_{state}": said[f"state_{state}"] for state in _STATES}}
    data = "".join(f' data-{name.replace("_", "-")}="{escape(text)}"' for name, text in names.items())
    chosen = query.get("status") if query.get("status") in _STATES else _STATES[0]
    tabs = "".join(_tab(state, chosen, said) for state in _STATES)
    return (
        f'<div id="pa-handed"{data}><h1>{said["handovers"]}</h1><p class="pa-lead">{said["handed_lead"]}</p>'
        f'<div class="pa-bar"><div class="pa-tabs" role="group" aria-label="{said["handovers"]}">{tabs}</div>'
        f'<input type="search" id="pa-words" maxlength="100" placeholder="{said["find_in"]}" '
        f'aria-label="{said["find_in"]}"><label class="pa-sign" for="pa-signature">{said["signature"]}'
        f'<input type="text" id="pa-signature" maxlength="60" autocomplete="off" '
        f'placeholder="{said["signature_here"]}"></label></div>'
        f'<p id="pa-state" class="pa-quiet-line" role="status"></p><ul id="pa-rows"></ul>'
        f'<button type="button" id="pa-more" class="pa-button pa-quiet" hidden>{said["more_rows"]}</button></div>'
    )


def _tab(state: str, chosen: str, said: Words) -> str:
    pressed = "true" if state == chosen else "false"
    return f'<button type="button" data-status="{state}" aria-pressed="{pressed}">{said[f"state_{state}"]}</button>'
