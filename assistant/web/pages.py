"""The pages that there are: one row each, and the navigation is made from the rows.

A page is a module with one function. Two ways of making one:

* live, in Gradio: ``build(gr, page, asker, records, *, language)`` fills a ``gr.Blocks``, the page, that is open
  around it. For pages that hold a conversation with the server: the chat.
* written, in HTML: ``build(query, *, language) -> str`` gives what stands inside ``<main>`` for the parameters of
  its address; all that is not ours in it is escaped. For pages that answer while one types, that are shared by
  address, and that are printed: everything a page shows follows from its address, so that every state of it can
  be linked, goes back and forth, and works without a script. The one script of these pages (``written.js``) asks
  for the address that a form stands for, and puts the parts that changed (``data-part``) into the page.

Both get the same frame: title, navigation, switches for language and colours (:mod:`assistant.web.frame`).
Each page exists once in each language: Chinese at its own address, English under ``/en``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Protocol

from assistant.person import Role

LANGUAGES: Final = {"zh": "", "en": "/en"}
"""The languages of the pages, each with what its addresses begin with."""

COOKIE: Final = "pa_language"
"""Where a browser keeps the language that was chosen."""


class Asking(Protocol):
    """What a live page asks; it gives the objects of the contract."""

    def stream(
        self, question: str, *, history: Sequence[str], stop: threading.Event | None = None
    ) -> Iterator[Mapping[str, Any]]:
        """The events of the answer to a question that follows these earlier questions."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to save."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its address, its key among the words (``nav_KEY``), who may open it, its module, what else it loads."""

    path: str
    key: str
    needs: Role = Role.GUEST
    live: bool = False
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def build(self) -> Any:
        """The module's function that makes the page."""
        return self._module.build

    @property
    def files(self) -> Mapping[str, Any]:
        """What can be saved from the page: functions of a query and a language, by the name after its address."""
        files: Mapping[str, Any] = getattr(self._module, "FILES", {})
        return files

    @property
    def _module(self) -> Any:
        return import_module(f"assistant.web.{self.key}")

    def address(self, language: str) -> str:
        """Where the page stands in a language."""
        return f"{LANGUAGES[language]}{self.path}"


PAGES: Final = (
    Page(
        path="/",
        key="consult",
        live=True,
        styles=("style.css", "facts.css", "consult.css"),
        scripts=("page.js", "evidence.js", "facts.js", "anew.js", "history.js", "feedback.js"),
    ),
    Page(
        path="/desk",
        key="desk",
        needs=Role.OPERATOR,
        styles=("desk.css", "facts.css"),
        scripts=("evidence.js", "facts.js", "look_up.js", "call.js", "desk.js"),
    ),
    Page(
        path="/handovers",
        key="handovers",
        needs=Role.OPERATOR,
        styles=("lists.css",),
        scripts=("lists.js", "handovers.js"),
    ),
    Page(
        path="/overview",
        key="overview",
        needs=Role.SUPERVISOR,
        styles=("lists.css",),
        scripts=("lists.js", "overview.js"),
    ),
    Page(path="/calculator", key="calculator", styles=("forms.css",)),
    Page(path="/match", key="profile", styles=("forms.css", "match.css")),
    Page(path="/compare", key="compare", styles=("forms.css", "compare.css")),
    Page(path="/reader", key="reader", styles=("reader.css",)),
)
