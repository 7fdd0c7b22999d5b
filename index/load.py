"""A document's file as text."""

from __future__ import annotations

from pathlib import Path


class LoadError(ValueError):
    """A file that cannot be read as a document; the message says what would be right."""


def load_text(path: Path) -> str:
    """The file's characters, unchanged but for line ends; UTF-8 or GB18030.

    Raises LoadError when the file is neither, or UTF-8 with damaged places.
    """
    return _decoded(path.read_bytes(), path.name).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            at = error.start + 1
            raise LoadError(f"{name}: 第 {at} 字节处 UTF-8 损坏，请重新导出 / damaged UTF-8 at byte {at}") from None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        raise LoadError(
            f"{name}: 不是文本文件（应为 UTF-8 或 GB18030 编码） / not a text file in UTF-8 or GB18030"
        ) from None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all is UTF-8: read as GB18030 it would be nonsense without an error."""
    text = data.decode("utf-8", errors="replace")
    beyond_ascii = sum(not char.isascii() for char in text)
    return text.count("\ufffd") * 10 < beyond_ascii
