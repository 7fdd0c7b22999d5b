"""Nothing that somebody typed becomes a formula, and everything else stays what it is."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.spreadsheet import csv_lines, excel, safe_cell


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@A", "\t1", "\r1", "  =1", "\u3000=1", "＝1", "＋1", "－1", "＠A", "\ufeff=1", "\n=1"]
)
def test_what_could_be_a_formula_stands_behind_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["租金 = 30", "50万元", "", "'=1", 0, -1, 1.5, True, None, "a@b"])
def test_everything_else_is_left(value):
    assert safe_cell(value) == value


def test_times_are_the_wall_s_and_characters_that_a_file_cannot_hold_are_dropped():
    moment = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    assert safe_cell(moment) == moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    assert safe_cell("a\x00b\x1fc\ud800") == "abc"
    assert len(safe_cell("字" * 40_000)) == 32_000


def test_a_formula_behind_a_dropped_character_is_still_seen():
    assert safe_cell("\x00=1") == "'=1"


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_any_text_comes_back_from_csv_and_excel_and_is_never_a_formula(rows):
    lines = list(csv.reader(io.StringIO("".join(csv_lines(("甲", "乙"), rows)).removeprefix("\ufeff"), newline="")))
    assert lines == [["甲", "乙"], *[[safe_cell(cell) for cell in row] for row in rows]]
    sheet = openpyxl.load_workbook(io.BytesIO(excel("表", ("甲", "乙"), rows))).active
    for row in sheet.iter_rows(min_row=2):
        assert all(cell.data_type != "f" for cell in row)
        assert not any(str(cell.value or "").startswith(("=", "+", "-", "@")) for cell in row)


def test_numbers_are_numbers_in_excel():
    sheet = openpyxl.load_workbook(io.BytesIO(excel("表", ("甲",), [(12.5,), (-3,)]))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [12.5, -3]
    assert sheet.freeze_panes == "A2"


def test_csv_is_written_line_by_line():
    read = []

    def rows():
        for n in range(3):
            read.append(n)
            yield (n,)

    lines = csv_lines(("甲",), rows())
    next(lines)
    next(lines)
    assert read == [0]
