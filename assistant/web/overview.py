"""A supervisor's view: what was asked, refused and marked wrong, what is asked most, what was told when."""

from __future__ import annotations

from assistant.web.markup import escape
from assistant.web.query import Query
from assistant.web.words import Words, words

# Each list with the table that its export holds; an empty one has none.
LISTS = {
    "asked": "asked",
    "refused": "asked",
    "wrong": "asked",
    "clauses": "clauses",
    "versions": "",
    "outdated": "",
    "calls": "calls",
}
_SAID = (
    "no_contact", "list_none", "at", "question", "outcome", "thought", "why", "clauses", "document", "times_told",
    "last_told", "first_told", "version", "who_was_told", "call", "operator", "notes", "state", "answered", "refused",
    "clarify", "useful", "useless", "count_answers", "count_refused", "count_useful", "count_useless", "count_calls",
    "count_handovers", "as_of_day",
)  # fmt: skip


def build(query: Query, *, language: str) -> str:
    """The view; the list in the address is shown first."""
    said = words(language)
    data = "".join(f' data-{name.replace("_", "-")}="{escape(said[name])}"' for name in _SAID)
    chosen = query.get("list") if query.get("list") in LISTS else "asked"
    tabs = "".join(_tab(name, table, chosen, said) for name, table in LISTS.items())
    return (
        f'<div id="pa-overview"{data}><h1>{said["nav_overview"]}</h1><p class="pa-lead">{said["overview_lead"]}</p>'
        f'<dl id="pa-counts"></dl><div class="pa-bar"><div class="pa-tabs" role="group" '
        f'aria-label="{said["nav_overview"]}">{tabs}</div></div>'
        f'<div class="pa-bar">{_day("since", said)}{_day("until", said)}'
        f'<input type="search" id="pa-words" maxlength="100" placeholder="{said["find_in"]}" '
        f'aria-label="{said["find_in"]}"><span class="pa-saves"><a id="pa-csv" download>CSV</a>'
        f'<a id="pa-xlsx" download>Excel</a></span></div>'
        f'<p id="pa-state" class="pa-quiet-line" role="status"></p>'
        f'<div class="pa-scroll" tabindex="0" role="region" aria-label="{said["nav_overview"]}">'
        f'<table id="pa-table"><thead></thead><tbody></tbody></table></div>'
        f'<button type="button" id="pa-more" class="pa-button pa-quiet" hidden>{said["more_rows"]}</button></div>'
    )


def _tab(name: str, table: str, chosen: str, said: Words) -> str:
    pressed = "true" if name == chosen else "false"
    return (
        f'<button type="button" data-list="{name}" data-table="{table}" aria-pressed="{pressed}">'
        f"{said[f'list_{name}']}</button>"
    )


def _day(name: str, said: Words) -> str:
    return f'<label class="pa-sign" for="pa-{name}">{said[name]}<input type="date" id="pa-{name}"></label>'
