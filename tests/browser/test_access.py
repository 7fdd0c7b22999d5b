"""The pages for people who see little, use no mouse, or want nothing to move."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPANY = "place=光明区&revenue=12亿&newly_settled=是&interest_paid=很多&area=3000&rent_per_m2_month=40"
ADDRESSES = {
    "consult": "/",
    "calculator": "/calculator",
    "calculator-place": "/calculator?place=光明区",
    "calculator-award": "/calculator?award=guangming%233.11/a&area=3000&rent_per_m2_month=x",
    "match": "/match",
    "match-company": f"/match?{COMPANY}",
    "compare": "/compare",
    "compare-topic": "/compare?topic=loans",
    "reader": "/reader?clause=shenzhen%235.12&q=租金",
}
WRITTEN = {name: address for name, address in ADDRESSES.items() if name != "consult"}
every_written = pytest.mark.parametrize("address", WRITTEN.values(), ids=WRITTEN)


def settled(page: Any) -> Any:
    """The page once a live one has been drawn."""
    if "gradio" in page.content():
        page.wait_for_selector("#pa-box textarea")
        page.wait_for_selector("#pa-evidence .pa-library")
    return page


@pytest.mark.parametrize(("language", "scheme"), [("", "light"), ("/en", "dark")], ids=["zh light", "en dark"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_axe_has_no_serious_finding(server: Any, visit: Any, shot: Any, name: str, language: str, scheme: str) -> None:
    page = settled(visit(server[0], language + ADDRESSES[name], color_scheme=scheme))
    shot(page, f"{name}{language.replace('/', '-')}-{scheme}")
    findings = Axe().run(page).response["violations"]
    serious = [
        (finding["id"], [node["target"] for node in finding["nodes"]])
        for finding in findings
        if finding["impact"] in ("serious", "critical")
    ]
    assert serious == []


@every_written
def test_every_control_is_reached_with_the_tab_key_and_shows_it(server: Any, visit: Any, address: str) -> None:
    page = visit(server[0], address)
    wanted = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
            .filter(e => e.checkVisibility() && !e.closest('details:not([open]) > :not(summary)'))
            .map((e, n) => { e.dataset.stop = n; return n; })"""
    )
    reached = set()
    # A date field holds several stops, so there are more steps than controls; after the last comes the first again.
    for _ in range(len(wanted) + 30):
        page.keyboard.press("Tab")
        stop, shown = page.evaluate(
            """() => {
                const e = document.activeElement;
                return [e.dataset.stop, e.type === 'date' || getComputedStyle(e).outlineStyle !== 'none'];
            }"""
        )
        if stop is not None:
            reached.add(int(stop))
            assert shown, page.evaluate("document.activeElement.outerHTML")
        if len(reached) == len(wanted):
            break
    assert reached == set(wanted)


@every_written
@pytest.mark.parametrize(("width", "height"), [(390, 844), (680, 430)], ids=["phone", "200 %"])
def test_nothing_is_wider_than_the_window(server: Any, visit: Any, address: str, width: int, height: int) -> None:
    page = visit(server[0], address, viewport={"width": width, "height": height})
    wide = f"[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > {width + 1})"
    assert page.evaluate(f"{wide}.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))") == []


@pytest.mark.alone
@every_written
def test_a_page_is_painted_at_once(server: Any, visit: Any, until: Any, address: str) -> None:
    page = visit(server[0], address)
    painted = "performance.getEntriesByName('first-contentful-paint').length > 0"
    until(page, painted)
    assert page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") <= 2000


def test_nothing_moves_for_those_who_want_it_still(server: Any, visit: Any) -> None:
    page = visit(server[0], f"/match?{COMPANY}", reduced_motion="reduce")
    moving = "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0)"
    assert page.evaluate(f"{moving}.length") == 0
