from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.service.serving import serve_asker

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
    import sys, time
    from assistant.service.serving import serve_asker

    class Asker:
        def __init__(self):
            print("opening", flush=True)
            time.sleep({seconds})
        def ask(self, question, *, history=(), on=None):
            raise AssertionError("a model would be asked")
        def stream(self, question, *, history=(), on=None, stop=None):
            yield {{"event": "provisional", "answer": {{"question": question}}}}
            raise AssertionError("a model would be asked")
        def health(self):
            return {{"index": {{"ok": True}}}}

    def say(line):
        print(line, flush=True)

    serve_asker(Asker, host="127.0.0.1", port={port}, say=say)
    print("ended cleanly", flush=True)
"""


@contextmanager
def running(*, port: int = 0, seconds: float = 0) -> Iterator[subprocess.Popen[str]]:
    program = textwrap.dedent(PROGRAM).format(port=port, seconds=seconds)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environ
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def address(said: str) -> str:
    return said.partition("：")[2].partition("（")[0]


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_says_its_address_when_it_answers_and_ends_cleanly(stop: signal.Signals) -> None:
    with running() as process:
        assert line(process) == "opening"
        chinese, english = line(process), line(process)
        assert "已就绪：http://127.0.0.1:" in chinese
        assert "is ready: http://127.0.0.1:" in english
        with urllib.request.urlopen(address(chinese) + "/healthz", timeout=5) as response:
            assert response.status == 200
        held = urllib.request.urlopen(address(chinese) + "/", timeout=5)
        process.send_signal(stop)
        said, _ = process.communicate(timeout=10)
        held.close()
        assert process.returncode == 0
        assert said.split("\n")[:2] == ["已停止。 / Stopped.", "ended cleanly"]
        assert "Traceback" not in said


@pytest.mark.slow
def test_it_refuses_connections_until_it_can_answer_and_stops_cleanly_even_then() -> None:
    with socket.create_server(("127.0.0.1", 0)) as spare:
        port = spare.getsockname()[1]
    with running(port=port, seconds=30) as process:
        assert line(process) == "opening"
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
        process.terminate()
        said, _ = process.communicate(timeout=10)
        assert process.returncode == 0
        assert said.split("\n")[:2] == ["已停止。 / Stopped.", "ended cleanly"]


def test_a_taken_port_is_one_clear_sentence_before_anything_slow() -> None:
    def never() -> object:
        raise AssertionError("nothing is opened when the port cannot be had")

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadSetting, match=f"端口 {port} 已被占用"):
            serve_asker(never, host="127.0.0.1", port=port, say=print)  # type: ignore[arg-type]


def test_an_address_that_is_not_this_machines_is_one_clear_sentence() -> None:
    with pytest.raises(BadSetting, match=r"192\.0\.2\.1:7860"):
        serve_asker(lambda: None, host="192.0.2.1", port=7860, say=print)  # type: ignore[arg-type,return-value]


def test_a_host_name_that_does_not_exist_is_one_clear_sentence() -> None:
    with pytest.raises(BadSetting, match=r"nowhere\.invalid"):
        serve_asker(lambda: None, host="nowhere.invalid", port=7860, say=print)  # type: ignore[arg-type,return-value]
