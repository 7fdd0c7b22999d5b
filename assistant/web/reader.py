"""The documents themselves: the tree, the text, what is searched for or relied on marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.calculator import load_rules
from assistant.errors import UnknownName
from assistant.reading import Found, parts, search_text, sha256, tree
from assistant.web.cards import badge, copy_button
from assistant.web.forms import day_field
from assistant.web.links import calculator_address, reader_address
from assistant.web.markup import escape, lines
from assistant.web.naming import award_title, document_name, one_language
from assistant.web.pages import LANGUAGES
from assistant.web.query import Query, address
from assistant.web.words import Words, words
from index.clauses import Clause, Heading
from index.manifest import Document, documents

_HERE: Final = ' aria-current="true"'
_FIRST: Final = "shenzhen"
_HASH_SHOWN: Final = 12
_FACTS: Final = ("number", "issuer", "issued", "effective", "expires")
_EXCERPT: Final = 24


def build(query: Query, *, language: str) -> str:
    """The page's body: the document that is read beside the list of them all."""
    said = words(language)
    entry, problem = _entry(query, said)
    found = search_text(query.get("q"))
    return (
        f'<div class="pa-reader"><div class="pa-beside">{_search(query, entry, found, said, language)}'
        f"{_shelf(query, entry, said, language)}{_contents(entry, said)}</div>"
        f'<article class="pa-paper" id="pa-paper" data-part>{problem}{_title(query, entry, said)}'
        f"{''.join(_part(p, query, found, said, language) for p in parts(tree(entry.id)))}</article></div>"
    )


def _entry(query: Query, said: Words) -> tuple[Document, str]:
    """The document that the address names, by itself or by a clause, and what is wrong with the address."""
    known = {entry.id: entry for entry in documents()}
    clause = query.get("clause")
    wanted = clause.partition("#")[0] or query.get("document") or _FIRST
    entry = known.get(wanted, known[_FIRST])
    missing = clause and clause not in {c.id for c in tree(entry.id).clauses}
    if wanted in known and not missing:
        return entry, ""
    error = UnknownName(
        said["clause_id"], clause or wanted, [c.id for c in tree(entry.id).clauses] if missing else known
    )
    return entry, f'<p class="pa-trouble" role="alert">{escape(one_language(str(error), said=said))}</p>'


def _search(query: Query, entry: Document, found: Sequence[Found], said: Words, language: str) -> str:
    sought = query.get("q")
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(query.get(name))}">'
        for name in ("document", "clause", "quote")
        if query.get(name)
    )
    return (
        f'<form class="pa-find" role="search" method="get" action="{LANGUAGES[language]}/reader" data-live>{hidden}'
        f'<label for="pa-q">{said["find"]}</label><input id="pa-q" name="q" type="search" value="{escape(sought)}" '
        f'placeholder="{said["find_here"]}" autocomplete="off" maxlength="100">'
        f"{day_field(query, said=said)}"
        f'<noscript><button class="pa-button">{said["find"]}</button></noscript></form>'
        f'<div id="pa-found" data-part aria-live="polite">{_results(query, entry, found, said, language)}</div>'
    )


def _results(query: Query, entry: Document, found: Sequence[Found], said: Words, language: str) -> str:
    sought = query.get("q")
    if not sought:
        return ""
    if not found:
        return f'<p class="pa-more">{escape(said["found_none"].format(words=sought))}</p>'
    count = sum(len(one.spans) for one in found)
    here = sorted(found, key=lambda one: one.clause.document_id != entry.id)
    items = "".join(
        f'<li><a href="{escape(reader_address(one.clause.id, language=language, on=query.get("on"), words=sought))}">'
        f'<span class="pa-doc">{escape(document_name(one.clause.document_id, said=said))}</span> '
        f'<span class="pa-label">{escape(one.clause.label)}</span> {_excerpt(one)}</a></li>'
        for one in here
    )
    summary = said["found"].format(count=count, clauses=len(found))
    return f'<p class="pa-more">{escape(summary)}</p><ol class="pa-results">{items}</ol>'


def _excerpt(found: Found) -> str:
    start, end = found.spans[0]
    text = found.clause.text
    before, after = text[max(start - _EXCERPT, 0) : start], text[end : end + _EXCERPT]
    return f'<span class="pa-excerpt">…{escape(before)}<mark>{escape(text[start:end])}</mark>{escape(after)}…</span>'


def _shelf(query: Query, entry: Document, said: Words, language: str) -> str:
    path = f"{LANGUAGES[language]}/reader"
    items = "".join(
        f'<li><a href="{escape(address(path, document=d.id, on=query.get("on"), q=query.get("q")))}"'
        f"{_HERE if d is entry else ''}><span>{escape(document_name(d.id, said=said))}</span>"
        f"{badge({'standing': d.standing(query.on).value}, words=said)}</a></li>"
        for d in documents()
    )
    name = said["library"]
    return f'<nav class="pa-shelf" id="pa-shelf" data-part aria-label="{name}"><h2>{name}</h2><ul>{items}</ul></nav>'


def _contents(entry: Document, said: Words) -> str:
    items = "".join(
        f'<li class="pa-chapter">{escape(part.text)}</li>'
        if isinstance(part, Heading)
        else f'<li><a href="#{escape(_place(part))}"><span class="pa-label">{escape(_own_label(part))}</span> '
        f"{escape(part.title or _opening(part))}</a></li>"
        for part in parts(tree(entry.id))
    )
    return (
        f'<details class="pa-contents" open><summary>{said["contents"]}</summary>'
        f'<nav aria-label="{said["contents"]}"><ol>{items}</ol></nav></details>'
    )


def _title(query: Query, entry: Document, said: Words) -> str:
    facts = "".join(
        f"<div><dt>{said[f'document_{name}']}</dt><dd>{escape(getattr(entry, name) or said['not_stated'])}</dd></div>"
        for name in _FACTS
    )
    standing = {"standing": entry.standing(query.on).value}
    return (
        f'<header class="pa-paper-head"><h1>{escape(entry.title)}</h1>'
        f'<p class="pa-paper-standing">{badge(standing, words=said)} '
        f"<span>{escape(said['standing_on'].format(date=query.on.isoformat()))}</span>"
        f'<button type="button" class="pa-copy pa-print">{said["print"]}</button></p>'
        f'<dl class="pa-facts">{facts}<div><dt>{said["file_hash"]}</dt><dd><code title="{entry.sha256}">'
        f"{entry.sha256[:_HASH_SHOWN]}</code></dd></div></dl></header>"
    )


def _part(part: Heading | Clause, query: Query, found: Sequence[Found], said: Words, language: str) -> str:
    if isinstance(part, Heading):
        return f'<h2 class="pa-chapter">{lines(part.text)}</h2>'
    current = " pa-current" if part.id == query.get("clause") else ""
    spans = next((one.spans for one in found if one.clause.id == part.id), ())
    quote = query.get("quote") if current else ""
    at = part.text.find(quote) if quote else -1
    text = _marked(part.text, spans) if at < 0 else _marked(part.text, [(at, at + len(quote))], kind="pa-deciding")
    name = f"{part.label}{part.title}"
    return (
        f'<section class="pa-passage{current}" id="{escape(_place(part))}" tabindex="-1" aria-label="{escape(name)}">'
        f'<p class="pa-text">{text}</p>{_proof(part, query, said, language)}</section>'
    )


def _marked(text: str, spans: Sequence[tuple[int, int]], kind: str = "pa-hit") -> str:
    """The text with stretches of it marked."""
    shown, at = [], 0
    for start, end in spans:
        shown += [lines(text[at:start]), f'<mark class="{kind}">{lines(text[start:end])}</mark>']
        at = end
    return "".join([*shown, lines(text[at:])])


def _proof(clause: Clause, query: Query, said: Words, language: str) -> str:
    digest = sha256(clause)
    link = reader_address(clause.id, language=language, on=query.get("on"))
    awards = "".join(
        f'<a href="{escape(calculator_address(award.id, language=language, on=query.get("on")))}">'
        f"{escape(said['work_out'].format(title=award_title(award.id, said=said)))}</a> "
        for award in load_rules().of_clause(clause.id)
    )
    copied = f"《{_long_title(clause)}》{clause.label} {clause.id} sha256:{digest}"
    return (
        f'<p class="pa-proof"><a href="{escape(link)}"><code>{escape(clause.id)}</code></a> '
        f'<span>{said["hash"]} <code title="{digest}">{digest[:_HASH_SHOWN]}</code></span> {awards}'
        f'<button type="button" class="pa-copy" data-link="{escape(link)}" data-done="{said["copied"]}">'
        f"{said['copy_link']}</button>{copy_button(copied, words=said, label='copy_source')}</p>"
    )


def _long_title(clause: Clause) -> str:
    return next(d.title for d in documents() if d.id == clause.document_id)


def _place(clause: Clause) -> str:
    return clause.id.partition("#")[2]


def _own_label(clause: Clause) -> str:
    """The clause's own number; its chapter's stands above it."""
    above = "".join(heading.partition("、")[0] + "、" for heading in clause.path[:1] if "、" in heading)
    return clause.label.removeprefix(above)


def _opening(clause: Clause) -> str:
    """The first words of a clause that has no title."""
    return clause.text.replace("\n", "")[:_EXCERPT].removeprefix(_own_label(clause))
