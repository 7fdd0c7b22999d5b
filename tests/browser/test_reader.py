"""The documents before a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from index.clauses import corpus_clauses
from index.text import traditional

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_linked_clause_is_in_sight_with_its_words_marked(server: Any, visit: Any, until: Any, shot: Any) -> None:
    page = visit(server[0], "/reader?clause=guangming%235.17&quote=单场活动")
    seen = "document.querySelector('.pa-current').getBoundingClientRect()"
    until(page, f"{seen}.top < innerHeight && {seen}.bottom > 0")
    text = page.locator(".pa-current .pa-text").inner_text()
    assert "".join(text.split()) == "".join(corpus_clauses()["guangming#5.17"].text.split())
    shot(page, "reader-clause")


def test_the_link_of_a_clause_is_copied_and_leads_back_to_it(server: Any, visit: Any) -> None:
    page = visit(server[0], "/reader?document=guangzhou", permissions=["clipboard-read", "clipboard-write"])
    passage = page.locator("[id='2.2.5']")
    passage.locator(".pa-copy", has_text="复制链接").click()
    passage.locator(".pa-copy", has_text="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    again = visit(copied, "")
    assert again.locator(".pa-current").get_attribute("id") == "2.2.5"


@pytest.mark.parametrize("typed", ["租金", traditional("软件名园"), "ＣＭＭＩ"])
def test_search_marks_the_text_while_typing(server: Any, visit: Any, typed: str) -> None:
    page = visit(server[0], "/reader?document=shenzhen")
    page.type("#pa-q", typed)
    page.locator("#pa-found .pa-results li").first.wait_for()
    page.locator("#pa-paper mark.pa-hit").first.wait_for()
    page.locator("#pa-found a").first.click()
    page.wait_for_url("**clause=**")
    assert page.locator(".pa-current mark").first.is_visible()
    assert page.input_value("#pa-q") == typed


def test_what_stands_nowhere_is_told(server: Any, visit: Any) -> None:
    page = visit(server[0], "/reader")
    page.type("#pa-q", "火星")
    page.locator("#pa-found", has_text="都没有“火星”").wait_for()


def test_the_tree_leads_to_a_clause(server: Any, visit: Any, until: Any, shot: Any) -> None:
    page = visit(server[0], "/reader?document=guangming")
    shot(page, "reader")
    page.locator(".pa-contents a", has_text="租金").or_(page.locator(".pa-contents a").nth(8)).first.click()
    until(page, "location.hash.length > 1")
    target = "document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top"
    until(page, f"{target} < innerHeight && {target} > -50")


def test_printing_leaves_only_the_document(server: Any, visit: Any) -> None:
    page = visit(server[0], "/reader")
    page.emulate_media(media="print")
    assert page.locator(".pa-paper h1").is_visible()
    for hidden in (".pa-top", ".pa-beside", ".pa-paper .pa-copy"):
        assert not page.locator(hidden).first.is_visible()
