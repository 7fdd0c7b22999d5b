"""A document's file as text."""

from __future__ import annotations

from pathlib import Path

_ENCODINGS = ("utf-8-sig", "gb18030")


class LoadError(ValueError):
    """A file that cannot be read as a document; the message says what would be right."""


def load_text(path: Path) -> str:
    """The file's characters, unchanged but for line ends; UTF-8 or GB18030.

    Raises LoadError when the file is neither.
    """
    data = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise LoadError(f"{path.name}: 不是文本文件（应为 UTF-8 或 GB18030 编码） / not a text file in UTF-8 or GB18030")
