"""The calculator: place, award, facts on the left; what they come to, and why, on the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

from assistant.calculator import award_row, bound_of, calculate, essential_keys, load_rules
from assistant.calculator.schema import Award
from assistant.errors import UnknownName
from assistant.jsonable import jsonable
from assistant.topics import topic_of
from assistant.web.cards import badge
from assistant.web.figures import ceiling_line, figure, headline
from assistant.web.forms import Filled, choice, day_field, fields, filled, option, translated
from assistant.web.links import calculator_address, page_tools, reader_address
from assistant.web.markup import escape
from assistant.web.naming import award_title, document_name, one_language
from assistant.web.pages import LANGUAGES
from assistant.web.query import Query, address, today
from assistant.web.words import Words, words
from index.clauses import corpus_clauses
from index.manifest import document, documents

_NOTHING: Final = Filled({}, {}, {})


def build(query: Query, *, language: str) -> str:
    """The page's body for an award and facts; without an award the list to choose from."""
    said = words(language)
    award, problem = _award(query, said)
    place = document(award.document_id).place if award else query.get("place")
    given = filled(query, load_rules().keys(award)) if award else _NOTHING
    result = _result(award, given, query, said, language) if award else _choices(place, query, said, language)
    return (
        f'<h1>{said["calculator"]}</h1><p class="pa-lead">{said["calculator_lead"]}</p>'
        f'<div class="pa-split"><form class="pa-sheet pa-form" method="get" data-live '
        f'action="{LANGUAGES[language]}/calculator"><div id="pa-choose" data-fields>{problem}'
        f"{_which(place, award, said)}</div>"
        f'<div id="pa-fields" data-fields>{_facts(award, given, said)}</div>{day_field(query, said=said)}'
        f'<noscript><button class="pa-button">{said["calculate"]}</button></noscript>'
        f'<p class="pa-brief" id="pa-brief" data-part>{_brief(award, given, query, said)}</p></form>'
        f'<section class="pa-outcome" aria-label="{said["outcome"]}">'
        f'<div id="pa-result" data-part aria-live="polite">{result}</div></section></div>'
    )


def _award(query: Query, said: Words) -> tuple[Award | None, str]:
    """The award that the address names, unless a place is named that it is not of; and what is wrong with it."""
    award_id, place = query.get("award"), query.get("place")
    if not award_id:
        return None, ""
    try:
        award = load_rules().award(award_id)
    except UnknownName as error:
        return None, f'<p class="pa-trouble" role="alert">{escape(one_language(str(error), said=said))}</p>'
    elsewhere = place and document(award.document_id).place != place
    return (None if elsewhere else award), ""


def _which(place: str, award: Award | None, said: Words) -> str:
    places = [(p, translated(p, said=said)) for p in dict.fromkeys(entry.place for entry in documents())]
    chosen = choice("place", said["place"], places, place, empty=said["choose_place"], whole=True)
    if not place:
        return chosen
    rows = "".join(
        f'<optgroup label="{escape(heading)}">'
        f"{''.join(option(a.id, _listed(a, said), award.id if award else '') for a in own)}</optgroup>"
        for heading, own in _chapters(place, said)
    )
    return (
        f'{chosen}<div class="pa-field"><label for="pa-in-award">{said["award"]}</label>'
        f'<select id="pa-in-award" name="award" data-whole><option value="">{said["choose_award"]}</option>'
        f"{rows}</select></div>"
    )


def _chapters(place: str, said: Words) -> Iterator[tuple[str, list[Award]]]:
    """The awards of a place under the headings of its documents."""
    own = [a for a in load_rules().awards if document(a.document_id).place == place]
    for heading, awards in groupby(own, key=lambda award: _chapter(award, said)):
        yield heading, list(awards)


def _chapter(award: Award, said: Words) -> str:
    path = corpus_clauses()[award.clause_id].path
    return " ".join([document_name(award.document_id, said=said), *path[:1]])


def _listed(award: Award, said: Words) -> str:
    return f"{award_title(award.id, said=said)} ({_top(award, said)})"


def _facts(award: Award | None, given: Filled, said: Words) -> str:
    """The fields that decide first; the rarer ones folded, open when one of them is filled."""
    if award is None:
        return ""
    keys, first = load_rules().keys(award), essential_keys(award)
    later = [key for key in keys if key not in first]
    opened = " open" if any(key in given.said for key in later) else ""
    return (
        f'<h2 class="pa-step">{said["facts"]}</h2>{fields(first, given, said=said)}'
        f'<details class="pa-more-facts"{opened}><summary>{said["more_facts"]}</summary>'
        f"{fields(later, given, said=said)}</details>"
    )


def _result(award: Award, given: Filled, query: Query, said: Words, language: str) -> str:
    calculation = jsonable(calculate(award, given.facts, on=query.on))
    on, topic = query.get("on"), topic_of(award.id)
    reader = reader_address(award.clause_id, language=language, quote=award.quote, on=on)
    compare = address(f"{LANGUAGES[language]}/compare", topic=topic.key, on=on)
    clause = corpus_clauses()[award.clause_id]
    return (
        f'<h2 class="pa-unseen">{said["outcome"]}</h2>'
        f'<h3 class="pa-unseen">{escape(award_title(award.id, said=said))}</h3>'
        f'{figure(calculation, words=said)}<blockquote class="pa-wording"><p>{escape(award.quote)}</p>'
        f'<footer><a href="{escape(reader)}">{escape(document_name(award.document_id, said=said))} '
        f"{escape(clause.label)}{escape(clause.title)}</a></footer></blockquote>"
        f'<p class="pa-actions">{page_tools(said, copy="copy_calculation")}'
        f'<a href="{escape(compare)}">{said["compare_topic"]}</a></p>'
        f'<p class="pa-date">{escape(said["as_of_worked"].format(date=query.on.isoformat()))} {said["disclaimer"]}</p>'
    )


def _brief(award: Award | None, given: Filled, query: Query, said: Words) -> str:
    """The figure in a line, for narrow windows, where the result lies below the form."""
    if award is None:
        return ""
    shown = headline(jsonable(calculate(award, given.facts, on=query.on)), words=said)
    return f'<a href="#pa-result"><span>{shown}</span><span aria-hidden="true">↓</span></a>'


def _choices(place: str, query: Query, said: Words, language: str) -> str:
    """The awards of a place as links, or a word on where to begin."""
    if place not in {entry.place for entry in documents()}:
        return f'<p class="pa-empty">{said["calculator_empty"]}</p>'
    groups = "".join(
        f'<h2 class="pa-step">{escape(heading)}</h2><ul class="pa-list">{_links(awards, query, said, language)}</ul>'
        for heading, awards in _chapters(place, said)
    )
    return f'<div class="pa-sheet">{groups}</div>'


def _links(awards: Iterable[Award], query: Query, said: Words, language: str) -> str:
    return "".join(
        f'<li><a href="{escape(calculator_address(a.id, language=language, on=query.get("on")))}">'
        f"{escape(award_title(a.id, said=said))}</a>{_standing(a, query.on, said)}<span>{_top(a, said)}</span></li>"
        for a in awards
    )


def _standing(award: Award, on: date, said: Words) -> str:
    return badge({"standing": document(award.document_id).standing(on).value}, words=said)


def _top(award: Award, said: Words) -> str:
    row = {**jsonable(award_row(award, on=today())), "bound": bound_of(award.id) if award.kind == "fixed" else None}
    return " ".join(filter(None, ceiling_line(row, words=said)))
