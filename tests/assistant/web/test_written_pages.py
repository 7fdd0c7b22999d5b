"""What every written page keeps to, whatever its address says."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.calculator import load_inputs
from assistant.web.frame import document
from assistant.web.pages import LANGUAGES, PAGES
from assistant.web.query import Query

WRITTEN = [page for page in PAGES if not page.live]
HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(1)</script>'{{7*7}}javascript:alert(1)"
NAMES = ("place", "award", "topic", "document", "clause", "quote", "q", "on", *load_inputs())
ADDRESSES: list[dict[str, str]] = [
    {},
    dict.fromkeys(NAMES, HOSTILE),
    {**dict.fromkeys(NAMES, HOSTILE), "place": "光明区", "topic": "rent", "clause": "shenzhen#5.12"},
    {**dict.fromkeys(NAMES, HOSTILE), "award": "guangming#3.11/a", "place": "", "document": "guangming"},
    {"place": "光明区", "award": "shenzhen#5.12/a", "on": "2030-01-01"},
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", ADDRESSES, ids=["nothing", "hostile", "hostile place", "hostile award", "elsewhere"])
@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.key)
def test_a_page_is_well_formed_and_runs_nothing_that_it_is_told(
    page: Any, said: dict[str, str], language: str, read: Any
) -> None:
    html = document(page, page.build(Query.of(said.items()), language=language), language=language)
    seen = read(html.removeprefix("<!doctype html>"))
    assert all("src" in script and str(script["src"]).startswith("/page/") for script in seen.all("script"))
    assert seen.all("img") == []
    assert len(seen.all("h1")) == 1
    assert "alert(1)" not in "".join(seen.links)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.key)
def test_every_field_has_a_label(page: Any, language: str, read: Any) -> None:
    query = Query.of([("place", "光明区"), ("award", "guangming#3.11/a"), ("topic", "rent")])
    seen = read(page.build(query, language=language))
    labels = {label.get("for") for label in seen.all("label")}
    for control in (*seen.all("input"), *seen.all("select")):
        named = control.get("id") in labels or control.get("aria-label") or control in seen.wrapped
        assert named or control.get("type") == "hidden", control


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.key)
def test_links_stay_in_the_language_of_the_page(page: Any, read: Any) -> None:
    query = Query.of([("place", "光明区"), ("award", "guangming#3.11/a"), ("topic", "rent"), ("q", "租金")])
    english = read(page.build(query, language="en"))
    assert all(link.startswith(("/en/", "#")) for link in english.links)
    chinese = read(page.build(query, language="zh"))
    assert not any(link.startswith("/en/") for link in chinese.links)
