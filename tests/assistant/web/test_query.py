from __future__ import annotations

from datetime import date

import pytest

from assistant.web.query import Query, address, today


def test_a_query_holds_every_value_that_is_said() -> None:
    query = Query.of([("a", " 1 "), ("a", "2"), ("b", ""), ("c", "  ")])
    assert query.all("a") == ("1", "2")
    assert query.get("a") == "1"
    assert query.get("b") == query.get("nothing") == ""
    assert set(query.values) == {"a"}


def test_a_query_of_any_size_stays_small() -> None:
    query = Query.of([("a", "x" * 10_000)] * 500)
    assert len(query.all("a")) == 20
    assert max(map(len, query.all("a"))) == 300


@pytest.mark.parametrize("said", ["", "soon", "2026-13-01", "<script>"])
def test_the_day_is_today_unless_one_is_named(said: str) -> None:
    assert Query.of([("on", said)]).on == today()
    assert Query.of([("on", "2025-01-02")]).on == date(2025, 1, 2)


def test_an_address_says_only_what_has_a_value_and_can_be_read_back() -> None:
    assert address("/reader") == "/reader"
    written = address("/reader", "5.12", clause="shenzhen#5.12", q="", kind=("a", "b"))
    assert written == "/reader?clause=shenzhen%235.12&kind=a&kind=b#5.12"
