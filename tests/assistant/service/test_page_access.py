"""Gradio's own routes stand behind the same gate, and its handlers know the person."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.person import Role
from assistant.service.users import add_user

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
# A process of its own: Gradio leaves event loops and sockets behind.
PROGRAM = """
    import os, pathlib, socket, sys
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr, uvicorn
    from fastapi import FastAPI
    from assistant.person import person_of
    from assistant.service.access import LoginDoor
    from assistant.service.gate import Gate
    from assistant.service.login import add_login
    from assistant.service.sessions import Sessions

    def who(said, request: gr.Request):
        person = person_of(request)
        return f"{said} {person.name} {person.role}"

    with gr.Blocks() as page:
        box = gr.Textbox()
        box.submit(who, [box], [box], api_name="who")
    page.queue()
    folder = pathlib.Path(sys.argv[1])
    door = LoginDoor(folder / "users.yaml", Sessions(folder, seconds=60), public=False)
    app = FastAPI()
    add_login(app, door, None)
    app = gr.mount_gradio_app(app, page, path="/")
    app.add_middleware(Gate, doorman=door)
    taken = socket.create_server(("127.0.0.1", 0))
    print(taken.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[taken])
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    add_user(folder / "users.yaml", "王芳", role=Role.OPERATOR, password="geheimnis1")
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(folder)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ)
    assert process.stdout is not None
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.kill()
    process.communicate()


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as given:
        yield given


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/config"),
        ("GET", "/gradio_api/info"),
        ("POST", "/gradio_api/queue/join"),
        ("GET", "/gradio_api/queue/data?session_hash=x"),
        ("POST", "/gradio_api/call/who"),
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=README.md"),
        ("GET", "/assets/index.js"),
    ],
)
def test_nothing_of_the_page_is_given_without_a_login(client: httpx.Client, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


def test_a_handler_of_the_page_knows_who_asks(client: httpx.Client) -> None:
    client.post("/login", data={"name": "王芳", "password": "geheimnis1"})
    assert client.get("/").status_code == 200
    asked = client.post(
        "/gradio_api/queue/join", json={"data": ["hallo"], "fn_index": 0, "session_hash": "s", "event_data": None}
    )
    assert asked.status_code == 200
    said: list[Any] = []
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "s"}) as stream:
        for line in stream.iter_lines():
            if line.startswith("data:"):
                message = json.loads(line.removeprefix("data:"))
                if message["msg"] == "process_completed":
                    said = message["output"]["data"]
                    break
    assert said == ["hallo 王芳 operator"]
