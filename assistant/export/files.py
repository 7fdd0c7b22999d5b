"""A conversation as a file of one of four formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from assistant.export.blocks import Block, Kind, conversation_blocks
from assistant.export.pdf import pdf
from assistant.export.word import word


@dataclass(frozen=True, slots=True)
class File:
    """A file to save."""

    name: str
    media_type: str
    content: bytes


def conversation_file(title: str, answers: Sequence[Mapping[str, Any]], *, kind: str) -> File:
    """A conversation's answer objects as a file; ``kind`` is one of ``FORMATS``."""
    media_type, write = FORMATS[kind]
    return File(f"conversation.{kind}", media_type, write(tuple(conversation_blocks(title, answers))))


def text(blocks: Iterable[Block]) -> bytes:
    """The blocks as plain text."""
    return "\n\n".join(_TEXT[block.kind].format(block.text) for block in blocks).encode() + b"\n"


def markdown(blocks: Iterable[Block]) -> bytes:
    """The blocks as Markdown; what people wrote is kept from being markup."""
    return "\n\n".join(_marked(block) for block in blocks).encode() + b"\n"


def _marked(block: Block) -> str:
    held = "".join(f"\\{c}" if c in _MARKUP else c for c in block.text)
    lines = held.split("\n")
    if block.kind is Kind.QUOTE:
        return "\n".join(f"> {line}" for line in lines)
    return _MARKDOWN[block.kind].format("  \n".join(lines))


_MARKUP: Final = frozenset("\\`*_<>#|~!$&")
_TEXT: Final = {
    Kind.TITLE: "{}",
    Kind.QUESTION: "{}",
    Kind.TEXT: "{}",
    Kind.ITEM: "  · {}",
    Kind.QUOTE: "  “{}”",
    Kind.SOURCE: "{}",
    Kind.NOTE: "  {}",
}
_MARKDOWN: Final = {
    Kind.TITLE: "# {}",
    Kind.QUESTION: "## {}",
    Kind.TEXT: "{}",
    Kind.ITEM: "- {}",
    Kind.SOURCE: "**{}**",
    Kind.NOTE: "{}",
}

Write = Callable[[Sequence[Block]], bytes]
FORMATS: Final[Mapping[str, tuple[str, Write]]] = {
    "txt": ("text/plain; charset=utf-8", text),
    "md": ("text/markdown; charset=utf-8", markdown),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word),
    "pdf": ("application/pdf", pdf),
}
