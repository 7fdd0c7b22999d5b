"""The operators' desk: look-up while typing, the result as a card, the call beside it. Written for a keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from assistant.topics import Topic, topics
from assistant.web.forms import translated
from assistant.web.markup import escape
from assistant.web.naming import is_english
from assistant.web.query import Query
from assistant.web.words import Words, words
from index.manifest import Level, Standing, documents

# Each key with the word that says what it does, in the order of the shown list.
_KEYS = (
    ("Esc", "key_back"),
    ("↑ ↓", "key_move"),
    ("Enter", "key_open"),
    ("Alt 1–9", "key_number"),
    ("Alt L", "key_filters"),
    ("Alt C", "key_facts"),
    ("Alt R", "key_script"),
    ("Alt A", "key_collect"),
    ("Alt N", "key_notes"),
    ("Alt T", "key_ticket"),
    ("Alt H", "key_hand"),
    ("Alt W", "key_new"),
    ("?  F1", "key_help"),
)
# What the script says, by the names that it uses.
_SAID = (
    "no_results", "results_empty", "result_count", "looking_up", "desk_failed", "no_contact", "told_none", "remove",
    "saved", "saving", "not_saved", "handed_over", "copied", "upper", "no_fixed_amount", "in_force", "draft",
    "expired", "not_yet", "unknown", "collected", "ticket_call", "ticket_time", "notes", "told",
)  # fmt: skip


def build(query: Query, *, language: str) -> str:
    """The desk inside its frame; a question in its address stands in the search box."""
    asked = query.get("q")
    said = words(language)
    short = json.dumps({entry.title: entry.short for entry in documents()}, ensure_ascii=False)
    data = f' data-short="{escape(short)}"' + "".join(
        f' data-{name.replace("_", "-")}="{escape(said[name])}"' for name in _SAID
    )
    return (
        f'<div id="pa-desk" data-language="{language}"{data}><h1 class="pa-unseen">{said["desk_title"]}</h1>'
        f"{_look_up(said, asked)}"
        f'<section id="pa-card" class="pa-side" tabindex="-1" aria-label="{said["card"]}" aria-live="polite">'
        f'<p class="pa-quiet">{said["card_empty"]}</p></section>'
        f"{_call(said)}{_keys(said)}{_hand_over(said)}</div>"
    )


def _look_up(said: Words, asked: str) -> str:
    return (
        f'<section id="pa-look" aria-label="{said["results"]}">'
        f'<form id="pa-look-form" role="search" autocomplete="off">'
        f'<label class="pa-unseen" for="pa-q">{said["desk_search"]}</label>'
        f'<input id="pa-q" type="text" role="combobox" aria-expanded="false" aria-controls="pa-found" '
        f'aria-autocomplete="list" maxlength="500" spellcheck="false" autofocus value="{escape(asked)}" '
        f'placeholder="{said["desk_box"]}">'
        f'<fieldset id="pa-filters"><legend class="pa-unseen">{said["filters"]}</legend>{_filters(said)}</fieldset>'
        f"</form>"
        f'<p id="pa-count" class="pa-quiet" role="status">{said["results_empty"]}</p>'
        f'<ol id="pa-found" role="listbox" aria-label="{said["results"]}"></ol></section>'
    )


def _filters(said: Words) -> str:
    # The plan's place is the province's, which its measures have named already.
    places = dict.fromkeys(entry.place for entry in documents())
    today = date.today()  # noqa: DTZ011  # the day on the wall where the program runs
    standings = {str(entry.standing(today)) for entry in documents()}
    return "".join(
        (
            _select("place", ((place, translated(place, said=said)) for place in places), said),
            _select("level", ((str(level), said[level]) for level in Level), said),
            _select("standing", ((str(s), said[s]) for s in Standing if s in standings), said),
            _select("topic", ((key, _named(topic, said)) for key, topic in topics().items()), said),
        )
    )


def _named(topic: Topic, said: Words) -> str:
    return topic.english if is_english(said) else topic.name


def _select(name: str, options: Iterable[tuple[str, str]], said: Words) -> str:
    rows = "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in options)
    anything = f'<option value="">{said[f"any_{name}"]}</option>'
    return f'<select name="{name}" aria-label="{said[name]}">{anything}{rows}</select>'


def _call(said: Words) -> str:
    """The call: its number, what was told in it, notes, and what can be done with it."""
    return (
        f'<section id="pa-call" aria-label="{said["call"]}">'
        f'<div class="pa-call-head"><h2>{said["call"]} <span id="pa-number">—</span></h2>'
        f"{_action('pa-new-call', 'new_call', 'W', said)}</div>"
        f'<h3>{said["told"]}</h3><ol id="pa-told"><li class="pa-quiet">{said["told_none"]}</li></ol>'
        f'<label for="pa-notes"><h3>{said["notes"]}</h3></label>'
        f'<textarea id="pa-notes" rows="5" maxlength="4000" placeholder="{said["notes_here"]}" '
        f'aria-describedby="pa-masked"></textarea>'
        f'<p id="pa-masked" class="pa-quiet">{said["notes_masked"]}</p>'
        f'<p id="pa-saved" class="pa-quiet" role="status"></p>'
        f'<div class="pa-actions">{_action("pa-ticket", "copy_ticket", "T", said)}'
        f"{_action('pa-hand', 'hand_over', 'H', said)}</div>"
        f'<button type="button" id="pa-help" class="pa-plain">{said["keys_button"]}</button></section>'
    )


def _action(name: str, word: str, key: str, said: Words) -> str:
    return (
        f'<button type="button" id="{name}" data-done="{said["copied"]}" aria-keyshortcuts="Alt+{key}">'
        f"{said[word]}<kbd>Alt {key}</kbd></button>"
    )


def _keys(said: Words) -> str:
    rows = "".join(f"<tr><th><kbd>{key}</kbd></th><td>{said[word]}</td></tr>" for key, word in _KEYS)
    return (
        f'<dialog id="pa-keys" aria-label="{said["keys_title"]}"><h2>{said["keys_title"]}</h2><table>{rows}</table>'
        f'<form method="dialog"><button class="pa-plain">{said["close"]} <kbd>Esc</kbd></button></form></dialog>'
    )


def _hand_over(said: Words) -> str:
    return (
        f'<dialog id="pa-hand-over" aria-label="{said["hand_over_title"]}"><form method="dialog" id="pa-hand-form">'
        f'<h2>{said["hand_over_title"]}</h2><label for="pa-hand-question">{said["hand_over_question"]}</label>'
        f'<textarea id="pa-hand-question" rows="4" maxlength="2000"></textarea>'
        f'<p class="pa-quiet">{said["hand_over_context"]}</p><p id="pa-hand-trouble" role="alert"></p>'
        f'<div class="pa-actions"><button value="send" class="pa-primary">{said["hand_over_send"]}</button>'
        f'<button value="" formnovalidate>{said["close"]}</button></div></form></dialog>'
    )
