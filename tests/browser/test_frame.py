"""The frame of every page: language, colours, skip link, titles."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.web.pages import LANGUAGES, PAGES
from assistant.web.words import words

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVERY = [(page, language) for page in PAGES for language in LANGUAGES]


@pytest.mark.parametrize(("page", "language"), EVERY, ids=lambda value: getattr(value, "key", value))
def test_every_page_stands_at_its_address_with_its_own_title_in_its_language(
    server: Any, visit: Any, page: Any, language: str
) -> None:
    tab = visit(server[0], page.address(language))
    said = words(language)
    assert tab.title() == (said["name"] if page.path == "/" else f"{said[f'nav_{page.key}']} · {said['name']}")
    tab.wait_for_timeout(500)
    assert tab.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert tab.locator(".pa-nav [aria-current=page]").inner_text() == said[f"nav_{page.key}"]
    assert tab.locator("h1").count() == 1
    assert tab.locator("main").count() == 1


def test_the_chosen_language_is_kept_for_the_next_visit(server: Any, visit: Any) -> None:
    tab = visit(server[0], "/")
    tab.click(".pa-language")
    tab.wait_for_url("**/en/")
    tab.wait_for_selector(".pa-top")
    tab.goto(server[0])
    tab.wait_for_selector(".pa-top")
    assert urlsplit(tab.url).path == "/en/"
    tab.click(".pa-language")
    tab.wait_for_selector("text=您想了解哪项扶持")
    tab.goto(server[0])
    assert urlsplit(tab.url).path == "/"


def test_colours_follow_the_system_until_one_is_chosen_and_are_kept(server: Any, visit: Any) -> None:
    tab = visit(server[0], "/", color_scheme="dark")
    dark = "document.body.classList.contains('dark')"
    tab.wait_for_function(dark)
    tab.click(".pa-colours")
    tab.wait_for_function(f"!{dark}")
    tab.reload()
    tab.wait_for_selector("#pa-box textarea")
    tab.wait_for_timeout(500)
    assert tab.evaluate(dark) is False
    assert tab.locator(".pa-colours").get_attribute("aria-label") == words()["go_dark"]


def test_the_skip_link_leads_past_the_navigation(server: Any, visit: Any) -> None:
    tab = visit(server[0], "/")
    tab.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    tab.locator(".pa-skip").focus()
    assert tab.locator(".pa-skip").bounding_box()["y"] >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "pa-main-content"
