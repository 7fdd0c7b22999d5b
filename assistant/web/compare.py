"""One topic across the places, side by side: from the rules, never from a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.comparing import compared
from assistant.errors import UnknownName
from assistant.topics import Topic, topics
from assistant.web.cards import badge
from assistant.web.figures import ceiling_line
from assistant.web.forms import choice, day_field, translated
from assistant.web.links import calculator_address, page_tools, reader_address
from assistant.web.markup import escape
from assistant.web.naming import award_title, document_name, is_english, one_language
from assistant.web.pages import LANGUAGES
from assistant.web.query import Query, address
from assistant.web.words import Words, words

Row = Mapping[str, Any]


def build(query: Query, *, language: str) -> str:
    """The page's body: the topics to choose from, and the places of the chosen one beside one another."""
    said = words(language)
    return (
        f'<h1>{said["compare"]}</h1><p class="pa-lead">{said["compare_lead"]}</p>'
        f'<form class="pa-sheet pa-bar" method="get" data-live action="{LANGUAGES[language]}/compare">'
        f"{choice('topic', said['topic'], _topics(said), query.get('topic'), empty=said['choose_topic'], whole=True)}"
        f'{day_field(query, said=said)}<noscript><button class="pa-button">{said["compare"]}</button></noscript></form>'
        f'<div id="pa-compared" data-part aria-live="polite">{_outcome(query, said, language)}</div>'
    )


def _topics(said: Words) -> list[tuple[str, str]]:
    return [(topic.key, _name(topic, said)) for topic in topics().values()]


def _name(topic: Topic, said: Words) -> str:
    return topic.english if is_english(said) else topic.name


def _outcome(query: Query, said: Words, language: str) -> str:
    key = query.get("topic")
    if not key:
        return _overview(query, said, language)
    try:
        found = compared(key, on=query.on)
    except UnknownName as error:
        return f'<p class="pa-trouble" role="alert">{escape(one_language(str(error), said=said))}</p>'
    columns = "".join(_column(place, query, said, language) for place in found["places"])
    return (
        f'<h2 class="pa-topic">{escape(_name(topics()[key], said))}</h2><div class="pa-columns">{columns}</div>'
        f'<p class="pa-actions">{page_tools(said, copy="copy_link")}</p>'
        f'<p class="pa-date">{escape(said["as_of_compared"].format(date=query.on.isoformat()))} '
        f"{said['disclaimer']}</p>"
    )


def _overview(query: Query, said: Words, language: str) -> str:
    """Every topic with how many awards each place has, so that one sees where there is something to compare."""
    path, on = f"{LANGUAGES[language]}/compare", query.on
    tables = [(topic, compared(topic.key, on=on)["places"]) for topic in topics().values()]
    heads = "".join(f'<th scope="col">{escape(translated(place["place"], said=said))}</th>' for place in tables[0][1])
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(address(path, topic=topic.key, on=query.get("on")))}">'
        f"{escape(_name(topic, said))}</a></th>{''.join(_count(place, said) for place in places)}</tr>"
        for topic, places in tables
    )
    return (
        f'<table class="pa-sheet pa-overview"><caption>{said["overview"]}</caption><thead><tr>'
        f'<th scope="col">{said["topic"]}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _count(place: Row, said: Words) -> str:
    count = len(place["awards"])
    return f"<td>{count}</td>" if count else f'<td class="pa-none">{said["none"]}</td>'


def _column(place: Row, query: Query, said: Words, language: str) -> str:
    awards = "".join(_award(row, query, said, language) for row in place["awards"])
    none = f'<p class="pa-empty">{said["compare_none"]}</p>'
    name = escape(translated(place["place"], said=said))
    return f'<section class="pa-column"><h3>{name}</h3>{awards or none}</section>'


def _award(row: Row, query: Query, said: Words, language: str) -> str:
    """One award: how much, for what, on which conditions, how its document stands."""
    on = query.get("on")
    clause = reader_address(row["clause_id"], language=language, quote=row["quote"], on=on)
    calculator = calculator_address(row["award_id"], language=language, on=on)
    conditions = "".join(f"<li>{escape(text)}</li>" for text in row["conditions"])
    listed = f"<h5>{said['conditions_of']}</h5><ul>{conditions}</ul>" if conditions else ""
    return (
        f'<article class="pa-given"><h4>{escape(award_title(row["award_id"], said=said))}</h4>{_amount(row, said)}'
        f'<p class="pa-wording-short">{escape(row["quote"])}</p>{listed}'
        f'<p class="pa-foot">{badge(row, words=said)} <a href="{escape(clause)}">'
        f"{escape(document_name(row['document_id'], said=said))} {escape(row['label'])}</a> "
        f'<a href="{escape(calculator)}">{said["to_calculator"]}</a></p></article>'
    )


def _amount(row: Row, said: Words) -> str:
    bound, amount = ceiling_line(row, words=said)
    if not bound:
        return f'<p class="pa-figure-line pa-none">{amount}</p>'
    return f'<p class="pa-figure-line"><span>{bound}</span> <strong>{amount}</strong></p>'
