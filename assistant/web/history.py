"""The conversations of a browser: a list to open, rename, delete, search and take along. A script fills it."""

from __future__ import annotations

from assistant.web.markup import escape
from assistant.web.words import Words

# What the script says, by the names that it uses.
_SAID = (
    "history_none", "history_no_match", "rename", "erase", "erase_ask", "untitled", "save_name", "cancel",
    "rename_ask", "no_contact",
)  # fmt: skip

_FILES = (("docx", "Word"), ("pdf", "PDF"))


def history(said: Words) -> str:
    """The buttons for the list, for files of this conversation and for printing, and the list itself."""
    data = "".join(f' data-{name.replace("_", "-")}="{escape(said[name])}"' for name in _SAID)
    files = "".join(f'<a class="pa-file" data-kind="{kind}" hidden download>{name}</a>' for kind, name in _FILES)
    return (
        f'<div class="pa-foot-tools"><button type="button" id="pa-history-open">{said["history"]}</button>{files}'
        f'<button type="button" id="pa-print" hidden>{said["print"]}</button></div>'
        f'<dialog id="pa-history" aria-label="{said["history"]}"{data}><div class="pa-history-head">'
        f'<h2>{said["history"]}</h2><button type="button" id="pa-history-close">{said["close"]}</button></div>'
        f'<input type="search" id="pa-history-words" maxlength="100" placeholder="{said["history_search"]}" '
        f'aria-label="{said["history_search"]}"><p id="pa-history-state" role="status"></p>'
        f'<ul id="pa-history-list"></ul>'
        f'<button type="button" id="pa-history-more" hidden>{said["history_more"]}</button>'
        f'<p class="pa-more">{said["history_note"]}</p></dialog>'
    )
