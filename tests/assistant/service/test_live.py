from __future__ import annotations

import asyncio
import gc
import http.client
import json
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from assistant.service.api import create_app
from assistant.service.live import event_stream
from assistant.service.local import LocalAsker
from eval.endpoint import Reply


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


@pytest.fixture
def served(chatting: Any) -> Iterator[Any]:
    """Serves an assistant with a scripted model; its address and the model's server."""
    running = []

    def served(script: Any) -> tuple[str, int, Any]:
        assistant, model = chatting(script)
        taken = socket.create_server(("127.0.0.1", 0))
        app = create_app(LocalAsker(assistant), page=False)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        running.append((server, thread, taken))
        return "127.0.0.1", taken.getsockname()[1], model

    yield served
    for server, thread, taken in running:
        server.should_exit = True
        thread.join(10)
        taken.close()
    # On a busy machine the server leaves idle connections behind, which would be told of in the midst of another test.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        running.clear()
        gc.collect()


QUESTION = "深圳的软件公司营收第一次过10亿，奖多少？"
RIGHT = "营业收入首次达到10亿元的软件企业，给予50万元奖励。[1]"


def asked(host: str, port: int) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection(host, port, timeout=20)
    body = json.dumps({"question": QUESTION, "on": "2026-11-20"})
    connection.request("POST", "/v1/ask/stream", body, {"content-type": "application/json"})
    return connection


def test_an_answer_streams_from_the_model_to_the_reader(served: Any) -> None:
    host, port, _ = served(Reply(text=[f"{RIGHT}\n", "现行有效。[1]"], pause=0.8))
    connection = asked(host, port)
    response = connection.getresponse()
    names, times = [], []
    while line := response.readline().decode():
        if line.startswith("event: "):
            names.append(line.removeprefix("event: ").strip())
            times.append(time.monotonic())
    connection.close()
    assert names == ["provisional", "sentence", "sentence", "final"]
    assert times[1] - times[0] > 0.1, "the plain answer waited for the model"


def test_a_reader_who_hangs_up_ends_the_call_of_the_model(served: Any) -> None:
    host, port, model = served(Reply(text=[f"{RIGHT}\n", *["另"] * 200], pause=0.2))
    connection = asked(host, port)
    response = connection.getresponse()
    while not response.readline().startswith(b"event: sentence"):
        pass
    response.close()
    connection.close()
    assert model.gone.wait(20)
