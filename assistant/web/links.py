"""Where a clause can be read and an award worked out: addresses that may be copied and shared, and the copying."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.web.pages import LANGUAGES
from assistant.web.query import address
from assistant.web.words import Words

Said = Mapping[str, tuple[str, ...]]
"""The values of parameters, by name."""

_NONE: Final[Said] = MappingProxyType({})


def reader_address(clause_id: str, *, language: str, quote: str = "", on: str = "", words: str = "") -> str:
    """Where a clause can be read in its document, the quote marked."""
    place = clause_id.partition("#")[2]
    return address(f"{LANGUAGES[language]}/reader", place, clause=clause_id, quote=quote, on=on, q=words)


def calculator_address(
    award_id: str, *, language: str, facts: Mapping[str, str | tuple[str, ...]] = _NONE, on: str = ""
) -> str:
    """Where an award can be worked out, with the facts already filled in."""
    return address(f"{LANGUAGES[language]}/calculator", award=award_id, **{**facts, "on": on})


def page_tools(said: Words, *, copy: str) -> str:
    """The buttons that copy the page's own address and print it."""
    return (
        f'<button type="button" class="pa-copy" data-link data-done="{said["copied"]}">{said[copy]}</button>'
        f'<button type="button" class="pa-copy pa-print">{said["print"]}</button>'
    )
