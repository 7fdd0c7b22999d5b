"""A citation as a card: the whole clause, its deciding sentence marked, its standing, id and hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.web.markup import anchor, escape, lines
from assistant.web.words import Words
from index.clauses import corpus_clauses
from index.departments import department_after
from index.manifest import documents

Record = Mapping[str, Any]
"""A JSON object of the answer: a citation, a calculation, a step."""

_HASH_SHOWN = 12


def cards(citations: Sequence[Record], *, key: str, words: Words) -> str:
    """The cards of an answer's citations in order, the first one open."""
    return "".join(card(citation, number, key=key, words=words) for number, citation in enumerate(citations, start=1))


def card(citation: Record, number: int, *, key: str, words: Words) -> str:
    """One citation: the clause's whole text folded under its name, open when it is the first."""
    opened = " open" if number == 1 else ""
    return (
        f'<details class="pa-card" id="{anchor(key, number)}"{opened}><summary>'
        f'<span class="pa-number">[{number}]</span>{_name(citation)}{badge(citation, words=words)}'
        f'<span class="pa-quote">“{escape(citation["quote"])}”</span></summary>'
        f'<div class="pa-clause">{marked(citation["text"], citation["quote"], words=words)}</div>'
        f"{_in_charge(citation, words=words)}{_proof(citation, words=words)}</details>"
    )


def nearest(citations: Sequence[Record], *, words: Words) -> str:
    """The clauses nearest to a question that they do not answer, folded, without numbers or marks."""
    if not citations:
        return ""
    rows = "".join(
        f'<details class="pa-card pa-near"><summary>{_name(c)}{badge(c, words=words)}</summary>'
        f'<div class="pa-clause">{lines(c["text"])}</div>{_proof(c, words=words)}</details>'
        for c in citations
    )
    return f'<h3 class="pa-heading">{words["related"]}</h3>{rows}'


def badge(record: Record, *, words: Words) -> str:
    """The standing of a document as a small coloured label."""
    standing = record.get("standing", "unknown")
    name = words.get(standing, words["unknown"])
    return f'<span class="pa-badge pa-{escape(standing)}">{escape(name)}</span>'


def marked(text: str, quote: str, *, words: Words) -> str:
    """The text with the quote marked where it stands word for word; nothing is marked that differs in a character."""
    at = text.find(quote) if quote else -1
    if at < 0:
        return lines(text)
    before, after = text[:at], text[at + len(quote) :]
    return f'{lines(before)}<mark title="{words["deciding"]}">{lines(quote)}</mark>{lines(after)}'


def short_name(document_id: str, title: str) -> str:
    """What a document is called in a few characters; its title when it is not one of the corpus."""
    return {d.id: d.short for d in documents()}.get(document_id, title)


def _name(citation: Record) -> str:
    short = escape(short_name(citation["document_id"], citation["document"]))
    label, title = escape(citation["label"]), escape(citation["title"])
    return (
        f'<span class="pa-name"><span class="pa-doc" title="{escape(citation["document"])}">{short}</span> '
        f'<span class="pa-label">{label}</span><span class="pa-title">{title}</span></span>'
    )


def _in_charge(citation: Record, *, words: Words) -> str:
    """The departments that the clause names in charge of what was quoted."""
    clause = corpus_clauses().get(str(citation["clause_id"]))
    at = clause.text.find(citation["quote"]) if clause else -1
    named = department_after(clause, at) if clause and at >= 0 else None
    return f'<p class="pa-charge"><b>{words["in_charge"]}</b> {escape(named)}</p>' if named else ""


def _proof(citation: Record, *, words: Words) -> str:
    """The line that lets the citation be found and checked again."""
    clause_id, digest = str(citation["clause_id"]), str(citation["sha256"])
    reference = f"《{citation['document']}》{citation['label']} {clause_id} sha256:{digest}"
    return (
        f'<p class="pa-proof"><span>{words["clause_id"]} <code>{escape(clause_id)}</code></span> '
        f'<span>{words["hash"]} <code title="{escape(digest)}">{escape(digest[:_HASH_SHOWN])}</code></span> '
        f"{copy_button(reference, words=words)}</p>"
    )


def copy_button(text: str, *, words: Words, label: str = "copy") -> str:
    """A button that copies the text; the page's script does the copying."""
    return (
        f'<button type="button" class="pa-copy" data-copy="{escape(text)}" '
        f'data-done="{words["copied"]}">{words[label]}</button>'
    )


def spoken(line: str, *, words: Words) -> str:
    """A line to read aloud, with a button that copies it; nothing when there is none."""
    if not line:
        return ""
    button = copy_button(line, words=words)
    return f'<div class="pa-spoken"><h3>{words["spoken"]}</h3>{button}<p>{escape(line)}</p></div>'
