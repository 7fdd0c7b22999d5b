"""Matching a company's profile before a real browser, and the files that it gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPANY = "/match?place=光明区&revenue=12亿&newly_settled=是&interest_paid=360万&area=3000&rent_per_m2_month=40"


def test_a_profile_filled_in_by_hand_shows_claims_and_the_best_combination(server: Any, visit: Any, shot: Any) -> None:
    page = visit(server[0], "/match")
    shot(page, "match-empty")
    page.select_option("#pa-in-place", "光明区")
    page.locator("#pa-in-revenue").wait_for()
    assert page.locator("details.pa-group").count() == 6
    assert page.locator("details.pa-group[open]").count() == 1
    page.fill("#pa-in-revenue", "12亿")
    page.locator(".pa-best .pa-amount", has_text="1050万元").wait_for()
    page.select_option("#pa-in-newly_settled", "是")
    page.locator("#pa-count-company", has_text="已填 2／16").wait_for()
    page.check("#pa-in-enterprise_kind input[value=独角兽企业]")
    page.locator(".pa-best .pa-amount", has_text="2050万元").wait_for()
    shot(page, "match")


def test_the_address_reopens_the_profile(server: Any, visit: Any) -> None:
    page = visit(server[0], COMPANY)
    assert "1266万元" in page.locator(".pa-best .pa-amount").inner_text()
    assert page.input_value("#pa-in-interest_paid") == "360万"
    page.fill("#pa-in-interest_paid", "100万")
    page.locator(".pa-best .pa-amount", has_text="1188万元").wait_for()
    again = visit(page.url, "")
    assert "1188万元" in again.locator(".pa-best .pa-amount").inner_text()


def test_a_missing_fact_leads_to_its_field_in_a_folded_group(server: Any, visit: Any) -> None:
    page = visit(server[0], COMPANY)
    page.locator("#pa-asks summary").click()
    page.locator("#pa-asks a[href='#pa-in-guarantee_fee']").click()
    assert page.evaluate("document.activeElement.id") == "pa-in-guarantee_fee"
    page.keyboard.type("100万")
    page.locator(".pa-chart", has_text="贷款担保费资助").wait_for()
    assert page.locator("#pa-asks").get_attribute("open") is not None


def test_the_sheet_and_the_document_hold_what_the_page_shows(server: Any, visit: Any, tmp_path: Path) -> None:
    page = visit(server[0], COMPANY, accept_downloads=True)
    saved = {}
    for name, word in (("xlsx", "下载 Excel 清单"), ("docx", "下载 Word 清单")):
        with page.expect_download() as download:
            page.click(f"text={word}")
        saved[name] = tmp_path / f"list.{name}"
        download.value.save_as(saved[name])
        assert download.value.suggested_filename.endswith(f".{name}")
    shown = page.locator(".pa-chart th > a:first-child").all_inner_texts()
    titles = [row[1] for row in load_workbook(saved["xlsx"]).active.iter_rows(min_row=2, values_only=True)]
    assert titles[: len(shown)] == shown
    text = "\n".join(paragraph.text for paragraph in Document(str(saved["docx"])).paragraphs)
    assert all(title in text for title in shown)
    assert "1266万元" in text


def test_what_stands_apart_and_what_is_ruled_out_is_said(server: Any, visit: Any) -> None:
    page = visit(server[0], COMPANY)
    assert page.locator("text=文件未规定能否叠加").first.is_visible()
    page.locator("#pa-ruled_out summary").click()
    assert page.locator("#pa-ruled_out li").count() >= 1


def test_a_phone_scrolls_in_one_direction_only(server: Any, visit: Any, shot: Any) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    page = visit(server[0], COMPANY, **phone)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "match-phone")
