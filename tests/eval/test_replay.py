"""Recorded replies, given again without the model."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from eval.endpoint import Call, Reply, endpoint
from eval.replay import record, replay, turn

REQUEST = {"messages": [{"role": "user", "content": "问"}], "stream": True}


def asked(url, request):
    body = json.dumps(request).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{url}/chat/completions", data=body), timeout=10) as response:
        return response.read().decode()


@pytest.mark.parametrize(
    "reply", [Reply(text=["给予", "50万元。"]), Reply(text="查一下", calls=[Call("search_clauses", {"words": "奖励"})])]
)
def test_what_was_recorded_is_given_again(tmp_path, reply):
    path = tmp_path / "replies.jsonl"
    with endpoint(reply) as real, endpoint(record(real.url, path, model="real", key="sk-secret")) as recorder:
        said = asked(recorder.url, REQUEST)
    assert real.requests[0]["model"] == "real"
    with endpoint(replay(path)) as again:
        assert asked(again.url, REQUEST) == said
    assert "secret" not in path.read_text(encoding="utf-8")


def test_what_was_not_recorded_is_not_made_up(tmp_path):
    path = tmp_path / "replies.jsonl"
    path.write_text("", encoding="utf-8")
    with endpoint(replay(path)) as server, pytest.raises(urllib.error.HTTPError, match="404"):
        asked(server.url, REQUEST)


def test_requests_differ_by_their_question_and_turn_and_not_by_the_prompt_s_wording():
    def request(*said):
        return {"messages": [{"role": role, "content": text} for role, text in said]}

    first = request(("system", "规则"), ("user", "<问题>\n甲\n</问题>"))
    reworded = request(("system", "别的规则"), ("user", "资料\n<问题>\n甲\n</问题>"))
    other = request(("system", "规则"), ("user", "<问题>\n乙\n</问题>"))
    later = request(("system", "规则"), ("user", "<问题>\n甲\n</问题>"), ("assistant", ""), ("tool", "{}"))
    assert turn(first) == turn(reworded)
    assert len({turn(first), turn(other), turn(later)}) == 3


def test_every_recording_of_ours_is_whole():
    folder = Path(__file__).parents[1] / "fixtures" / "replies"
    rows = [json.loads(line) for path in folder.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert rows
    assert all(set(row) == {"request", "text", "calls"} for row in rows)
