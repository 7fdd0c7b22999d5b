from __future__ import annotations

import pytest

from assistant.calculator import InputType, form, load_rules
from assistant.errors import UnknownName

AWARDS = [award.id for award in load_rules().awards]


@pytest.mark.parametrize("award_id", AWARDS)
def test_every_fact_that_an_award_takes_has_a_field_and_no_other(award_id):
    fields = form(award_id).fields
    assert sorted(f.key for f in fields) == sorted(load_rules().keys(load_rules().award(award_id)))
    assert all(f.question and f.name for f in fields)
    assert all(bool(f.options) is (f.type is InputType.CHOICE) for f in fields)


@pytest.mark.parametrize("award_id", AWARDS)
def test_every_requirement_is_decided_by_a_field_or_stands_among_those_to_confirm(award_id):
    made = form(award_id)
    told = {words for field in made.fields for words in field.words} | set(made.to_confirm)
    assert {condition.text for condition in load_rules().award(award_id).conditions} == told


def test_what_decides_the_amount_comes_before_what_seldom_matters():
    fields = form("guangming#3.11/a").fields
    assert [f.key for f in fields[:2]] == ["area", "rent_per_m2_month"]
    assert [f.rare for f in fields] == sorted(f.rare for f in fields)
    assert {f.key for f in fields if f.rare} >= {"date", "same_level_other", "years"}


def test_the_options_that_an_award_names_come_first():
    level = next(f for f in form("guangming#3.10/b").fields if f.key == "level")
    assert level.options[:3] == ("国家级", "省级", "市级")
    assert level.many


def test_there_is_no_form_of_an_award_that_does_not_exist():
    with pytest.raises(UnknownName, match=r"shenzhen#5\.12/b"):
        form("shenzhen#5.12/z")
