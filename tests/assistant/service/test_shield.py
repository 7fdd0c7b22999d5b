from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.service.api import create_app
from assistant.service.shield import LARGEST_BODY, LOOPBACK


@pytest.fixture
def client(asker: Any) -> Iterator[TestClient]:
    app = create_app(asker, hosts=LOOPBACK, page=False)
    with TestClient(app, base_url="http://127.0.0.1:7860") as given:
        yield given


@pytest.mark.parametrize("path", ["/healthz", "/v1/nothing", "/v1/search"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_policy_names_no_other_site(client: TestClient) -> None:
    policy = client.get("/healthz").headers["content-security-policy"]
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "[::1]:7860", "LOCALHOST"])
def test_the_machines_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:7860", "", "[", "192.168.1.9"]
)
def test_other_names_for_this_machine_are_refused(client: TestClient, host: str) -> None:
    response = client.get("/healthz", headers={"host": host})
    assert response.status_code == 421
    assert response.json()["error"]["code"] == "bad_host"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1.evil.example"])
def test_what_another_site_makes_the_browser_send_is_refused(client: TestClient, origin: str) -> None:
    response = client.post("/v1/ask", json={"question": "问"}, headers={"origin": origin})
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "foreign_origin"


def test_the_page_itself_may_ask(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": "问"}, headers={"origin": "http://127.0.0.1:7860"})
    assert response.status_code == 200


def test_a_service_for_other_machines_answers_to_any_name(asker: Any) -> None:
    with TestClient(create_app(asker, hosts=None, page=False), base_url="http://policy.example") as client:
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://policy.example.evil.example"])
def test_even_then_another_site_may_not_send_anything(asker: Any, origin: str) -> None:
    with TestClient(create_app(asker, hosts=None, page=False), base_url="http://policy.example") as client:
        headers = {"origin": origin}
        assert client.post("/v1/ask", json={"question": "问"}, headers=headers).status_code == 403
        assert client.post("/v1/ask", json={"question": "问"}, headers={**headers, "host": ""}).status_code == 403
        own = {"origin": "https://policy.example"}
        assert client.post("/v1/ask", json={"question": "问"}, headers=own).status_code == 200


def test_a_long_question_passes_and_a_larger_body_is_refused(client: TestClient) -> None:
    assert client.post("/v1/ask", json={"question": "问" * 20_000}).status_code == 200
    response = client.post("/v1/ask", json={"question": "x" * LARGEST_BODY})
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "too_large"


def test_a_body_without_an_announced_length_is_counted_while_it_comes(client: TestClient) -> None:
    def pieces(count: int) -> Iterator[bytes]:
        yield b'{"question": "'
        for _ in range(count):
            yield b"x" * 1024
        yield b'"}'

    as_json = {"content-type": "application/json"}
    assert client.post("/v1/ask", content=pieces(10), headers=as_json).status_code == 200
    assert client.post("/v1/ask", content=pieces(300), headers=as_json).status_code == 413


def test_a_false_length_does_not_let_a_large_body_through(client: TestClient) -> None:
    headers = {"content-type": "application/json", "content-length": "0", "transfer-encoding": "chunked"}
    response = client.post("/v1/ask", content=b"x" * (LARGEST_BODY + 1), headers=headers)
    assert response.status_code in (413, 422)
