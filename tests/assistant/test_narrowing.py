from __future__ import annotations

from datetime import date

import pytest

from assistant.errors import UnknownName
from assistant.narrowing import Narrowing
from assistant.topics import topics

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("narrowing", "left"),
    [
        (Narrowing(), None),
        (Narrowing(place="深圳"), ("shenzhen",)),
        (Narrowing(level="district"), ("guangming",)),
        (Narrowing(level="province"), ("guangdong", "guangdong-plan")),
        (Narrowing(standing="in_force"), ("shenzhen",)),
        (Narrowing(place="深圳", standing="draft"), ()),
    ],
)
def test_what_is_left_fits_every_side(narrowing, left):
    assert narrowing.documents(ON) == left


def test_standing_is_that_of_the_day():
    assert Narrowing(standing="in_force").documents(date(2027, 10, 15)) == ()


def test_a_topic_leaves_the_clauses_of_its_awards():
    for key, topic in topics().items():
        assert Narrowing(topic=key).clauses() == {award.rpartition("/")[0] for award in topic.awards}
    assert Narrowing().clauses() is None


@pytest.mark.parametrize("narrowing", [Narrowing(level="city-state"), Narrowing(standing="draught")])
def test_an_unknown_side_is_told_with_the_nearest(narrowing):
    with pytest.raises(UnknownName, match=r"city|draft"):
        narrowing.documents(ON)


def test_an_unknown_topic_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="revenue"):
        Narrowing(topic="revenues").clauses()
