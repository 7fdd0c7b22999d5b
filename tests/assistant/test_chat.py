"""The chat model behind its clock: pieces as they come, failures by kind, nothing of the key told."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.chat import Chat, open_chat
from assistant.clock import Clock, Stopped
from assistant.errors import ModelFailed
from assistant.settings import Settings
from assistant.types import Fault
from eval.endpoint import Reply, unused_url

HELLO = [("user", "你好")]


def failing(chat, seconds=10.0):
    with pytest.raises(ModelFailed) as failed:
        chat.text(HELLO, clock=Clock(seconds))
    return failed.value


def test_pieces_come_as_they_are_sent(chat_with):
    chat, server = chat_with(Reply(text=["一", "二", "三"]))
    assert [p.text for p in chat.pieces(HELLO, clock=chat.clock()) if p.text] == ["一", "二", "三"]
    assert server.requests[0]["stream"] is True
    assert (server.requests[0]["model"], server.requests[0]["temperature"]) == ("scripted", 0)
    assert server.requests[0]["messages"] == [{"role": "user", "content": "你好"}]


def test_thoughts_are_no_part_of_the_text(chat_with):
    chat, _ = chat_with(Reply(text=["<thi", "nk>想</think>", "好"]))
    assert chat.text(HELLO, clock=chat.clock()) == "好"


def test_the_first_piece_does_not_wait_for_the_last(chat_with):
    chat, _ = chat_with(Reply(text=["一", "二"], pause=1.0))
    seen = [time.monotonic() for piece in chat.pieces(HELLO, clock=chat.clock()) if piece.text]
    assert seen[1] - seen[0] > 0.3


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply(status=401), Fault.KEY),
        (Reply(status=403), Fault.KEY),
        (Reply(status=404), Fault.NO_MODEL),
        (Reply(status=429), Fault.QUOTA),
        (Reply(status=400), Fault.REFUSED),
        (Reply(status=400, raw=b'{"error": {"message": "maximum context length is 4096 tokens"}}'), Fault.CONTEXT),
        (Reply(status=500), Fault.BROKEN),
        (Reply(status=503), Fault.BROKEN),
        (Reply(text=["一", "二"], finish=None), Fault.TRUNCATED),
        (Reply(raw=b"<html>", headers={"content-type": "text/html"}), Fault.BROKEN),
        (Reply(raw=b'data: {"cho', headers={"content-type": "text/event-stream"}), Fault.BROKEN),
    ],
)
def test_each_failure_has_its_kind_and_says_nothing_of_the_server_s_words(chat_with, reply, fault):
    chat, _ = chat_with(reply, api_key="sk-secret")
    failed = failing(chat)
    assert failed.fault is fault
    assert "scripted" not in str(failed)
    assert failed.__cause__ is None


def test_nobody_there_is_a_kind_of_its_own():
    chat = Chat(Settings(home=Path("home"), model="openai:x", base_url=unused_url(), retries=0))
    assert failing(chat).fault is Fault.UNREACHABLE


def test_the_clock_ends_a_call_whatever_the_server_does(chat_with):
    for reply in (Reply(text="一", wait=30), Reply(text=["一"] * 500, pause=0.1)):
        chat, server = chat_with(reply)
        began = time.monotonic()
        assert failing(chat, 0.8).fault is Fault.SLOW
        assert time.monotonic() - began < 15
        assert server.gone.wait(10), "the connection was left open"


def test_whoever_goes_away_ends_the_call_and_its_connection(chat_with):
    chat, server = chat_with(Reply(text=["一"] * 500, pause=0.1))
    stop = threading.Event()
    pieces = chat.pieces(HELLO, clock=chat.clock(stop=stop))
    next(pieces)
    stop.set()
    with pytest.raises(Stopped):
        list(pieces)
    assert server.gone.wait(10)


def test_leaving_early_ends_the_call(chat_with):
    chat, server = chat_with(Reply(text=["一"] * 500, pause=0.1))
    pieces = chat.pieces(HELLO, clock=chat.clock())
    next(pieces)
    pieces.close()
    assert server.gone.wait(10)


def test_what_may_pass_is_tried_again(chat_with):
    chat, server = chat_with([Reply(status=500), Reply(text="好")], retries=1)
    assert chat.text(HELLO, clock=chat.clock()) == "好"
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 404])
def test_what_will_not_pass_is_not_tried_again(chat_with, status):
    chat, server = chat_with(Reply(status=status), retries=5)
    failing(chat)
    assert len(server.requests) == 1


def test_a_server_is_given_the_time_that_it_asks_for(chat_with):
    chat, _ = chat_with([Reply(status=429, headers={"retry-after": "1"}), Reply(text="好")], retries=1)
    began = time.monotonic()
    assert chat.text(HELLO, clock=chat.clock()) == "好"
    assert time.monotonic() - began >= 1


def test_more_time_than_there_is_is_not_waited_for(chat_with):
    chat, server = chat_with(Reply(status=429, headers={"retry-after": "60"}), retries=3)
    began = time.monotonic()
    assert failing(chat, 20).fault is Fault.QUOTA
    assert time.monotonic() - began < 15
    assert len(server.requests) == 1


def test_nothing_is_tried_again_once_something_was_said(chat_with):
    chat, server = chat_with(Reply(text=["一"], finish=None), retries=3)
    assert failing(chat).fault is Fault.TRUNCATED
    assert len(server.requests) == 1


def test_a_reply_without_an_end_is_given_up(chat_with):
    chat, _ = chat_with(Reply(text=["好" * 1000] * 100))
    assert failing(chat).fault is Fault.TOO_LONG


def test_the_key_goes_to_the_server_and_nowhere_else(chat_with, caplog, capfd):
    chat, server = chat_with(
        Reply(status=401, raw=b'{"error": {"message": "Incorrect key sk-secret"}}'), api_key="sk-secret"
    )
    failed = failing(chat)
    assert server.keys == ["Bearer sk-secret"]
    told = f"{failed!r}{chat!r}{chat.health()}{caplog.text}{''.join(capfd.readouterr())}"
    assert "secret" not in told


def test_a_step_may_have_a_model_of_its_own(chat_with):
    chat, server = chat_with(Reply(text="好"), model_rewrite="openai:small")
    chat.text(HELLO, clock=chat.clock(), step="rewrite")
    chat.text(HELLO, clock=chat.clock(), step="facts")
    assert [request["model"] for request in server.requests] == ["small", "scripted"]


def test_temperature_may_be_left_out(chat_with):
    chat, server = chat_with(Reply(text="好"), temperature=None)
    chat.text(HELLO, clock=chat.clock())
    assert "temperature" not in server.requests[0]


@pytest.mark.parametrize(
    ("model", "told"), [("nowhere:x", "nowhere"), ("mistralai:x", "langchain-mistralai"), ("openai:x", "API_KEY")]
)
def test_a_model_that_cannot_be_had_is_told_with_what_would_be_right(model, told, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    failed = failing(Chat(Settings(home=Path("home"), model=model)))
    assert failed.fault is Fault.SETTINGS
    assert told in str(failed)


def test_without_a_model_there_is_no_chat():
    assert open_chat(Settings(home=Path("home"))) is None


def test_nothing_of_the_library_is_loaded_before_something_is_asked():
    code = (
        "import sys; from pathlib import Path; from assistant.opening import open_assistant;"
        "from assistant.chat import open_chat; from assistant.settings import Settings;"
        "open_chat(Settings(home=Path('x'), model='openai:x'));"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"langchain", "langchain_core", "langchain_openai", "openai"}.isdisjoint(ran.stdout.split())
