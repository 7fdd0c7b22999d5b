"""What is asked of the one assistant, asked once."""

from __future__ import annotations

import io
import json
import sys
from collections import namedtuple
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.chat import Chat
from assistant.cli import cli
from assistant.cli_group import fail_cleanly
from assistant.settings import Settings
from eval.endpoint import endpoint

DATASETS = Path(__file__).parents[2] / "eval" / "datasets"
# A sample of each set: every one of the small, some of the large.
SAMPLED = {"questions.dev": 1, "adversarial.dev": 1, "questions.own": 20, "adversarial.own": 30, "calc.own": 40}

Ran = namedtuple("Ran", "code out err")


@pytest.fixture(scope="session")
def ask(assistant, on):
    """Asks a question once and remembers the answer."""
    asked = cache(lambda question, history, day: assistant.ask(question, history=history, on=day))
    return lambda question, *, history=(), on=on: asked(question, tuple(history), on)


@pytest.fixture(scope="session")
def answers(assistant, on):
    """The answers to some two hundred of the sample questions, with what was asked."""
    rows = [
        json.loads(line)
        for name, step in SAMPLED.items()
        for line in (DATASETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[::step]
    ]
    return tuple((row, assistant.ask(row["question"], history=row.get("history", ()), on=on)) for row in rows)


@pytest.fixture
def run(assistant, home, monkeypatch, capsys):
    """Runs the command line on the built index; the exit code and what was printed."""

    def run(*arguments, stdin=""):
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setenv("POLICY_ASSISTANT_HOME", str(home))
        monkeypatch.setattr(sys, "argv", ["policy-assistant", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        code = fail_cleanly(cli)
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def chatting(assistant, home):
    """An assistant with a scripted chat model: give the replies or a script, get the assistant and its server."""
    with ExitStack() as servers:

        def chatting(script, **settings):
            server = servers.enter_context(endpoint(script))
            values = {"model": "openai:scripted", "base_url": server.url, "timeout": 20.0, "retries": 0, **settings}
            return Assistant(assistant.index, chat=Chat(Settings(home=home, **values))), server

        yield chatting


@pytest.fixture
def chat_with():
    """A chat model that a script speaks for, and its server."""
    with ExitStack() as servers:

        def chat_with(script, **settings):
            server = servers.enter_context(endpoint(script))
            values = {"model": "openai:scripted", "base_url": server.url, "timeout": 20.0, "retries": 0, **settings}
            return Chat(Settings(home=Path("home"), **values)), server

        yield chat_with
