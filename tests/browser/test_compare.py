"""Places side by side before a real browser."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_topic_shows_the_places_beside_one_another(server: Any, visit: Any, shot: Any) -> None:
    page = visit(server[0], "/compare")
    shot(page, "compare-topics")
    page.select_option("#pa-in-topic", "loans")
    page.locator(".pa-column").first.wait_for()
    tops = page.evaluate("[...document.querySelectorAll('.pa-column')].map(c => c.getBoundingClientRect().top)")
    assert len(tops) == 4
    assert len(set(tops)) == 1
    assert page.locator(".pa-column").nth(1).inner_text().split() == ["广州市", "文件中没有这一类奖补。"]
    assert "topic=loans" in page.url
    shot(page, "compare")


def test_an_award_leads_to_its_clause_and_to_the_calculator(server: Any, visit: Any) -> None:
    page = visit(server[0], "/compare?topic=rent")
    card = page.locator(".pa-given", has_text="专业产业园租金补贴")
    card.locator("a", has_text="试算").click()
    page.wait_for_url("**/calculator?**")
    assert page.input_value("#pa-in-award") == "guangming#3.11/a"
    page.go_back()
    page.locator(".pa-given", has_text="专业产业园租金补贴").locator("a").first.click()
    page.wait_for_url("**/reader?**")
    assert page.locator(".pa-current mark").is_visible()


def test_the_day_changes_the_standing(server: Any, visit: Any) -> None:
    page = visit(server[0], "/compare?topic=revenue")
    page.locator(".pa-column").nth(2).locator(".pa-badge", has_text="现行").first.wait_for()
    page.fill("#pa-on", "2028-01-01")
    page.locator(".pa-column").nth(2).locator(".pa-badge", has_text="已到期").first.wait_for()


def test_going_back_leads_from_one_topic_to_the_other(server: Any, visit: Any) -> None:
    page = visit(server[0], "/compare?topic=rent")
    page.select_option("#pa-in-topic", "loans")
    page.locator(".pa-topic", has_text="贷款与融资").wait_for()
    page.go_back()
    page.locator(".pa-topic", has_text="租金").wait_for()
    assert page.input_value("#pa-in-topic") == "rent"
