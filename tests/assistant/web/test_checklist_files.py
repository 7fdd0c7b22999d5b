from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from assistant.calculator import read_facts
from assistant.web.checklist import Checklist, checklist
from assistant.web.checklist_files import FORMATS
from assistant.web.words import words
from index.clauses import corpus_clauses

ON = date(2026, 11, 20)
COMPANY = {"revenue": "12亿", "newly_settled": "是", "interest_paid": "360万", "area": 3000, "rent_per_m2_month": 40}


def listed(language: str = "zh", **facts: object) -> Checklist:
    return checklist("光明区", read_facts(facts or COMPANY), on=ON, said=words(language))


def saved(kind: str, given: Checklist, language: str = "zh") -> Any:
    content = io.BytesIO(FORMATS[kind][1](given, said=words(language)))
    return load_workbook(content).active if kind == "xlsx" else Document(content)


def test_the_sheet_has_a_row_for_each_award_with_its_citation() -> None:
    given = listed()
    rows = list(saved("xlsx", given).iter_rows(values_only=True))
    assert len(rows) == 1 + len(given.claims) + len(given.selective) + len(given.ruled_out)
    assert None not in rows[0]
    head = {name: at for at, name in enumerate(rows[0])}
    for row, line in zip(rows[1:], given.claims, strict=False):
        assert row[head["奖补"]] == line.title
        assert row[head["金额（元）"]] == line.amount
        assert row[head["条款编号"]] == line.clause_id
        assert row[head["条款原话"]].replace("\n", "") in corpus_clauses()[line.clause_id].text.replace("\n", "")
        assert row[head["原文校验"]] == line.sha256
        assert row[head["文件状态"]] in ("现行", "征求意见稿")


def test_the_document_holds_the_company_the_best_combination_and_each_award() -> None:
    given = listed()
    paper = saved("docx", given)
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "最佳组合：最高 1266万元" in text
    assert all(line.title in text and line.clause_id in text for line in given.claims)
    assert "☐ 从银行获得" in text
    cells = [cell.text for row in paper.tables[0].rows for cell in row.cells]
    assert cells[:2] == ["地方", "光明区"]
    assert "12亿" in cells


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@", " =", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    given = listed()
    hostile = f"{start}HYPERLINK(1)"
    lines = [replace(line, title=hostile, used=((hostile, hostile),), confirm=()) for line in given.claims]
    sheet = saved("xlsx", replace(given, claims=tuple(lines)))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sum("HYPERLINK" in str(cell.value) for cell in cells) == 2 * len(lines)
    for cell in cells:
        assert cell.data_type != "f"
        assert not str(cell.value).lstrip().startswith(("=", "+", "-", "@", "＝"))


def test_files_speak_the_language_of_the_page() -> None:
    given = listed("en")
    assert saved("xlsx", given, "en")["A1"].value == "Group"
    assert saved("docx", given, "en").paragraphs[0].text == "Checklist to apply with"


def test_a_company_with_nothing_to_claim_still_gets_its_files() -> None:
    given = checklist("广州市", {}, on=ON, said=words())
    assert given.best is None
    assert saved("docx", given).paragraphs[0].text == "申报清单"
    assert saved("xlsx", given).max_row >= 1
