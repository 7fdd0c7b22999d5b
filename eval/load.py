"""Many people asking at once, of a real service with records on: ``python -m eval.load``.

Starts the service in a folder of its own, lets so many people chat, each in a conversation, and
prints how long answers took. Ends with 1 when one failed, was not kept, or the 95th of a hundred
took too long. ``--url`` asks a service that is running already.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any

from eval.dataset import FOLDER, read_set

LONGEST_P95 = 1.5
_START, _PATIENCE = 120, 60


@dataclass(frozen=True, slots=True)
class Load:
    """What became of a load: how long each answer took in seconds, and what went wrong."""

    seconds: tuple[float, ...]
    failures: tuple[str, ...]
    whole: float

    def at(self, share: float) -> float:
        """The time within which this share of the answers came."""
        ordered = sorted(self.seconds) or [float("inf")]
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def run(url: str, *, people: int, questions: int) -> Load:
    """So many people, each asking so many questions one after the other in a conversation of their own."""
    asked = [case.question for case in read_set(FOLDER / "questions.dev.jsonl").cases]
    scripts = [[asked[(p * questions + q) % len(asked)] for q in range(questions)] for p in range(people)]
    start = time.perf_counter()
    with ThreadPoolExecutor(people) as pool:
        done = list(pool.map(lambda script: _chat(url, script), scripts))
    whole = time.perf_counter() - start
    return Load(tuple(s for one in done for s in one[0]), tuple(f for one in done for f in one[1]), whole)


def _chat(url: str, script: Sequence[str]) -> tuple[list[float], list[str]]:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    seconds, failures = [], []
    try:
        conversation = _call(browser, f"{url}/v1/conversations", {})["id"]
        for question in script:
            start = time.perf_counter()
            answer = _call(browser, f"{url}/v1/ask", {"question": question, "conversation_id": conversation})
            seconds.append(time.perf_counter() - start)
            if answer["question"] != question:
                failures.append(f"another question was answered: {answer['question']}")
        kept = _call(browser, f"{url}/v1/conversations/{conversation}")["answers"]["items"]
        if [one["question"] for one in kept] != list(script):
            failures.append(f"{len(script)} asked, {len(kept)} kept")
    except (OSError, ValueError, KeyError) as error:
        failures.append(f"{type(error).__name__}: {error}")
    return seconds, failures


def _call(browser: urllib.request.OpenerDirector, url: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"content-type": "application/json"})  # noqa: S310  # our own
    with browser.open(request, timeout=_PATIENCE) as response:
        return json.load(response)


@contextmanager
def service() -> Iterator[str]:
    """The address of a service of its own, ready to answer."""
    with socket.create_server(("127.0.0.1", 0)) as spare:
        port = spare.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        environ = {"POLICY_ASSISTANT_HOME": home, **_environment()}
        command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)  # noqa: S603  # our own program
        try:
            _wait(process, f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _environment() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if not name.startswith("POLICY_ASSISTANT_")}


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):  # noqa: S310  # our own
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the service did not start")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the times and what failed; 1 when anything did."""
    parser = argparse.ArgumentParser(prog="python -m eval.load", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--url", help="a service that is running, as http://127.0.0.1:7860")
    given = parser.parse_args(arguments)
    if given.url:
        load = run(given.url.rstrip("/"), people=given.people, questions=given.questions)
    else:
        with service() as url:
            load = run(url, people=given.people, questions=given.questions)
    print(f"{given.people} people, {len(load.seconds)} answers in {load.whole:.1f} s", end=": ")
    print(
        f"p50 {load.at(0.5):.2f} s, p95 {load.at(0.95):.2f} s, longest {load.at(1):.2f} s, {len(load.failures)} failed"
    )
    for failure in load.failures[:10]:
        print(failure)
    return 1 if load.failures or load.at(0.95) > LONGEST_P95 else 0


if __name__ == "__main__":
    sys.exit(main())
