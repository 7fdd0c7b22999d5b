from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.service.api import create_app
from assistant.service.live import event_stream


@pytest.fixture
def client(asker: Any) -> Iterator[TestClient]:
    with TestClient(create_app(asker, page=False), raise_server_exceptions=False) as given:
        yield given


def sent(response: Any) -> list[tuple[str, Any]]:
    """The names and the data of the events."""
    blocks = [dict(line.split(": ", 1) for line in block.splitlines()) for block in response.text.strip().split("\n\n")]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def test_events_come_in_order_each_with_its_name(client: TestClient) -> None:
    response = client.post("/v1/ask/stream", json={"question": "问", "on": "2026-11-20"})
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    events = sent(response)
    assert [name for name, _ in events] == ["provisional", "sentence", "final"]
    assert [data["event"] for _, data in events] == ["provisional", "sentence", "final"]
    assert events[0][1]["answer"] == events[2][1]["answer"] == {"question": "问", "history": [], "as_of": "2026-11-20"}


def test_a_sentence_may_hold_line_ends(client: TestClient) -> None:
    assert sent(client.post("/v1/ask/stream", json={"question": "问"}))[1][1]["text"] == "一句。\n"


def test_an_error_is_the_last_event_with_the_words_of_the_other_routes(client: TestClient) -> None:
    told = sent(client.post("/v1/ask/stream", json={"question": "not ready"}))
    assert [name for name, _ in told] == ["error"]
    assert told[0][1]["error"] == client.post("/v1/ask", json={"question": "not ready"}).json()["error"]


def test_a_failure_of_ours_is_told_without_its_words(client: TestClient) -> None:
    response = client.post("/v1/ask/stream", json={"question": "breaks later"})
    assert [name for name, _ in sent(response)] == ["provisional", "error"]
    assert "secret" not in response.text


def test_a_body_of_another_shape_is_refused_before_the_stream(client: TestClient) -> None:
    assert client.post("/v1/ask/stream", json={"frage": "?"}).status_code == 422


def test_a_reader_who_goes_away_stops_the_work(asker: Any) -> None:
    stop = threading.Event()
    response = event_stream(asker.stream("slow", stop=stop), stop=stop, tell=lambda _: (500, "failed", ""))

    async def read_then_leave() -> None:
        body = response.body_iterator
        await anext(body)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(body), 0.1)

    asyncio.run(read_then_leave())
    assert stop.is_set()
