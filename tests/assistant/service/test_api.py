from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.service.api import create_app


@pytest.fixture
def client(asker: Any) -> Iterator[TestClient]:
    with TestClient(create_app(asker, page=False), raise_server_exceptions=False) as given:
        yield given


def error(response: Any) -> tuple[int, str]:
    """The status and the code of an error, whose object has the one agreed shape."""
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["message"].strip()
    return response.status_code, body["error"]["code"]


def test_ask_hands_on_question_history_and_day(client: TestClient) -> None:
    history = ["深圳呢", {"role": "user", "content": "广州呢"}]
    response = client.post("/v1/ask", json={"question": "问", "history": history, "on": "2026-11-20"})
    assert response.json() == {"question": "问", "history": history, "as_of": "2026-11-20"}


def test_an_empty_question_is_answered_by_the_assistant_not_refused_by_the_api(client: TestClient) -> None:
    assert client.post("/v1/ask", json={"question": ""}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": 7},
        {"question": None},
        {"question": "问", "on": "gestern"},
        {"question": "问", "histroy": []},
        {"question": "问", "history": [7]},
        {"question": "问", "history": [{"role": "user"}]},
        {"question": "问", "history": ["x"] * 101},
        [],
        "问",
    ],
)
def test_a_body_of_another_shape_is_a_bad_request(client: TestClient, body: Any) -> None:
    assert error(client.post("/v1/ask", json=body)) == (422, "bad_request")


def test_what_is_wrong_is_named_in_both_languages(client: TestClient) -> None:
    message = client.post("/v1/ask", json={"question": "问", "histroy": []}).json()["error"]["message"]
    assert "histroy：没有这一项" in message
    assert "Extra inputs" in message


def test_broken_json_and_a_body_that_is_not_json_are_bad_requests(client: TestClient) -> None:
    as_json = {"content-type": "application/json"}
    assert error(client.post("/v1/ask", content=b'{"question":', headers=as_json)) == (422, "bad_request")
    plain = {"content-type": "text/plain"}
    assert error(client.post("/v1/ask", content=b'{"question": "x"}', headers=plain)) == (422, "bad_request")


@pytest.mark.parametrize(
    ("question", "status", "code"),
    [
        ("unknown", 404, "unknown_name"),
        ("bad", 400, "bad_value"),
        ("not ready", 503, "not_ready"),
        ("store", 503, "not_ready"),
        ("ours", 500, "failed"),
        ("boom", 500, "failed"),
    ],
)
def test_errors_keep_their_kind(client: TestClient, question: str, status: int, code: str) -> None:
    response = client.post("/v1/ask", json={"question": question})
    assert error(response) == (status, code)
    assert "secret" not in response.text


def test_search_hands_on_words_count_and_narrowing(client: TestClient) -> None:
    sides = {"place": "深圳", "level": "city", "standing": "in_force", "topic": "首版次"}
    response = client.get("/v1/search", params={"q": "首版次", "k": 3, **sides})
    assert response.json() == {"results": [{"words": "首版次", "k": 3, **sides}]}


@pytest.mark.parametrize("params", [{}, {"q": ""}, {"q": "x", "k": 0}, {"q": "x", "k": 51}, {"q": "x", "k": "viel"}])
def test_search_refuses_what_it_cannot_read(client: TestClient, params: dict[str, Any]) -> None:
    assert error(client.get("/v1/search", params=params)) == (422, "bad_request")


def test_awards_may_be_of_one_document(client: TestClient) -> None:
    assert client.get("/v1/awards", params={"document": "shenzhen"}).json() == {"awards": [{"document": "shenzhen"}]}


def test_calculate_reads_numbers_and_truth_as_they_would_be_typed(client: TestClient) -> None:
    body = {"award_id": "shenzhen#5.12/a", "inputs": {"revenue": "12亿", "count": 3, "rate": 0.0345, "first": True}}
    typed = {"revenue": "12亿", "count": "3", "rate": "0.0345", "first": "true"}
    assert client.post("/v1/calculate", json=body).json() == {"award_id": "shenzhen#5.12/a", "inputs": typed}


def test_health_says_which_part_is_unwell(client: TestClient, asker: Any) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    asker.well = False
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["status"] == "unwell"
    assert response.json()["store"] == {"ok": False}


def test_unknown_addresses_and_methods_are_error_objects(client: TestClient) -> None:
    assert error(client.get("/v1/nothing")) == (404, "not_found")
    assert error(client.get("/v1/ask"))[0] in (404, 405)
    assert error(client.get("/nothing")) == (404, "not_found")


def test_no_page_of_documentation_loads_anything_from_elsewhere(client: TestClient) -> None:
    for path in ("/docs", "/redoc"):
        assert client.get(path).status_code == 404
    assert client.get("/v1/openapi.json").json()["info"]["title"] == "policy-assistant"


def test_a_model_that_is_unwell_degrades_the_service_and_stops_nothing(client: TestClient, asker: Any) -> None:
    asker.model_well = False
    response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    asker.well = False
    assert client.get("/healthz").status_code == 503
