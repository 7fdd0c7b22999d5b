"""HTML from text that is not ours: everything is escaped, nothing in it can load or run."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.cite import MARK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def escape(text: object) -> str:
    """The text as HTML characters, safe inside elements and quoted attributes."""
    return html.escape(str(text), quote=True)


def anchor(key: str, number: int) -> str:
    """The id of the card of citation ``number`` in the answer ``key``."""
    return f"pa-{key}-{number}"


def lines(text: str) -> str:
    """Plain text as HTML on one line: escaped, its line breaks kept."""
    return escape(text).replace("\r", "").replace("\n", "<br>")


def prose(markdown: str, *, key: str, citations: int) -> str:
    """An answer's Markdown as HTML on one line, its marks [1] … [citations] made links to their cards.

    Links, pictures and HTML in the Markdown are shown as the characters they are written with, and
    numbers in brackets that are no citation ([2023]) stay as they are.
    """
    rendered: str = _markdown().render(markdown, {"key": key, "citations": citations})
    return rendered.replace("\n", " ").strip()


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    reader.disable(["link", "image", "autolink", "html_inline", "html_block", "reference", "code", "fence"])
    reader.add_render_rule("text", _text)
    return reader


def _text(_self: object, tokens: Sequence[Token], at: int, _options: object, env: dict[str, Any]) -> str:
    """A run of text with its citation marks as links."""

    def link(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= env["citations"]:
            return found[0]
        return f'<a class="pa-mark" href="#{anchor(env["key"], number)}">[{number}]</a>'

    return MARK.sub(link, escape(tokens[at].content))
