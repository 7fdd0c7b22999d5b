"""What documents and awards are called in the language of a page."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from assistant.calculator import load_rules
from assistant.english_steps import in_english
from assistant.web.words import Words
from index.manifest import document, documents
from index.yamlfile import DataFileError, read_yaml


def award_title(award_id: str, *, said: Words) -> str:
    """An award's title; that of the rules unless the page is English."""
    return _english()["awards"][award_id] if is_english(said) else load_rules().award(award_id).title


def document_name(document_id: str, *, said: Words) -> str:
    """A document's short name."""
    return _english()["documents"][document_id] if is_english(said) else document(document_id).short


def step_text(text: str, *, said: Words) -> str:
    """A step of a calculation in the page's language; names and figures stay as the documents write them."""
    return in_english(text) if is_english(said) else text


def is_english(said: Words) -> bool:
    """Whether these are the English words."""
    return said["language"] == "en"


def one_language(message: str, *, said: Words) -> str:
    """The half of a message in two languages that the page speaks."""
    chinese, _, english = message.partition(" / ")
    return english if english and is_english(said) else chinese


@functools.cache
def _english() -> Any:
    names = read_yaml(Path(__file__).with_name("english.yaml"))
    expected = {"documents": [d.id for d in documents()], "awards": [a.id for a in load_rules().awards]}
    for kind, ids in expected.items():
        if problems := sorted(set(ids) ^ set(names.get(kind, ()))):
            raise DataFileError(f"english.yaml: {kind}: {', '.join(problems)}: expected exactly what there is")
    return names
