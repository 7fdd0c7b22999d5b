"""The calculator before a real browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RENT = "/calculator?award=guangming%233.11/a"
AMOUNT = "#pa-result .pa-amount"


def amount(page: Any, expected: str) -> None:
    page.locator(AMOUNT, has_text=expected).wait_for()


def test_place_then_award_then_facts_give_a_live_amount_with_its_steps(server: Any, visit: Any, shot: Any) -> None:
    page = visit(server[0], "/calculator")
    shot(page, "calculator-empty")
    page.select_option("#pa-in-place", "光明区")
    page.locator("#pa-in-award").wait_for()
    page.select_option("#pa-in-award", "guangming#3.11/a")
    page.locator("#pa-in-area").wait_for()
    page.type("#pa-in-area", "3000平方米")
    page.type("#pa-in-rent_per_m2_month", "40")
    amount(page, "108万元")
    assert page.locator(f"{AMOUNT} .pa-bound").inner_text() == "最高"
    assert "3000平方米 × 30元/平方米/月 × 12个月" in page.locator("#pa-result .pa-steps").inner_text()
    assert page.evaluate("document.activeElement.id") == "pa-in-rent_per_m2_month"
    shot(page, "calculator")


def test_the_address_reopens_the_calculation_and_going_back_leads_to_the_choice(
    server: Any, visit: Any, until: Any
) -> None:
    page = visit(server[0], "/calculator?place=光明区")
    page.select_option("#pa-in-award", "guangming#3.11/a")
    page.locator("#pa-in-area").wait_for()
    page.fill("#pa-in-area", "800")
    amount(page, "28.8万元")
    until(page, "location.search.includes('area=800')")
    assert parse_qs(urlsplit(page.url).query)["award"] == ["guangming#3.11/a"]
    again = visit(page.url, "")
    amount(again, "28.8万元")
    assert again.input_value("#pa-in-area") == "800"
    page.go_back()
    page.locator(".pa-list").first.wait_for()
    assert page.locator("#pa-in-area").count() == 0


def test_the_link_is_copied(server: Any, visit: Any) -> None:
    page = visit(server[0], f"{RENT}&area=800", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#pa-result .pa-copy", has_text="复制这次测算的链接").click()
    page.locator("#pa-result .pa-copy", has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_value_that_cannot_be_read_is_told_beside_its_field(server: Any, visit: Any, until: Any, shot: Any) -> None:
    page = visit(server[0], f"{RENT}&area=3000")
    page.fill("#pa-in-rent_per_m2_month", "很多")
    error = page.locator("#pa-error-rent_per_m2_month")
    error.filter(has_text="读不出数值").wait_for()
    assert page.get_attribute("#pa-in-rent_per_m2_month", "aria-invalid") == "true"
    shot(page, "calculator-error")
    page.fill("#pa-in-rent_per_m2_month", "20")
    until(page, "document.getElementById('pa-error-rent_per_m2_month').textContent === ''")
    amount(page, "72万元")
    assert page.get_attribute("#pa-in-rent_per_m2_month", "aria-invalid") == "false"


def test_what_is_missing_is_asked_and_what_rules_out_is_said(server: Any, visit: Any) -> None:
    page = visit(server[0], "/calculator?award=guangdong%231.4/a")
    assert "贷款本金是多少" in page.locator("#pa-result .pa-missing").inner_text()
    page.goto(server[0] + "calculator?award=shenzhen%235.12/a&revenue=12亿&first_time=否")
    assert "不符合条件" in page.locator(AMOUNT).inner_text()


def test_the_clause_is_one_step_away_open_at_the_words(server: Any, visit: Any) -> None:
    page = visit(server[0], RENT)
    page.click(".pa-wording a")
    page.wait_for_url("**/reader?**")
    assert page.locator(".pa-current mark").inner_text().startswith("对新入驻区主管部门认定的")


def test_without_an_answer_the_page_says_so_and_recovers(server: Any, visit: Any) -> None:
    page = visit(server[0], f"{RENT}&area=800")
    page.route("**/calculator?*", lambda route: route.fulfill(status=503, body="down"))
    page.fill("#pa-in-area", "900")
    page.locator("#pa-trouble", has_text="连不上服务").wait_for()
    assert "28.8万元" in page.locator(AMOUNT).inner_text()
    page.unroute("**/calculator?*")
    page.fill("#pa-in-area", "1000")
    amount(page, "36万元")
    assert not page.locator("#pa-trouble").is_visible()


def test_on_a_phone_the_figure_stays_in_sight(server: Any, visit: Any, until: Any, shot: Any) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    page = visit(server[0], f"{RENT}&area=3000", **phone)
    assert "108万元" in page.locator("#pa-brief").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "calculator-phone")
    page.click("#pa-brief a")
    until(page, "document.getElementById('pa-result').getBoundingClientRect().top < innerHeight / 2")


def test_it_works_without_scripts(server: Any, visit: Any) -> None:
    page = visit(server[0], RENT, java_script_enabled=False)
    page.fill("#pa-in-area", "3000")
    page.locator("noscript button, button.pa-button").first.click()
    page.wait_for_url("**area=3000**")
    assert "108万元" in page.locator(AMOUNT).inner_text()
