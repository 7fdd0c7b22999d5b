"""What a sentence puts in quotation marks must be words of its clauses, of the question or of a calculation."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from assistant.types import Citation
from index.manifest import documents
from index.text import fold

_QUOTED: Final = re.compile(r"[“「『\"]([^“”「」『』\"]{4,120})[”」』\"]|《([^《》]{4,120})》")
_LEFT_OUT: Final = re.compile(r"…+|\.{3,}|\[[^\]]*\]")
_WORDS: Final = re.compile(r"[\w%]+")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_LEAST: Final = 4  # characters; shorter ones are set apart rather than quoted


def misquoted(sentence: str, cited: Sequence[Citation], known: Iterable[str]) -> Iterator[str]:
    """The quotations of a sentence that stand nowhere in its clauses, their titles or what else is ``known``."""
    held = [_bare(text) for c in cited for text in (c.text, c.title, c.document)]
    held += [*map(_bare, known), *_titles()]
    for match in _QUOTED.finditer(sentence):
        for part in _LEFT_OUT.split(match[1] or match[2]):
            words = _bare(part)
            if len(words) >= _LEAST and _CHINESE.search(words) and not any(words in text for text in held):
                yield match[0]
                break


@functools.lru_cache(maxsize=512)
def _bare(text: str) -> str:
    """The letters and digits of a text, folded: marks and spaces are not quoted exactly."""
    return "".join(_WORDS.findall(fold(text)))


@functools.cache
def _titles() -> tuple[str, ...]:
    return tuple(_bare(name) for entry in documents() for name in (entry.title, entry.short))
