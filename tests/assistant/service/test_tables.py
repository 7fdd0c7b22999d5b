from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.calculator import load_inputs, load_rules
from assistant.service.api import create_app
from index.manifest import documents


@pytest.fixture
def client(asker: Any) -> TestClient:
    return TestClient(create_app(asker, page=False))


COMPANY = {"place": "光明", "revenue": "12亿", "newly_settled": True, "interest_paid": 3600000}


def test_match_tells_what_may_be_claimed_and_what_is_best_together(client: TestClient) -> None:
    given = client.post("/v1/match", json={"profile": COMPANY, "on": "2026-11-20"}).json()
    amounts = {claim["award_id"]: claim["amount_yuan"] for claim in given["claims"]}
    assert amounts["shenzhen#5.12/a"] == 500_000
    assert amounts["guangming#2.7/b"] == 10_000_000
    assert given["best"]["amount_yuan"] == sum(amounts[award_id] for award_id in given["together"])


def test_match_says_of_pairs_why_they_stand_apart(client: TestClient) -> None:
    rooms = {"place": "光明区", "area": "3000平方米", "rent_per_m2_month": 40}
    given = client.post("/v1/match", json={"profile": rooms}).json()
    assert [pair["verdict"] for pair in given["apart"]] == ["silent"]
    assert {given["apart"][0]["first"], given["apart"][0]["second"]} == {"guangming#3.11/a", "guangming#3.11/b"}


def test_match_takes_several_values_as_a_list(client: TestClient) -> None:
    profile = {"place": "光明区", "newly_settled": True, "enterprise_kind": ["独角兽企业", "瞪羚企业"]}
    given = client.post("/v1/match", json={"profile": profile}).json()
    assert "guangming#2.7/a" in [claim["award_id"] for claim in given["claims"]]


@pytest.mark.parametrize(
    ("profile", "status", "word"),
    [
        ({"plase": "光明"}, 400, "place"),
        ({"place": "北京市"}, 404, "北京市"),
        ({"place": "光明", "revenue": "很多"}, 400, "1.2亿元"),
        ({"place": "光明", "turnover": 1}, 404, "turnover"),
        ({"place": "光明", "revenue": {"a": 1}}, 422, "revenue"),
        ({"place": "光明", "revenue": ["1亿", "2亿"]}, 400, "只能有一个值"),
    ],
)
def test_a_profile_that_cannot_be_read_gets_one_sentence(
    client: TestClient, profile: dict[str, Any], status: int, word: str
) -> None:
    response = client.post("/v1/match", json={"profile": profile})
    assert response.status_code == status
    assert word in response.json()["error"]["message"]


def test_compare_gives_the_topics_and_one_of_them(client: TestClient) -> None:
    listed = client.get("/v1/compare").json()["topics"]
    assert sum(len(topic["awards"]) for topic in listed) == len(load_rules().awards)
    given = client.get("/v1/compare", params={"topic": "rent", "on": "2026-11-20"}).json()
    assert given["topic"]["name"] == "租金"
    assert len(given["places"]) == 4
    assert client.get("/v1/compare", params={"topic": "x"}).status_code == 404
    assert client.get("/v1/compare", params={"topic": "rent", "on": "soon"}).status_code == 422


def test_inputs_are_what_a_form_is_made_from(client: TestClient) -> None:
    rows = client.get("/v1/inputs").json()["inputs"]
    assert [row["key"] for row in rows] == list(load_inputs())
    assert rows[0].keys() == {"key", "name", "type", "unit", "question", "many", "options"}


def test_documents_are_listed_and_read(client: TestClient) -> None:
    listed = client.get("/v1/documents", params={"on": "2026-11-20"}).json()["documents"]
    assert [row["id"] for row in listed] == [entry.id for entry in documents()]
    whole = client.get("/v1/documents/shenzhen").json()
    assert any(part.get("clause_id") == "shenzhen#5.12" for part in whole["parts"])
    missing = client.get("/v1/documents/nowhere")
    assert missing.status_code == 404
    assert "shenzhen" in missing.json()["error"]["message"]
