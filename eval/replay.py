"""Replies of a real chat model, recorded once and given again: the same conversation without the model.

A recording is a JSON line a request: what was asked at which turn, and the reply. A prompt may be worded
anew without making it stale. No key is kept.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from eval.endpoint import Call, Reply, Script

_PATIENCE: Final = 120.0
_DATA: Final = b"data: "
_DONE: Final = "[DONE]"
_QUESTION: Final = re.compile(r"<(?:问题|追问)>\n(.*?)\n</", re.DOTALL)


def record(url: str, path: Path, *, model: str, key: str = "none") -> Script:
    """A script that asks the server at an address and writes each reply into a file, after what stands there."""

    def script(request: Mapping[str, Any]) -> Reply:
        reply = _asked(url, {**request, "model": model}, key)
        row = {"request": turn(request), "text": reply.text, "calls": [[c.name, c.arguments] for c in reply.calls]}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return reply

    return script


def replay(path: Path) -> Script:
    """A script that gives the recorded replies again; a request that was not recorded is answered with 404."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = {
        row["request"]: Reply(text=row["text"], calls=[Call(name, said) for name, said in row["calls"]]) for row in rows
    }
    return lambda request: known.get(turn(request), Reply(status=404))


def turn(request: Mapping[str, Any]) -> str:
    """What tells one request of a recording from another: the question, and who spoke so far."""
    said = [str(message.get("content") or "") for message in request["messages"]]
    asked = next((found[1] for text in said if (found := _QUESTION.search(text))), said[-1])
    return json.dumps([asked, [message["role"] for message in request["messages"]]], ensure_ascii=False)


def _asked(url: str, request: Mapping[str, Any], key: str) -> Reply:
    """The reply of a server, put together from its stream."""
    body = json.dumps({**request, "stream": True}).encode()
    headers = {"content-type": "application/json", "authorization": f"Bearer {key}"}
    asking = urllib.request.Request(f"{url.rstrip('/')}/chat/completions", data=body, headers=headers)  # noqa: S310
    text: list[str] = []
    calls: dict[int, list[str]] = {}
    with urllib.request.urlopen(asking, timeout=_PATIENCE) as response:  # noqa: S310  # whoever records names the server
        for line in response:
            for delta in _deltas(line):
                text += [delta["content"]] if delta.get("content") else []
                for call in delta.get("tool_calls") or ():
                    named, said = calls.setdefault(call["index"], ["", ""])
                    function = call["function"]
                    calls[call["index"]] = [
                        named or function.get("name") or "",
                        said + (function.get("arguments") or ""),
                    ]
    return Reply(text=text, calls=[Call(name, said) for _, (name, said) in sorted(calls.items())])


def _deltas(line: bytes) -> list[dict[str, Any]]:
    said = line.removeprefix(_DATA).decode().strip()
    if not line.startswith(_DATA) or said == _DONE:
        return []
    return [choice.get("delta") or {} for choice in json.loads(said).get("choices", ())]
