"""Tables for a spreadsheet, as CSV or Excel, in which nothing that somebody typed is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

# What a spreadsheet takes for the beginning of a formula, also behind blanks and in full width.
_FORMULA: Final = re.compile(r"[\s\u200b\ufeff]*[=+\-@\t\r＝＋－＠]")
# What XML, and so Excel, cannot hold.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL: Final = 32_000
_WIDEST: Final = 60


def safe_cell(value: Any) -> Any:
    """A value as a cell may hold it: a number as it is, text that might be a formula behind an apostrophe."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    text = _UNFIT.sub("", str(value))[:_LONGEST_CELL]
    return f"'{text}" if _FORMULA.match(text) else text


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A CSV file line by line, with the mark by which Excel knows it for UTF-8."""
    held = io.StringIO()
    writer = csv.writer(held)
    yield "\ufeff"
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe_cell(value) for value in row])
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()


def excel(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """An Excel file of one sheet, its headings in view and filters on."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for column, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, 4 + 2 * len(heading) + 8)

    def cell(value: Any, *, bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=safe_cell(value))
        made.font, made.alignment = Font(bold=bold), Alignment(vertical="top", wrap_text=True)
        return made

    sheet.append([cell(heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([cell(value) for value in row])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
