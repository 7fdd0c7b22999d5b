from __future__ import annotations

import pytest

from assistant.calculator import load_rules
from assistant.errors import UnknownName
from assistant.topics import topic_of, topic_rows, topics


def test_every_award_stands_under_exactly_one_topic() -> None:
    named = [award_id for topic in topics().values() for award_id in topic.awards]
    assert sorted(named) == sorted(award.id for award in load_rules().awards)
    assert list(topics())[-1] == "other"


def test_the_topic_of_an_award_is_the_one_that_lists_it() -> None:
    assert topic_of("guangming#3.11/a").key == "rent"
    with pytest.raises(UnknownName):
        topic_of("guangming#3.11/z")


def test_topic_rows_are_plain_values() -> None:
    assert topic_rows()[0].keys() == {"key", "name", "english", "awards"}
