from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.calculator import Span, load_inputs
from assistant.web.forms import Filled, fields, filled, groups, in_order, input_name, translated
from assistant.web.markup import escape
from assistant.web.query import Query
from assistant.web.words import words

EMPTY = Filled({}, {}, {})
HOSTILE = '"><script>alert(1)</script>'


def test_every_input_stands_in_one_group_with_an_english_name() -> None:
    keys = [key for group in groups() for key in group.inputs]
    assert sorted(keys) == sorted(load_inputs())
    assert all(name.isascii() for group in groups() for name in group.inputs.values())


def test_every_option_and_place_has_an_english_name() -> None:
    english = words("en")
    for entry in load_inputs().values():
        for option in entry.options:
            assert translated(option.name, said=english).replace("“", "").replace("”", "").isascii(), option.name
    assert translated("光明区", said=english) == "Guangming District"
    assert translated("光明区", said=words()) == "光明区"


def test_groups_come_in_order_and_only_with_the_keys_wanted() -> None:
    chosen = [(group.key, keys) for group, keys in in_order(["area", "revenue", "months"])]
    assert chosen == [("company", ("revenue",)), ("rooms", ("area", "months"))]


def test_facts_are_read_from_a_query_and_what_cannot_be_read_is_told_by_key() -> None:
    given = filled(Query.of([("revenue", "12亿"), ("area", "很多"), ("other", "1")]), ["revenue", "area"])
    assert given.facts["revenue"].value == Span.exactly(Fraction(1_200_000_000))
    assert set(given.problems) == {"area"}
    assert "800平方米" in given.problems["area"]
    assert given.said["area"] == ("很多",)


def test_a_fact_that_takes_several_values_takes_them_parted_in_one_field() -> None:
    given = filled(Query.of([("event_cost", "100万、 200万")]), ["event_cost"])
    assert len(given.facts["event_cost"].value) == 2
    twice = filled(Query.of([("revenue", "1亿、2亿")]), ["revenue"])
    assert set(twice.problems) == {"revenue"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_field_has_a_label_and_a_place_for_its_problem(language: str) -> None:
    said = words(language)
    for key in load_inputs():
        html = fields([key], EMPTY, said=said)
        assert escape(input_name(key, said=said)) in html
        assert f'id="pa-error-{key}"' in html
        assert f'name="{key}"' in html


def test_a_problem_stands_beside_its_field_in_the_language_of_the_page() -> None:
    given = filled(Query.of([("area", "很多")]), ["area"])
    chinese, english = fields(["area"], given, said=words()), fields(["area"], given, said=words("en"))
    assert "读不出数值" in chinese
    assert "cannot be read" not in chinese
    assert "cannot be read" in english
    assert 'aria-invalid="true"' in chinese


def test_what_was_said_is_kept_in_the_field_and_cannot_leave_it() -> None:
    given = filled(Query.of([("revenue", HOSTILE), ("level", "省级"), ("first_time", "是")]), load_inputs())
    html = fields(load_inputs(), given, said=words())
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
    assert 'value="省级" checked' in html
    assert 'value="是" selected' in html
