"""The operators' desk before the real assistant: by keyboard alone."""

from __future__ import annotations

import io
import statistics
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
MOST_MS = 100
TYPED = (
    "深圳首版次", "光明租金补贴", "贷款贴息", "CMMI四级", "广州专精特新", "开源社区", "独角兽落户", "算力补贴",
    "上市奖励", "软件名园", "人才奖励", "营收首次达到10亿", "展会资助", "数据集购买", "担保费",
)  # fmt: skip


@pytest.fixture
def desk(server: Any, visit: Any) -> Any:
    """Opens the desk with the focus where it belongs."""

    def go(**options: Any) -> Any:
        page = visit(server[0], "/desk", **options)
        page.wait_for_function("() => document.activeElement && document.activeElement.id === 'pa-q'")
        return page

    return go


def found(page: Any, text: str) -> None:
    page.locator(".pa-row", has_text=text).first.wait_for()


def test_a_call_is_answered_by_keyboard_alone(desk: Any, shot: Any) -> None:
    page = desk(**CLIPBOARD)
    shot(page, "desk-empty")
    page.keyboard.type("深圳营收首次达到10亿元，奖多少？")
    found(page, "壮大软件企业中坚力量")
    shot(page, "desk-typing")
    page.keyboard.press("Enter")
    page.locator("#pa-card .pa-amount strong", has_text="50万元").wait_for()
    assert page.locator("#pa-card .pa-bound").first.inner_text() == "定额"
    assert page.locator("#pa-card .pa-spoken p").first.inner_text().startswith("可得五十万元（定额）。")
    page.locator("#pa-told li:not(.pa-quiet)").wait_for()
    number = page.locator("#pa-number").inner_text()
    assert number[8:] == "-0001"
    page.keyboard.press("Alt+c")
    page.keyboard.press("Control+a")
    page.keyboard.type("60亿")
    page.locator("#pa-card .pa-amount strong", has_text="150万元").wait_for()
    assert "一百五十万元" in page.locator("#pa-card .pa-spoken p").first.inner_text()
    shot(page, "desk-answer")
    page.keyboard.press("Alt+a")
    page.locator("#pa-told li").nth(1).wait_for()
    page.keyboard.press("Alt+n")
    page.keyboard.type("陈女士要回电 13800138000")
    page.locator("#pa-saved", has_text="已保存").wait_for()
    page.keyboard.press("Alt+t")
    page.locator("#pa-ticket", has_text="已复制").wait_for()
    ticket = page.evaluate("navigator.clipboard.readText()")
    assert ticket.startswith(f"来电编号：{number}")
    assert "定额50万元" in ticket
    assert "定额150万元" in ticket
    assert "年营业收入 60亿元" in ticket
    assert "13800138000" not in ticket
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "pa-q"
    page.keyboard.press("Alt+w")
    page.wait_for_function("() => document.getElementById('pa-number').textContent === '—'")
    assert page.input_value("#pa-q") == ""


def test_clauses_are_reached_with_arrows_and_digits(desk: Any) -> None:
    page = desk()
    page.keyboard.type("租金补贴")
    found(page, "加强企业产业用房支持")
    page.keyboard.press("ArrowDown")
    assert page.locator(".pa-row[aria-selected=true] .pa-key").inner_text() == "1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    page.locator("#pa-card .pa-clause mark").wait_for()
    quote = page.locator(".pa-row").first.locator(".pa-row-quote").inner_text()
    assert page.locator("#pa-card .pa-clause mark").inner_text() == quote
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+2")
    label = page.locator(".pa-row").nth(1).locator(".pa-label").inner_text()
    page.locator("#pa-card .pa-label", has_text=label).first.wait_for()
    assert page.input_value("#pa-q") == "租金补贴"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.input_value("#pa-q") == ""
    page.wait_for_function("() => document.querySelectorAll('.pa-row').length === 0")


def test_a_digit_is_a_digit_while_one_types(desk: Any) -> None:
    page = desk()
    page.keyboard.type("营收12")
    assert page.input_value("#pa-q") == "营收12"


def test_filters_narrow_the_look_up(desk: Any) -> None:
    page = desk()
    page.keyboard.type("奖励")
    found(page, "光明区")
    page.keyboard.press("Alt+l")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "深圳市"
    page.wait_for_function(
        "() => [...document.querySelectorAll('.pa-row b')].every(e => e.textContent === '深圳市若干措施') && "
        "document.querySelectorAll('.pa-row').length > 2"
    )
    page.select_option("#pa-filters [name=standing]", "draft")
    page.locator("#pa-count", has_text="没有找到").wait_for()


def test_the_list_of_keys_is_shown_and_put_away_again(desk: Any, shot: Any) -> None:
    page = desk()
    page.keyboard.press("?")
    page.locator("#pa-keys[open]").wait_for()
    assert "Alt 1–9" in page.locator("#pa-keys").inner_text()
    shot(page, "desk-keys")
    page.keyboard.press("Escape")
    assert page.locator("#pa-keys[open]").count() == 0
    assert page.input_value("#pa-q") == ""


def test_conditions_are_ticked_by_keyboard_and_compute(desk: Any) -> None:
    page = desk()
    page.keyboard.type("光明租金补贴 800平 60元每平")
    page.keyboard.press("Enter")
    page.locator("#pa-card .pa-amount strong").first.wait_for()
    page.locator("#pa-card [data-key=above_scale] input").first.focus()
    page.keyboard.press("ArrowRight")
    page.locator("#pa-card .pa-amount.pa-none", has_text="不符合条件").first.wait_for()
    page.keyboard.press("ArrowLeft")
    page.locator("#pa-card .pa-amount strong", has_text="28.8万元").first.wait_for()


def test_a_question_is_handed_over_answered_and_approved_by_a_second_person(desk: Any, server: Any, shot: Any) -> None:
    page = desk()
    page.keyboard.type("深圳首版次软件怎么认定？")
    page.keyboard.press("Enter")
    page.locator("#pa-told li:not(.pa-quiet)").wait_for()
    page.keyboard.press("Alt+h")
    page.locator("#pa-hand-over[open]").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#pa-saved", has_text="已转办").wait_for()
    page.goto(server[0] + "handovers")
    item = page.locator("#pa-rows li", has_text="首版次软件怎么认定").first
    item.wait_for()
    shot(page, "handovers-open")
    page.fill("#pa-signature", "李工")
    item.locator("textarea").fill("以推广应用指导目录为准。")
    item.locator(".pa-answering input").fill("shenzhen#6.19")
    item.locator(".pa-answering .pa-button").click()
    page.locator("#pa-state", has_text="没有转办").wait_for()
    page.click("[data-status=answered]")
    page.locator(".pa-approve").wait_for()
    page.click(".pa-approve")
    page.locator(".pa-trouble-line", has_text="另一人复核").wait_for()
    page.fill("#pa-signature", "王科")
    page.click(".pa-approve")
    page.locator("#pa-state", has_text="没有转办").wait_for()
    page.click("[data-status=approved]")
    page.locator("#pa-rows li", has_text="以推广应用指导目录为准").wait_for()
    assert "复核人 王科" in page.locator("#pa-rows li").first.inner_text()
    shot(page, "handovers-approved")


def test_a_supervisor_sees_what_was_asked_and_takes_it_along(desk: Any, server: Any, shot: Any) -> None:
    page = desk()
    page.keyboard.type("广州CMMI五级奖多少？")
    page.keyboard.press("Enter")
    page.locator("#pa-told li:not(.pa-quiet)").wait_for()
    page.goto(server[0] + "overview")
    page.locator("#pa-table tbody tr", has_text="广州CMMI五级奖多少").first.wait_for()
    shot(page, "overview")
    with page.expect_download() as saved:
        page.click("#pa-csv")
    text = saved.value.path().read_text(encoding="utf-8-sig")
    assert "广州CMMI五级奖多少" in text
    with page.expect_download() as saved:
        page.click("#pa-xlsx")
    assert saved.value.suggested_filename == "asked.xlsx"
    from openpyxl import load_workbook

    rows = load_workbook(io.BytesIO(saved.value.path().read_bytes())).active.iter_rows(values_only=True)
    assert any("广州CMMI五级奖多少？" in row for row in rows)
    page.click("[data-list=versions]")
    page.locator(".pa-who").first.click()
    page.locator("#pa-table th", has_text="坐席").wait_for()


@pytest.mark.alone
def test_a_result_is_there_before_a_tenth_of_a_second_has_passed(desk: Any) -> None:
    page = desk()
    page.keyboard.type("预热")
    page.wait_for_selector(".pa-row")
    times = page.evaluate(
        """async typed => {
            const box = document.getElementById('pa-q'), list = document.getElementById('pa-found'), times = [];
            for (const words of typed) for (let n = 2; n <= words.length; n++) {
                const drawn = new Promise(done => new MutationObserver((_, watch) => {
                    watch.disconnect(); requestAnimationFrame(() => requestAnimationFrame(done));
                }).observe(list, { childList: true }));
                const start = performance.now();
                box.value = words.slice(0, n);
                box.dispatchEvent(new InputEvent('input', { bubbles: true }));
                await drawn;
                times.push(performance.now() - start);
            }
            return times;
        }""",
        TYPED,
    )
    assert len(times) > 50
    assert statistics.quantiles(times, n=20)[-1] <= MOST_MS


def test_a_phone_shows_search_card_and_call_below_one_another(desk: Any, shot: Any) -> None:
    page = desk(**PHONE)
    page.keyboard.type("光明租金补贴")
    found(page, "产业用房")
    page.keyboard.press("Enter")
    page.locator("#pa-card .pa-figure").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(page, "phone-desk")


def test_the_desk_is_readable_in_the_dark(desk: Any, shot: Any) -> None:
    page = desk(color_scheme="dark")
    page.keyboard.type("深圳CMMI四级奖多少")
    page.keyboard.press("Enter")
    page.locator("#pa-card .pa-amount strong").first.wait_for()
    assert page.evaluate("document.body.classList.contains('dark')")
    shot(page, "desk-dark")


@pytest.mark.parametrize("address", ["/desk", "/handovers", "/overview", "/en/desk"])
def test_no_serious_finding_of_axe(server: Any, visit: Any, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(server[0], address)
    page.wait_for_timeout(500)
    if address.endswith("desk"):
        page.keyboard.type("租金补贴")
        page.keyboard.press("Enter")
        page.locator("#pa-card .pa-figure").first.wait_for()
    found = Axe().run(page).response["violations"]
    assert [
        (v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")
    ] == []
