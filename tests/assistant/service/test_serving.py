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

import httpx
import pytest

from assistant.errors import BadSetting
from assistant.service.serving import _hosts, serve_asker

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
        with urllib.request.urlopen(address(chinese) + "/healthz", timeout=30) as response:
            assert response.status == 200
        held = urllib.request.urlopen(address(chinese) + "/", timeout=30)
        process.send_signal(stop)
        said, _ = process.communicate(timeout=60)
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
        said, _ = process.communicate(timeout=60)
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


@pytest.mark.parametrize(
    ("host", "names", "expected"),
    [
        ("127.0.0.1", (), {"127.0.0.1", "localhost", "::1"}),
        ("127.0.0.1", ("policy.example",), {"127.0.0.1", "localhost", "::1", "policy.example"}),
        ("0.0.0.0", (), None),
        ("0.0.0.0", ("policy.example",), {"127.0.0.1", "localhost", "::1", "policy.example"}),
    ],
)
def test_it_answers_to_the_names_that_it_was_given(
    host: str, names: tuple[str, ...], expected: set[str] | None
) -> None:
    assert _hosts(host, names) == expected


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@contextmanager
def whole(home: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real program, serving from a data folder; its process and its address."""
    with socket.create_server(("127.0.0.1", 0)) as spare:
        port = spare.getsockname()[1]
    named = {f"POLICY_ASSISTANT_{name}": value for name, value in settings.items()}
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "POLICY_ASSISTANT_HOME": str(home), **named}
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environ,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.communicate()


def told(process: subprocess.Popen[str], until: str) -> str:
    """What was printed up to a line with these words."""
    lines = []
    while not lines or (until not in lines[-1] and lines[-1]):
        lines.append(line(process))
    return "\n".join(lines)


@pytest.mark.slow
def test_what_is_asked_is_kept_across_a_restart(home: Path) -> None:
    with whole(home) as (process, url):
        told(process, "is ready")
        with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
            chat = client.post("/v1/conversations", json={}).json()
            asked = {"question": "深圳首版次软件最多资助多少", "conversation_id": chat["id"]}
            said = client.post("/v1/ask", json=asked).json()
            cookies = dict(client.cookies)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        assert process.returncode == 0
    with whole(home) as (process, url):
        told(process, "is ready")
        kept = httpx.get(f"{url}/v1/answers/{said['record_id']}", cookies=cookies, trust_env=False, timeout=30).json()
        other = httpx.get(f"{url}/v1/answers/{said['record_id']}", trust_env=False, timeout=30)
    assert kept["answer"]["answer"] == said["answer"]
    assert kept["build"]
    assert {one["version"] for one in kept["clauses"]} != {""}
    assert other.status_code == 404


@pytest.mark.slow
def test_a_database_that_is_away_does_not_keep_it_from_starting(home: Path) -> None:
    with whole(home, DATABASE_URL="postgresql://u:geheim@127.0.0.1:1/d") as (process, url):
        said = told(process, "is ready")
        assert "记录库现在用不了" in said
        assert "geheim" not in said
        health = httpx.get(f"{url}/healthz", trust_env=False, timeout=20)
        assert (health.status_code, health.json()["status"]) == (200, "degraded")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DATABASE_URL": "mysql://u:geheim@h/d"}, "POLICY_ASSISTANT_DATABASE_URL"),
        ({"USERS": "none.yaml"}, "users add"),
        ({"PROXY_USER_HEADER": "X-User", "TRUSTED_PROXIES": "nowhere"}, "TRUSTED_PROXIES"),
    ],
)
def test_settings_that_cannot_be_used_end_it_with_one_sentence(
    home: Path, settings: dict[str, str], sentence: str
) -> None:
    with whole(home, **settings) as (process, _):
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert sentence in said
    assert "geheim" not in said
    assert "Traceback" not in said
