"""A real OpenAI-compatible server with tiny weights made on the spot: what is said over the wire is not ours.

Its text is learnt by heart, so what it answers is mostly beside the point: what the guard has to survive.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openai import AsyncOpenAI

from assistant.answer import Assistant
from assistant.chat import Chat, _loop
from assistant.clock import Clock, Stopped
from assistant.doctor import examine
from assistant.errors import ModelFailed
from assistant.events import Final, Provisional, Sentence
from assistant.settings import Settings
from assistant.types import Fault, Reason
from eval.endpoint import endpoint, unused_url
from eval.replay import record, replay
from tests.tiny_model import FINDS, SAYS

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
QUESTION = "深圳的软件公司营收第一次过10亿，奖多少？"
HELLO = [("user", "你好")]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address and the name of a model that is served."""
    folder = tmp_path_factory.mktemp("tiny")
    model = folder / "tiny-qwen3"
    (folder / "hf" / "hub").mkdir(parents=True)
    subprocess.run([sys.executable, str(ROOT / "tests" / "tiny_model.py"), str(model)], check=True, cwd=folder)
    url = unused_url()
    port = url.rpartition(":")[2].partition("/")[0]
    command = [str(Path(sys.executable).parent / "transformers"), "serve", str(model), "--device", "cpu"]
    environment = {**os.environ, "HF_HOME": str(folder / "hf"), "HF_HUB_OFFLINE": "1"}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", port], env=environment, stdout=log, stderr=log, cwd=folder
        )
        try:
            wait_for(url.removesuffix("/v1") + "/health", server)
            yield url, str(model)
            hang_up(url)
        finally:
            server.terminate()
            server.wait(20)


def hang_up(url):
    """Close what the client keeps open to a server; else some later test would be told of it when the pool is freed."""
    for kept in gc.get_objects():
        if issubclass(type(kept), AsyncOpenAI) and str(kept.base_url).startswith(url):
            asyncio.run_coroutine_threadsafe(kept.close(), _loop()).result(20)


def wait_for(url, server):
    for _ in range(600):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.fixture
def chat(served):
    url, model = served

    def make(**settings):
        values = {"model": f"openai:{model}", "base_url": url, "timeout": 60.0, "retries": 0, **settings}
        return Chat(Settings(home=Path("home"), **values))

    return make


@pytest.fixture
def talking(chat, assistant):
    return lambda **settings: Assistant(assistant.index, chat=chat(**settings))


def test_it_is_connected_to_and_streams(chat):
    pieces = [str(piece.text) for piece in chat().pieces(HELLO, clock=Clock(60)) if piece.text]
    assert "".join(pieces) == SAYS
    assert len(pieces) > 3


def test_tool_calls_go_there_and_back(talking, on):
    events = list(talking().stream(QUESTION, on=on))
    assert isinstance(events[0], Provisional)
    assert [event.text for event in events if isinstance(event, Sentence)] == [FINDS]
    answer = events[-1].answer
    assert answer.engine.endswith("tiny-qwen3")
    assert FINDS in answer.answer


def test_words_of_no_use_leave_the_plain_answer(talking, ask, on):
    answer = talking(tools=False).ask(QUESTION, on=on)
    assert (answer.reason, answer.fault) == (Reason.DEGRADED, Fault.NONSENSE)
    assert answer.answer.startswith(ask(QUESTION).answer)


def test_time_that_is_up_ends_a_call_and_the_server_goes_on(chat):
    with pytest.raises(ModelFailed) as failed:
        chat().text(HELLO, clock=Clock(0.01))
    assert failed.value.fault is Fault.SLOW
    assert chat().text(HELLO, clock=Clock(60)) == SAYS


def test_whoever_goes_away_ends_a_call_and_the_server_goes_on(chat):
    stop = threading.Event()
    pieces = chat().pieces(HELLO, clock=Clock(60, stop=stop))
    next(pieces)
    stop.set()
    with pytest.raises(Stopped):
        list(pieces)
    assert chat().text(HELLO, clock=Clock(60)) == SAYS


def test_several_people_are_answered_at_once(talking, on):
    assistant = talking()
    with ThreadPoolExecutor(6) as people:
        answers = list(people.map(lambda _: assistant.ask(QUESTION, on=on), range(6)))
    assert len({answer.answer for answer in answers}) == 1
    assert FINDS in answers[0].answer


def test_a_model_that_the_server_does_not_have_is_told(served, chat):
    with pytest.raises(ModelFailed) as failed:
        chat(model="openai:another").text(HELLO, clock=Clock(60))
    assert failed.value.fault in (Fault.NO_MODEL, Fault.REFUSED)


def test_doctor_finds_it_well(chat, home):
    settings = Settings(
        home=home, **{name: getattr(chat().settings, name) for name in ("model", "base_url", "timeout")}
    )
    findings = {finding.name.split()[-1]: finding for finding in examine(settings)}
    assert all(finding.well for finding in findings.values()), [str(finding) for finding in findings.values()]
    assert not findings["tools"].warning
    assert not findings["streaming"].warning


def test_what_it_says_is_recorded_and_given_again(served, assistant, talking, on, tmp_path):
    url, model = served
    path = tmp_path / "tiny.jsonl"
    real = talking().ask(QUESTION, on=on)
    recorder = record(url, path, model=model)
    for scripted in (lambda: recorder, lambda: replay(path)):
        with endpoint(scripted()) as server:
            settings = Settings(home=Path("home"), model="openai:recorded", base_url=server.url, retries=0)
            again = Assistant(assistant.index, chat=Chat(settings)).ask(QUESTION, on=on)
        assert again.answer == real.answer
    assert spoken(path) == spoken(ROOT / "tests" / "fixtures" / "replies" / "tiny.jsonl")


def spoken(path):
    """What a recording holds, wherever its pieces end."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["request"], "".join(row["text"]), row["calls"]) for row in rows]


def test_events_end_with_one_final(talking, on):
    events = list(talking().stream(QUESTION, on=on))
    assert [type(event) for event in events].count(Final) == 1
