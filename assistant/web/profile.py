"""The match: a company's profile on the left; what it may claim, together and why, on the right."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from assistant.calculator import load_rules, reach
from assistant.web.checklist import checklist
from assistant.web.checklist_files import FORMATS
from assistant.web.forms import (
    Filled,
    Group,
    choice,
    day_field,
    fields,
    filled,
    in_order,
    translated,
)
from assistant.web.markup import escape
from assistant.web.matched import brief, outcome
from assistant.web.naming import is_english
from assistant.web.pages import LANGUAGES, File
from assistant.web.query import Query
from assistant.web.words import Words, words
from index.manifest import documents

_FIRST_GROUP: Final = "company"


def build(query: Query, *, language: str) -> str:
    """The page's body for a place and the facts of a company."""
    said = words(language)
    place, given = _profile(query)
    listed = checklist(place, given.facts, on=query.on, said=said) if place else None
    right = (
        outcome(listed, query, given, language=language) if listed else f'<p class="pa-empty">{said["match_empty"]}</p>'
    )
    places = [(p, translated(p, said=said)) for p in _places()]
    return (
        f'<h1>{said["match"]}</h1><p class="pa-lead">{said["match_lead"]}</p><div class="pa-split">'
        f'<form class="pa-sheet pa-form" method="get" data-live action="{LANGUAGES[language]}/match">'
        f"{choice('place', said['match_place'], places, place, empty=said['choose_place'], whole=True)}"
        f'<div id="pa-fields" data-fields>{_groups(place, given, said)}</div>{day_field(query, said=said)}'
        f'<noscript><button class="pa-button">{said["match_go"]}</button></noscript>'
        f'<p class="pa-brief" id="pa-brief" data-part>{brief(listed, said) if listed else ""}</p></form>'
        f'<section class="pa-matched" aria-label="{said["outcome"]}">'
        f'<div id="pa-result" data-part aria-live="polite">{right}</div></section></div>'
    )


def checklist_file(query: Query, *, language: str, kind: str) -> File | None:
    """The checklist as a file of a kind; None when the address names no place to match."""
    said = words(language)
    place, given = _profile(query)
    if not place:
        return None
    media_type, write = FORMATS[kind]
    listed = checklist(place, given.facts, on=query.on, said=said)
    return File(f"checklist-{query.on.isoformat()}.{kind}", media_type, write(listed, said=said))


def _excel(query: Query, *, language: str) -> File | None:
    return checklist_file(query, language=language, kind="xlsx")


def _word(query: Query, *, language: str) -> File | None:
    return checklist_file(query, language=language, kind="docx")


FILES: Final = MappingProxyType({"checklist.xlsx": _excel, "checklist.docx": _word})
"""The files of this page, by the name that follows its address."""


def _places() -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.place for entry in documents()))


def _profile(query: Query) -> tuple[str, Filled]:
    """The place that the address names, when there is one, and the facts that bear on what reaches it."""
    place = query.get("place") if query.get("place") in _places() else ""
    return place, filled(query, _keys(place))


def _keys(place: str) -> tuple[str, ...]:
    if not place:
        return ()
    within, book = reach(place), load_rules()
    keys = (key for award in book.awards if award.document_id in within for key in book.keys(award))
    return tuple(dict.fromkeys(keys))


def _groups(place: str, given: Filled, said: Words) -> str:
    return "".join(_group(group, keys, given, said) for group, keys in in_order(_keys(place)))


def _group(group: Group, keys: Sequence[str], given: Filled, said: Words) -> str:
    count = sum(key in given.said for key in keys)
    opened = " open" if count or group.key == _FIRST_GROUP else ""
    name = group.english if is_english(said) else group.name
    shown = said["filled_in"].format(count=count, all=len(keys))
    return (
        f'<details class="pa-group"{opened}><summary>{escape(name)} '
        f'<span class="pa-count" id="pa-count-{group.key}" data-part>{shown}</span></summary>'
        f"{fields(keys, given, said=said)}</details>"
    )
