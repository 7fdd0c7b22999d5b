"""The scripted server: what it says, and what it notices."""

from __future__ import annotations

import http.client
import json
import socket
import time
from urllib.parse import urlsplit

import pytest

from eval.endpoint import Call, Reply, endpoint, unused_url

REQUEST = {"model": "m", "messages": []}


def post(url):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    connection.request("POST", f"{parts.path}/chat/completions", json.dumps(REQUEST), {"authorization": "Bearer k"})
    return connection, connection.getresponse()


def said(url):
    connection, response = post(url)
    text = response.read().decode()
    connection.close()
    return [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {")]


def test_text_and_calls_are_streamed_in_the_protocol_s_shape():
    with endpoint(Reply(text=["一", "二"], calls=[Call("f", {"x": 1})])) as server:
        choices = [piece["choices"][0] for piece in said(server.url)]
    assert "".join(choice["delta"].get("content") or "" for choice in choices) == "一二"
    assert [c["delta"]["tool_calls"][0]["function"]["name"] for c in choices if "tool_calls" in c["delta"]] == ["f"]
    assert choices[-1]["finish_reason"] == "tool_calls"
    assert server.requests == [REQUEST]
    assert server.keys == ["Bearer k"]


def test_replies_are_given_in_turn_and_the_last_for_ever():
    with endpoint([Reply(text="一"), Reply(text="二")]) as server:
        texts = [said(server.url)[1]["choices"][0]["delta"]["content"] for _ in range(3)]
    assert texts == ["一", "二", "二"]


def test_a_status_comes_with_its_headers_and_body():
    with endpoint(Reply(status=429, headers={"retry-after": "7"})) as server:
        connection, response = post(server.url)
        assert (response.status, response.headers["retry-after"]) == (429, "7")
        assert "error" in json.loads(response.read())
        connection.close()


def test_a_text_without_an_end_is_cut_off():
    with endpoint(Reply(text=["一"], finish=None)) as server:
        connection, response = post(server.url)
        with pytest.raises(http.client.IncompleteRead):
            response.read()
        connection.close()


def test_a_reader_who_goes_away_is_noticed():
    with endpoint(Reply(text="一", wait=20)) as server:
        parts = urlsplit(server.url)
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}")
            time.sleep(0.2)
        assert server.gone.wait(3)


def test_nobody_is_at_an_unused_address():
    with pytest.raises(OSError):
        post(unused_url())
