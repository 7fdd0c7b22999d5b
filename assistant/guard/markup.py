"""What a sentence of a chat model may not hold: links, images, HTML, code, characters that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_MARKUP: Final = re.compile(
    r"!?\[[^\]\n]*\]\s*\([^)\n]*\)?"  # [text](target), also cut off
    r"|!\[|\[[^\]\n]*\]\s*\[|^\s*\[[^\]\n]+\]:"
    r"|\w[\w+.-]*://\S*|\b(?:javascript|data|vbscript|mailto|file|tel)\s*:\s*\S*|\bwww\.\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|io|ai|top|xyz|info|cc|me|site|app|dev|link|shop|club|vip|gov|edu|ru"
    r"|tk)\b(?:/\S*)?"
    r"|</?[a-zA-Z!?][^>\n]*>?|&(?:#\w+|[a-z]+);"
    r"|`+[^`\n]*`*|~~~|\$\$|\\\w+\{"
    r"|[\w.+-]+@[\w-]+\.\w+"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
    re.IGNORECASE | re.MULTILINE,
)
_MARK: Final = re.compile(r"\[\d{1,2}\]")


def markup(sentence: str) -> Iterator[str]:
    """The stretches of a sentence that a page could render as more than words."""
    for found in _MARKUP.finditer(_MARK.sub(lambda m: "\x20" * len(m[0]), sentence)):
        yield found[0].strip() or repr(found[0])
