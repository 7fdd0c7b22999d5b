from __future__ import annotations

import pytest

from assistant.calculator import load_rules
from assistant.web.calculator import build
from assistant.web.links import calculator_address
from assistant.web.query import Query
from index.manifest import document


def page(**said: str) -> str:
    return build(Query.of(said.items()), language="zh")


def test_without_a_place_it_says_where_to_begin() -> None:
    assert "先选一个地方" in page()


def test_a_place_lists_its_awards_and_no_others() -> None:
    html = page(place="光明区")
    for award in load_rules().awards:
        assert (f'value="{award.id}"' in html) == (document(award.document_id).place == "光明区")


@pytest.mark.parametrize("award", load_rules().awards, ids=lambda award: award.id)
def test_every_award_has_a_form_with_all_its_facts_and_its_own_words(award, read) -> None:
    seen = read(page(award=award.id))
    names = {control["name"] for tag in ("input", "select") for control in seen.all(tag)}
    assert set(load_rules().keys(award)) <= names
    assert award.quote in "".join(seen.text)


def test_the_amount_follows_the_facts_of_the_address() -> None:
    assert "50万元" in page(award="shenzhen#5.12/a", revenue="12亿", first_time="是")
    assert "<strong>150万元</strong>" in page(award="shenzhen#5.12/a", revenue="60亿", first_time="是")
    assert "不符合条件" in page(award="shenzhen#5.12/a", revenue="12亿", first_time="否")


def test_a_value_that_cannot_be_read_is_told_beside_its_field_and_the_rest_is_counted() -> None:
    html = page(award="guangming#3.11/a", area="3000", rent_per_m2_month="很多")
    assert "读不出数值" in html.partition('id="pa-error-rent_per_m2_month"')[2][:200]
    assert "<strong>108万元</strong>" in html


def test_the_day_decides_how_the_document_stands() -> None:
    assert "已到期" in page(award="shenzhen#5.12/a", on="2028-01-01")
    assert "pa-in_force" in page(award="shenzhen#5.12/a", on="2026-01-01")


def test_an_award_that_is_not_there_is_named_with_the_nearest() -> None:
    assert "是否要用 shenzhen#5.12/" in page(award="shenzhen#5.12/z").replace("shenzhen#5.12/z", "")


def test_another_place_than_the_awards_shows_that_places_list() -> None:
    html = page(award="shenzhen#5.12/a", place="广州市")
    assert 'id="pa-in-revenue"' not in html
    assert "guangzhou#2.2.5/a" in html


def test_an_address_with_facts_leads_back_to_the_same_calculation() -> None:
    address = calculator_address("shenzhen#5.12/a", language="en", facts={"revenue": ("12亿",)})
    assert address == "/en/calculator?award=shenzhen%235.12%2Fa&revenue=12%E4%BA%BF"
