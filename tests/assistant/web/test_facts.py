from __future__ import annotations

import html
import re

import pytest

from assistant.calculator import form, load_rules
from assistant.web.facts import facts_form, has_form
from assistant.web.words import words

RENT, TIERS = "guangming#3.11/a", "shenzhen#5.12/a"


def shown(award: str, facts: dict[str, str] | None = None, language: str = "zh", **options: object) -> str:
    return facts_form(award, facts or {}, key="t1-1", words=words(language), **options)  # type: ignore[arg-type]


def keys(made: str) -> list[str]:
    return re.findall(r'data-key="(\w+)"', made)


@pytest.mark.parametrize("award", [a.id for a in load_rules().awards])
def test_every_fact_of_every_award_can_be_given(award: str) -> None:
    assert sorted(keys(shown(award))) == sorted(field.key for field in form(award).fields)


def test_what_is_missing_is_asked_first_and_the_form_stands_open() -> None:
    made = shown(RENT, {"area": "800平方米"}, missing=["months"])
    assert keys(made)[0] == "months"
    assert made.startswith('<details class="pa-edit" open>')
    assert "pa-lacking" in made[: made.index('data-key="area"')]
    assert shown(RENT).startswith('<details class="pa-edit">')


def test_a_fact_that_is_known_stands_in_its_field() -> None:
    made = shown(RENT, {"area": "800平方米", "newly_settled": "否", "park_kind": "其他产业园"})
    assert 'name="t1-1-area" value="800平方米"' in made
    assert 'name="t1-1-newly_settled" value="否" checked' in made
    assert 'name="t1-1-park_kind" value="其他产业园" checked' in made


def test_several_options_may_be_ticked_where_a_fact_takes_many() -> None:
    made = shown("guangming#3.10/b", {"level": "国家级、省级"})
    assert re.findall(r'type="checkbox" name="t1-1-level" value="([^"]+)" checked', made) == ["国家级", "省级"]


def test_what_the_clause_asks_for_stands_at_the_question() -> None:
    assert "条款要求：租赁产业用房面积500平方米以上" in shown(RENT)


def test_a_requirement_that_no_fact_decides_can_be_ticked() -> None:
    award = next(a.id for a in load_rules().awards if form(a.id).to_confirm)
    made = shown(award)
    assert made.count("data-confirm") == len(form(award).to_confirm)


def test_in_english_the_facts_have_english_names() -> None:
    made = shown(TIERS, language="en")
    assert "<legend>" in made
    assert not re.search(r"<legend>[^<]*[\u4e00-\u9fff]", made)


def test_facts_are_characters_and_never_elements() -> None:
    bad = '"><img src=x onerror=alert(1)>'
    made = shown(RENT, {"area": bad})
    assert "<img" not in made
    assert html.escape(bad, quote=True) in made


def test_a_sum_of_awards_has_no_form() -> None:
    assert has_form(TIERS)
    assert not has_form(f"{TIERS}+{RENT}")
    assert not has_form(None)
