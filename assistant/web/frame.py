"""What stands around every page: title, skip link, navigation, the switches for language and colours."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Final

from assistant.person import ACCOUNT, Role
from assistant.web.markup import escape
from assistant.web.pages import COOKIE, PAGES, Page
from assistant.web.words import Words, words

ASSETS: Final = "/page"
"""Where the files below are served."""

MAIN: Final = "pa-main-content"
"""The id of what the skip link leads to."""

_HERE = Path(__file__).parent
_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_OTHER: Final = {"zh": "en", "en": "zh"}
_SCRIPT_LANGUAGES: Final = {"zh": "zh-CN", "en": "en"}
_WRITTEN_STYLES: Final = ("frame.css", "written.css", "cards.css")
_WRITTEN_SCRIPTS: Final = ("written.js",)
_LIVE_STYLES: Final = ("frame.css", "live.css", "cards.css")


def title(page: Page, *, said: Words) -> str:
    """The page's title: its own name first, so that tabs can be told apart; the first page has the program's."""
    return said["name"] if page.path == "/" else f"{said[f'nav_{page.key}']} · {said['name']}"


def header(page: Page, *, language: str) -> str:
    """The top of a page: skip link, name, navigation, switches."""
    said = words(language)
    links = "".join(_link(other, current=other is page, language=language, said=said) for other in PAGES)
    return (
        f'<a class="pa-skip" href="#{MAIN}">{said["skip"]}</a><header class="pa-top">'
        f'<a class="pa-home" href="{PAGES[0].address(language)}">{said["name"]}</a>'
        f'<nav class="pa-nav" aria-label="{said["pages"]}">{links}</nav>'
        f'<div class="pa-switches">{_account(said)}{_colours(said)}{_language(page, language)}</div></header>'
    )


def document(page: Page, body: str, *, language: str) -> str:
    """A written page as a whole HTML document."""
    said = words(language)
    styles = "".join(f'<link rel="stylesheet" href="{asset(name)}">' for name in (*_WRITTEN_STYLES, *page.styles))
    names = (*_WRITTEN_SCRIPTS, *page.scripts)
    scripts = "".join(f'<script src="{asset(name)}" defer></script>' for name in names)
    return (
        f'<!doctype html><html lang="{_SCRIPT_LANGUAGES[language]}"><head><meta charset="utf-8">'
        f"<title>{escape(title(page, said=said))}</title>{_head_tags()}"
        f'<link rel="icon" href="{asset("icon.svg")}">{styles}<script src="{asset("frame.js")}"></script>'
        f'{scripts}</head><body class="pa-written">{header(page, language=language)}'
        f'<main id="{MAIN}" class="pa-side" tabindex="-1">'
        f'<p id="pa-trouble" class="pa-trouble" role="alert" hidden>{said["trouble"]}</p>{body}</main></body></html>'
    )


def live_head(page: Page) -> str:
    """What a live page has in its head: the frame's script first, then its own."""
    code = "\n".join(read(name) for name in ("frame.js", *page.scripts))
    return f"{_head_tags()}<script>{code}</script>"


def live_style(page: Page) -> str:
    """The styles of a live page."""
    return "\n".join(read(name) for name in (*_LIVE_STYLES, *page.styles))


@functools.cache
def read(name: str) -> str:
    """The text of a file of this package."""
    return (_HERE / name).read_text(encoding="utf-8")


@functools.cache
def assets() -> dict[str, str]:
    """The files that pages load, each with its media type; nothing else of the package is served."""
    named = {*_WRITTEN_STYLES, *_WRITTEN_SCRIPTS, "frame.js", "icon.svg"}
    named |= {name for page in PAGES if not page.live for name in (*page.styles, *page.scripts)}
    return {name: _TYPES[Path(name).suffix] for name in named}


@functools.cache
def asset(name: str) -> str:
    """The address of a file: it changes with the file, so that a browser may keep what it has."""
    digest = hashlib.sha256(read(name).encode()).hexdigest()[:12]
    return f"{ASSETS}/{name}?v={digest}"


def _head_tags() -> str:
    return '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'


def _link(page: Page, *, current: bool, language: str, said: Words) -> str:
    """The link to a page; the script hides those that whoever looks may not open."""
    here = ' aria-current="page"' if current else ""
    needs = f' data-needs="{page.needs}"' if page.needs is not Role.GUEST else ""
    return f'<a href="{page.address(language)}"{here}{needs}>{said[f"nav_{page.key}"]}</a>'


def _account(said: Words) -> str:
    """Where the script puts who is logged in and the way out, or the way in."""
    words = f'data-in="{said["log_in"]}" data-out="{said["log_out"]}"'
    return f'<span class="pa-account" data-cookie="{ACCOUNT}" {words}></span>'


def _colours(said: Words) -> str:
    """The button that turns the colours; the script gives it its state and its name."""
    return (
        f'<button type="button" class="pa-colours" data-dark="{said["go_dark"]}" data-light="{said["go_light"]}" '
        f'aria-label="{said["go_dark"]}" title="{said["go_dark"]}"><span aria-hidden="true">◐</span></button>'
    )


def _language(page: Page, language: str) -> str:
    other = _OTHER[language]
    return (
        f'<a class="pa-language" href="{page.address(other)}" lang="{_SCRIPT_LANGUAGES[other]}" '
        f'hreflang="{_SCRIPT_LANGUAGES[other]}" data-cookie="{COOKIE}" data-language="{other}">'
        f"{words(other)['this_language']}</a>"
    )
