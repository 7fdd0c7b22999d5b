"""The one normalisation of text used for search, quotes and checks."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u3164\uffa0\ufe00-\ufe0f"
    "\U000e0000-\U000e01ef]"
)
# Half of a surrogate pair is no character; what JSON lets through would stop the converter of scripts.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_PUNCTUATION = re.compile(r"[^\w%]+")


def clean(text: str) -> str:
    """The text without invisible and control characters, every blank a plain one, ends trimmed."""
    return _SPACE.sub(" ", _CONTROL.sub(" ", _INVISIBLE.sub("", text))).strip()


def squeeze(text: str) -> str:
    """The text for comparing quotes: half-width forms, no white space, no thousands separators."""
    folded = _SPACE.sub("", unicodedata.normalize("NFKC", text))
    return _THOUSANDS.sub("", folded)


def fold(text: str) -> str:
    """The text for searching: half-width, lower case, Simplified Chinese, single blanks."""
    return simplify(clean(unicodedata.normalize("NFKC", text))).lower()


def bare(text: str) -> str:
    """The folded text without blanks and punctuation, for near-copy and substring checks."""
    return _PUNCTUATION.sub("", fold(text))


def simplify(text: str) -> str:
    """The text in Simplified characters."""
    return text if text.isascii() else _converter("t2s").convert(text)


def traditional(text: str) -> str:
    """The text in Traditional characters."""
    return text if text.isascii() else _converter("s2t").convert(text)


@functools.cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(name)
