from __future__ import annotations

from datetime import date

import pytest

from assistant.comparing import compared
from assistant.errors import UnknownName
from assistant.topics import topics
from index.clauses import corpus_clauses
from index.manifest import documents

ON = date(2026, 11, 20)


def test_a_topic_shows_every_place_in_the_order_of_the_documents_even_without_awards() -> None:
    for key in topics():
        places = [place["place"] for place in compared(key, on=ON)["places"]]
        assert places == list(dict.fromkeys(entry.place for entry in documents()))
    assert compared("rent", on=ON)["places"][0] == {"place": "广东省", "awards": []}


def test_nothing_of_a_topic_is_lost_between_the_places() -> None:
    for key, topic in topics().items():
        shown = [row["award_id"] for place in compared(key, on=ON)["places"] for row in place["awards"]]
        assert sorted(shown) == sorted(topic.awards)


def test_an_award_is_shown_in_its_clauses_own_words() -> None:
    for key in topics():
        for place in compared(key, on=ON)["places"]:
            for row in place["awards"]:
                text = corpus_clauses()[row["clause_id"]].text.replace("\n", "")
                assert row["quote"].replace("\n", "") in text
                assert all(condition in text for condition in row["conditions"])


def test_the_bound_tells_ceilings_from_fixed_amounts() -> None:
    rows = {r["award_id"]: r for p in compared("revenue", on=ON)["places"] for r in p["awards"]}
    assert rows["shenzhen#5.12/a"]["bound"] == "exact"
    assert rows["guangming#4.12/c"]["bound"] == "upper"
    assert rows["shenzhen#5.12/b"]["bound"] is None
    assert rows["shenzhen#5.12/b"]["ceiling_yuan"] is None


def test_standing_follows_the_day() -> None:
    def standings(on: date) -> set[str]:
        return {
            r["standing"] for p in compared("revenue", on=on)["places"] if p["place"] == "深圳市" for r in p["awards"]
        }

    assert standings(ON) == {"in_force"}
    assert standings(date(2028, 1, 1)) == {"expired"}


def test_an_unknown_topic_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="loans"):
        compared("loan", on=ON)
