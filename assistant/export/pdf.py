"""Blocks as a PDF, in a Chinese font that every reader brings along: no font file is needed."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from html import escape
from typing import Any, Final

from assistant.export.blocks import Block, Kind

_FONT: Final = "STSong-Light"
_MARGIN: Final = 56  # points
# Size, leading, space before, indent and grey of each kind of block.
_LOOKS: Final = {
    Kind.TITLE: (17, 24, 0, 0, 0),
    Kind.QUESTION: (12.5, 19, 16, 0, 0),
    Kind.TEXT: (10.5, 17, 5, 0, 0),
    Kind.ITEM: (10.5, 17, 2, 14, 0),
    Kind.QUOTE: (10, 16, 3, 18, 0.3),
    Kind.SOURCE: (10.5, 17, 8, 0, 0),
    Kind.NOTE: (8.5, 13, 3, 0, 0.4),
}
_LAST_OF_FONT: Final = 0xFFFF


def pdf(blocks: Sequence[Block]) -> bytes:
    """The blocks as a .pdf file with page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    _use_font()
    held = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    title = next((block.text for block in blocks if block.kind is Kind.TITLE), "")
    paper = SimpleDocTemplate(held, pagesize=A4, title=title, **margins)
    flow = [Paragraph(_markup(block), _style(block.kind)) for block in blocks]
    paper.build(flow, onFirstPage=_number, onLaterPages=_number)
    return held.getvalue()


def _markup(block: Block) -> str:
    """The text for a writer that reads markup: everything in it stays text."""
    plain = "".join(c if ord(c) <= _LAST_OF_FONT else "□" for c in block.text)
    bullet = "· " if block.kind is Kind.ITEM else ""
    return bullet + escape(plain).replace("\n", "<br/>")


def _number(canvas: Any, paper: Any) -> None:
    canvas.setFont(_FONT, 8)
    canvas.drawCentredString(paper.pagesize[0] / 2, _MARGIN / 2, str(canvas.getPageNumber()))


@functools.cache
def _style(kind: Kind) -> Any:
    from reportlab.lib.colors import Color
    from reportlab.lib.styles import ParagraphStyle

    size, leading, before, indent, grey = _LOOKS[kind]
    return ParagraphStyle(
        str(kind),
        fontName=_FONT,
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        leftIndent=indent,
        textColor=Color(grey, grey, grey),
        wordWrap="CJK",
        keepWithNext=kind in (Kind.QUESTION, Kind.SOURCE),
    )


@functools.cache
def _use_font() -> None:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont(_FONT))
