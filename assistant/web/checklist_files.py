"""A checklist as a file to apply with: Excel and Word."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from assistant.jsonable import jsonable
from assistant.spreadsheet import excel
from assistant.web.checklist import Checklist, Line
from assistant.web.figures import headline
from assistant.web.forms import translated
from assistant.web.words import Words
from index.text import clean

_FONT: Final = "Microsoft YaHei"
_BOX: Final = "☐"
_COLUMNS: Final = (
    "column_group",
    "award",
    "column_shown",
    "column_yuan",
    "column_counted",
    "column_confirm",
    "column_used",
    "column_department",
    "column_document",
    "column_label",
    "column_quote",
    "column_standing",
    "clause_id",
    "hash",
    "column_done",
)


def as_excel(listed: Checklist, *, said: Words) -> bytes:
    """One sheet with a row for each award that may be claimed, and those that are out with the reason."""
    groups = (("claims", listed.claims), ("selective", listed.selective), ("ruled_out", listed.ruled_out))
    rows = (_row(said[f"match_{group}"], line, said) for group, lines in groups for line in lines)
    return excel(said["checklist"], [said[column] for column in _COLUMNS], rows)


def as_word(listed: Checklist, *, said: Words) -> bytes:
    """A document to print: the company, the best combination and why, then each award with boxes to tick."""
    from docx import Document

    paper = Document()
    for name in ("Title", "Heading 1", "Heading 2", "Normal", "Quote", "List Bullet"):
        _chinese(paper.styles[name])
    paper.add_heading(said["checklist"], 0)
    paper.add_paragraph(said["as_of_matched"].format(date=listed.on.isoformat()))
    _facts(paper, listed, said)
    _best(paper, listed, said)
    for group, lines in (("claims", listed.claims), ("selective", listed.selective)):
        if lines:
            paper.add_heading(said[f"match_{group}"], 1)
        for line in lines:
            _award(paper, line, said)
    _plain_list(paper, said["match_apart"], (str(pair["text"]) for pair in listed.apart))
    _plain_list(paper, said["match_ruled_out"], (f"{line.title}：{line.reason}" for line in listed.ruled_out))
    paper.add_paragraph(said["disclaimer"])
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


Write = Callable[..., bytes]
FORMATS: Final[Mapping[str, tuple[str, Write]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_excel),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_word),
}


def _row(group: str, line: Line, said: Words) -> list[Any]:
    return [
        group,
        line.title,
        line.shown if group != said["match_ruled_out"] else line.reason,
        jsonable(line.amount),
        said["yes"] if line.counted else "",
        "\n".join(f"{_BOX} {text}" for text in line.confirm),
        _pairs(line.used),
        line.department,
        line.document,
        line.label,
        line.quote,
        said[line.standing],
        line.clause_id,
        line.sha256,
        _BOX,
    ]


def _facts(paper: Any, listed: Checklist, said: Words) -> None:
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    for name, value in ((said["place"], translated(listed.place, said=said)), *listed.facts):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = _fit(name), _fit(value)


def _best(paper: Any, listed: Checklist, said: Words) -> None:
    if listed.best is None:
        return
    paper.add_heading(f"{said['match_best']}：{headline(listed.best, words=said)}", 1)
    for line in listed.claims:
        if line.counted:
            paper.add_paragraph(f"{line.title}　{line.shown}", style="List Bullet")
    for step in listed.best["steps"]:
        paper.add_paragraph(step["text"])
        if step["quote"]:
            paper.add_paragraph(step["quote"], style="Quote")


def _award(paper: Any, line: Line, said: Words) -> None:
    paper.add_heading(f"{_BOX} {line.title}　{line.shown}", 2)
    paper.add_paragraph(line.quote, style="Quote")
    source = f"《{line.document}》{line.label}（{said[line.standing]}） {line.clause_id} sha256:{line.sha256[:12]}"
    paper.add_paragraph(source)
    if line.department:
        paper.add_paragraph(line.department)
    if line.used:
        paper.add_paragraph(f"{said['column_used']}：{_fit(_pairs(line.used))}")
    for text in line.confirm:
        paper.add_paragraph(f"{_BOX} {text}")


def _plain_list(paper: Any, heading: str, lines: Iterable[str]) -> None:
    items = list(lines)
    if items:
        paper.add_heading(heading, 1)
    for text in items:
        paper.add_paragraph(text, style="List Bullet")


def _fit(text: str) -> str:
    """What a caller wrote, without the characters that no file of ours can hold."""
    return clean(text)


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "；".join(f"{name}：{value}" for name, value in pairs)


def _chinese(style: Any) -> None:
    """A font for Chinese characters too: Word keeps one for each kind of script."""
    from docx.oxml.ns import qn

    style.font.name = _FONT
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
