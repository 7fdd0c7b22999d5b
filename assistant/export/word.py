"""Blocks as a Word file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from assistant.export.blocks import Block, Kind

_FONT: Final = "Microsoft YaHei"
_STYLES: Final = {
    Kind.TITLE: "Title",
    Kind.QUESTION: "Heading 2",
    Kind.TEXT: "Normal",
    Kind.ITEM: "List Bullet",
    Kind.QUOTE: "Quote",
    Kind.SOURCE: "Normal",
    Kind.NOTE: "Normal",
}
_SMALL: Final = 8.5


def word(blocks: Sequence[Block]) -> bytes:
    """The blocks as a .docx file."""
    from docx import Document

    paper = Document()
    for name in {*_STYLES.values()}:
        _chinese(paper.styles[name])
    for block in blocks:
        _write(paper, block)
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _write(paper: Any, block: Block) -> None:
    from docx.shared import Pt

    run = paper.add_paragraph(style=_STYLES[block.kind]).add_run(block.text)
    run.bold = True if block.kind is Kind.SOURCE else None
    if block.kind is Kind.NOTE:
        run.font.size = Pt(_SMALL)


def _chinese(style: Any) -> None:
    """A font for Chinese characters too: Word keeps one for each kind of script."""
    from docx.oxml.ns import qn

    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), _FONT)
