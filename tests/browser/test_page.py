"""The page before the real assistant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from index.clauses import corpus_clauses

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "深圳软件企业营业收入首次达到100亿元，能拿多少奖励？"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
MOST_MEMORY_MB = 700


def test_a_question_is_answered_beside_its_clause_open_at_the_deciding_words(
    server: Any, opened: Any, ask: Any, shot: Any
) -> None:
    page = opened(server[0])
    shot(page, "page-empty")
    text = ask(page, QUESTION)
    assert "300万元" in text
    card = page.locator("details.pa-card").first
    assert card.get_attribute("open") is not None
    marked = card.locator(".pa-clause mark").inner_text()
    assert "300万元" in marked
    clause = corpus_clauses()["shenzhen#5.12"]
    assert marked in clause.text
    assert card.locator(".pa-clause").inner_text().strip() == clause.text
    assert "现行" in card.locator("summary").inner_text()
    assert "shenzhen#5.12" in card.locator(".pa-proof").inner_text()
    shot(page, "page-answer")


def test_a_mark_opens_its_card_and_puts_the_focus_there(server: Any, opened: Any, ask: Any) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    card = page.locator("details.pa-card").first
    card.locator("summary").click()
    assert card.get_attribute("open") is None
    page.locator(".pa-body a.pa-mark").first.click()
    assert card.get_attribute("open") is not None
    assert page.evaluate("document.activeElement.closest('details').id") == card.get_attribute("id")


def test_the_figure_stands_large_with_its_steps(server: Any, opened: Any, ask: Any) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    figure = page.locator(".pa-figure").first
    assert figure.locator(".pa-amount").inner_text().split() == ["定额", "300万元"]
    assert "100亿元" in figure.locator(".pa-steps").inner_text()


def test_a_follow_up_is_understood_from_what_was_asked_before(server: Any, opened: Any, ask: Any) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    ask(page, "那50亿元呢？")
    assert "150万元" in page.locator(".pa-turn:not([hidden])").inner_text()
    page.locator("#pa-t1-reply a.pa-mark").first.click()
    assert page.locator("#pa-t1").is_visible()
    assert not page.locator("#pa-t2").is_visible()


def test_what_the_documents_do_not_hold_is_refused_without_a_citation(server: Any, opened: Any, ask: Any) -> None:
    page = opened(server[0])
    ask(page, "明天北京会下雨吗？")
    assert page.locator(".pa-status.pa-refused").is_visible()
    assert page.locator(".pa-turn .pa-number").count() == 0


def test_an_example_is_asked_by_a_click_and_a_new_conversation_starts_empty(server: Any, opened: Any) -> None:
    page = opened(server[0])
    example = page.locator("#pa-chat .example").first
    words = example.inner_text().strip()
    example.click()
    page.wait_for_selector("#pa-t1-reply")
    assert page.locator(".pa-question").inner_text() == words
    page.click("#pa-new")
    page.wait_for_selector("#pa-evidence .pa-library")
    assert page.locator(".pa-question").count() == 0
    assert page.locator("#pa-chat .example").first.is_visible()


def test_every_example_is_answered(server: Any, opened: Any) -> None:
    page = opened(server[0])
    for number in range(page.locator("#pa-chat .example").count()):
        page.locator("#pa-chat .example").nth(number).click()
        page.wait_for_selector(".pa-reply[id]")
        assert page.locator(".pa-status.pa-refused").count() == 0
        page.click("#pa-new")
        page.wait_for_selector("#pa-chat .example")


def test_a_phone_scrolls_in_one_direction_only(server: Any, opened: Any, ask: Any, shot: Any) -> None:
    page = opened(server[0], **PHONE)
    shot(page, "phone-empty")
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wide = (
        "[...document.querySelectorAll('#pa-right *, #pa-left *')].filter(e => e.getBoundingClientRect().right > 391)"
    )
    assert page.evaluate(f"{wide}.map(e => e.className)") == []
    page.locator("#pa-t1-reply .pa-see").click()
    page.wait_for_function("document.getElementById('pa-t1').getBoundingClientRect().top < innerHeight / 2")
    shot(page, "phone-answer")


def test_dark_mode_has_readable_contrast(server: Any, opened: Any, ask: Any, shot: Any) -> None:
    page = opened(server[0], color_scheme="dark", viewport={"width": 1360, "height": 860})
    ask(page, QUESTION)
    shot(page, "page-dark")
    for selector in (
        ".pa-body p",
        ".pa-clause",
        ".pa-clause mark",
        ".pa-badge",
        ".pa-spoken p",
        ".pa-proof",
        ".pa-date",
    ):
        assert contrast(page, selector) >= 4.5, selector


def test_light_mode_has_readable_contrast(server: Any, opened: Any, ask: Any) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    for selector in (
        ".pa-body p",
        ".pa-clause",
        ".pa-clause mark",
        ".pa-badge",
        ".pa-spoken p",
        ".pa-proof",
        ".pa-date",
    ):
        assert contrast(page, selector) >= 4.5, selector


def test_the_keyboard_alone_reaches_the_clause(server: Any, opened: Any, ask: Any) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    mark = page.locator(".pa-body a.pa-mark").first
    mark.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    assert page.locator("details.pa-card").first.get_attribute("open") is None


def test_copying_takes_the_line_to_read_aloud(server: Any, opened: Any, ask: Any) -> None:
    page = opened(server[0], permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.locator(".pa-spoken .pa-copy").click()
    page.wait_for_function("document.querySelector('.pa-spoken .pa-copy').textContent === '已复制'")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".pa-spoken p").inner_text()
    page.locator("#pa-t1-reply .pa-copy-text").click()
    page.wait_for_function("document.querySelector('#pa-t1-reply .pa-copy-text').textContent === '已复制'")
    assert "300万元" in page.evaluate("navigator.clipboard.readText()")


def test_the_language_and_the_title_are_set(server: Any, opened: Any) -> None:
    page = opened(server[0])
    assert page.title() == "软件企业政策助手"
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_serving_takes_little_memory(server: Any, opened: Any, ask: Any) -> None:
    ask(opened(server[0]), QUESTION)
    status = Path(f"/proc/{server[1]}/status")
    if not status.exists():
        pytest.skip("no /proc on this system")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    assert peak is not None
    assert int(peak[1]) / 1024 <= MOST_MEMORY_MB


def contrast(page: Any, selector: str) -> float:
    """The contrast of the first such element's text against what lies behind it, by WCAG 2."""
    return float(
        page.locator(selector).first.evaluate(
            """element => {
                const parse = c => { const n = c.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
                const light = c => c.slice(0, 3).map(v => v / 255)
                    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
                let behind = element, ground = [255, 255, 255, 1];
                while (behind) {
                    const c = parse(getComputedStyle(behind).backgroundColor);
                    if (c[3] === 1) { ground = c; break; }
                    behind = behind.parentElement;
                }
                const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground)].sort((x, y) => y - x);
                return (a + .05) / (b + .05);
            }"""
        )
    )
