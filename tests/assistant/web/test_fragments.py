from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.service.api import create_app
from assistant.service.local import LocalAsker
from assistant.web.fragments import Changed, figure_changed, serve_fragments

ON = date(2026, 11, 20)


def changed(**facts: str) -> dict[str, Any]:
    return figure_changed(Changed(award_id="shenzhen#5.12/a", facts=facts, on=ON))


def test_a_changed_fact_changes_figure_steps_and_script_together() -> None:
    told = changed(revenue="120亿")
    assert "<strong>300万元</strong>" in told["head"]
    assert "100亿元" in told["rest"]
    assert told["spoken"].startswith("可得三百万元")
    assert told["missing"] == []


def test_a_changed_figure_is_told_in_a_line_with_the_facts_it_was_worked_out_with() -> None:
    told = changed(revenue="120亿", first_time="是")
    assert "营业收入：120亿，首次：是" in told["anew"]
    assert "定额 300万元" in told["anew"]
    english = figure_changed(
        Changed(award_id="shenzhen#5.12/a", facts={"revenue": "12亿", "first_time": "否"}, on=ON, language="en")
    )["anew"]
    assert "Not eligible" in english
    assert "否" not in english


def test_an_emptied_fact_is_missing_again() -> None:
    told = changed(revenue="  ")
    assert told["missing"] == ["revenue"]
    assert "还不能算出金额" in told["head"]


def test_a_fact_that_rules_the_award_out_says_why_beside_the_figure() -> None:
    told = changed(revenue="12亿", first_time="否")
    assert "不符合条件" in told["head"]
    assert "首次达到" in told["head"]


@pytest.fixture
def client() -> TestClient:
    """The service over the calculator alone."""
    asker = LocalAsker(None)  # type: ignore[arg-type]  # nothing is asked
    app = create_app(asker, page=False)
    serve_fragments(app, asker)
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"award_id": "shenzhen#5.12/a", "facts": {"revenue": "很多"}}, 400, "读不出数值"),
        ({"award_id": "shenzhen#5.12/z"}, 404, "shenzhen#5.12/"),
        ({"award_id": "shenzhen#5.12/a", "more": 1}, 422, "没有这一项"),
        ({"award_id": "shenzhen#5.12/a", "facts": {"revenue": "1" * 300}}, 422, "太长"),
    ],
)
def test_bad_input_gets_one_clear_sentence(client: TestClient, body: Any, status: int, words: str) -> None:
    reply = client.post("/page/figure", json=body)
    assert reply.status_code == status
    assert words in reply.json()["error"]["message"]


def test_a_clause_comes_as_a_card(client: TestClient) -> None:
    reply = client.post("/page/clause", json={"clause_id": "shenzhen#5.12"}).json()
    assert reply["answer"]["citations"][0]["clause_id"] == "shenzhen#5.12"
    assert "pa-figure" in reply["html"]


def test_the_day_of_the_answer_decides(client: TestClient) -> None:
    body = {"award_id": "shenzhen#5.12/a", "facts": {"revenue": "12亿"}, "on": "2027-10-15"}
    assert "已到期" in client.post("/page/figure", json=body).json()["head"]
