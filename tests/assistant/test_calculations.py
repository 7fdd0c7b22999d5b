"""The calculator as it is asked by ids, KEY=VALUE facts and profile files."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.calculations import award_rows, calculated, matched
from assistant.calculator import load_rules
from assistant.errors import BadValue, UnknownName
from assistant.types import Outcome
from index.clauses import corpus_clauses

ON = date(2026, 11, 20)
TIERS = "shenzhen#5.12/a"
PROFILE = {"place": "光明区", "revenue": "12亿", "newly_settled": True, "first_time": True}


def test_every_award_has_the_row_of_the_contract():
    rows = award_rows(None, on=ON)
    assert [row["award_id"] for row in rows] == [award.id for award in load_rules().awards]
    keys = {
        "award_id", "document_id", "clause_id", "label", "title", "kind", "quote", "ceiling_yuan", "inputs", "standing",
    }  # fmt: skip
    for row in rows:
        assert row.keys() >= keys
        assert row["quote"]
        assert row["quote"] in corpus_clauses()[row["clause_id"]].text
        assert row["award_id"].startswith(row["clause_id"] + "/")
    json.dumps(rows)


@pytest.mark.parametrize("document", ["guangdong", "guangzhou", "shenzhen", "guangming", "guangdong-plan"])
def test_awards_of_one_document_are_only_its_own(document):
    rows = award_rows(document, on=ON)
    assert {row["document_id"] for row in rows} == {document}


def test_standing_of_an_award_is_that_of_the_day():
    assert award_rows("shenzhen", on=ON)[0]["standing"] == "in_force"
    assert award_rows("shenzhen", on=date(2027, 10, 15))[0]["standing"] == "expired"


def test_unknown_document_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="shenzhen"):
        award_rows("shenzen", on=ON)


@pytest.mark.parametrize("value", ["10亿", "1000000000元", "十亿元", "１０亿", " 10 亿 "])
def test_facts_are_read_as_people_write_them(value):
    assert calculated(TIERS, [f"revenue={value}"], on=ON).amount_yuan == 500_000


def test_without_facts_the_missing_one_is_asked():
    calculation = calculated(TIERS, [], on=ON)
    assert calculation.outcome is Outcome.NEEDS_INPUT
    assert [missing.key for missing in calculation.missing] == ["revenue"]


@pytest.mark.parametrize(
    ("award", "facts", "near"),
    [
        ("shenzhen#5.12/x", [], "shenzhen#5.12/"),
        (TIERS, ["revenu=12亿"], "revenue"),
        (TIERS, ["area=500"], "area"),
    ],
)
def test_unknown_award_or_key_is_told_with_the_nearest(award, facts, near):
    with pytest.raises(UnknownName, match=near):
        calculated(award, facts, on=ON)


@pytest.mark.parametrize(
    "facts",
    [["revenue"], ["revenue="], ["=12亿"], ["revenue=很多"], ["revenue=10美元"], ["revenue=12亿", "revenue=1亿"], [""]],
)
def test_fact_that_cannot_be_read_is_told(facts):
    with pytest.raises(BadValue):
        calculated(TIERS, facts, on=ON)


@pytest.fixture
def file(tmp_path):
    def file(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


def test_profile_may_be_yaml_or_json(file):
    written = "place: 光明区\nrevenue: 12亿\nnewly_settled: 是\nfirst_time: 是\n"
    from_yaml = matched(file("a.yaml", written), on=ON)
    from_json = matched(file("a.json", json.dumps(PROFILE)), on=ON)
    assert [c.amount_yuan for c in from_yaml.claims] == [c.amount_yuan for c in from_json.claims]
    assert from_yaml.best.amount_yuan == from_json.best.amount_yuan == 10_500_000


def test_claims_of_a_profile_are_of_its_district_city_and_province(file):
    found = matched(file("a.json", json.dumps(PROFILE)), on=ON)
    every = (*found.claims, *found.selective, *found.asks, *found.open, *found.ruled_out)
    assert {c.clause_id.partition("#")[0] for c in every} >= {"guangming", "shenzhen", "guangdong"}
    assert "guangzhou" not in {c.clause_id.partition("#")[0] for c in every}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.yaml", "place: [光明区", "a.yaml"),
        ("a.yaml", "place: 光明区\nplace: 深圳市", "place"),
        ("a.yaml", "- 光明区", "key: value"),
        ("a.yaml", "", "key: value"),
        ("a.yaml", "revenue: 12亿", "place"),
        ("a.yaml", "place: 3", "place"),
        ("a.yaml", "place: 光明区\nrevenue: 很多", "revenue"),
        ("a.yaml", b"\xff\xfe\x00", "a.yaml"),
        ("a.json", '{"place":', "a.json"),
        ("a.json", "[]", "key: value"),
        ("a.json", b"\xff\xfe\x00", "a.json"),
    ],
)
def test_profile_that_cannot_be_read_says_why(file, name, content, words):
    with pytest.raises(BadValue, match=words):
        matched(file(name, content), on=ON)


@pytest.mark.parametrize(("content", "near"), [("place: 光名区", "光明区"), ("place: 光明区\nrevenu: 1亿", "revenue")])
def test_unknown_name_in_a_profile_is_told_with_the_nearest(file, content, near):
    with pytest.raises(UnknownName, match=near):
        matched(file("a.yaml", content), on=ON)


def test_profile_that_is_not_there_is_told(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(BadValue, match=path.name):
            matched(path, on=ON)


def test_a_calculation_is_repeated_from_its_own_facts():
    first = calculated("guangming#2.7/b", ("revenue=12亿", "first_time=是", "newly_settled=是"), on=ON)
    again = calculated("guangming#2.7/b", tuple(f"{k}={v}" for k, v in first.facts.items()), on=ON)
    assert first.facts == {"revenue": "12亿元", "first_time": "是", "newly_settled": "是"}
    assert (again.amount_yuan, again.outcome, again.facts) == (first.amount_yuan, first.outcome, first.facts)


def test_a_fact_that_may_stand_in_for_the_awards_own_is_taken():
    by_own = calculated("guangming#3.10/a", ("park_revenue=3亿",), on=ON)
    stood_in = calculated("guangming#3.10/a", ("revenue=3亿",), on=ON)
    assert stood_in.amount_yuan == by_own.amount_yuan
