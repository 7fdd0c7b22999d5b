"""What the doctor finds: each part tried, what is wrong in words, what would be right."""

from __future__ import annotations

import http.client
import json

import pytest

from assistant.doctor import examine
from assistant.settings import Settings
from eval.endpoint import Call, Reply, endpoint, unused_url

RIGHT = ["softs", "好", "的"]


def obliging(request):
    if request.get("tools"):
        return Reply(calls=[Call("search_clauses", {"words": "首版次 奖励"})])
    return Reply(text=RIGHT)


@pytest.fixture
def findings(home):
    def findings(script, *, url=None, **settings):
        with endpoint(script) as server:
            values = {"model": "openai:m", "base_url": url or server.url, "retries": 0, "timeout": 10.0, **settings}
            return list(examine(Settings(home=home, **values)))

    return findings


def told(found):
    return "\n".join(map(str, found))


def test_without_a_model_everything_else_is_tried(home):
    found = list(examine(Settings(home=home)))
    assert all(finding.well for finding in found)
    assert "未配置" in told(found)


def test_a_model_that_can_do_everything_is_well(findings):
    found = findings(obliging)
    assert all(finding.well and not finding.warning for finding in found), told(found)
    assert {finding.name.split()[-1] for finding in found} >= {"index", "model", "streaming", "tools", "context"}


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (Reply(status=401), "POLICY_ASSISTANT_API_KEY"),
        (Reply(status=404), "/v1"),
        (Reply(status=429), "额度"),
        (Reply(status=500), "服务出错"),
        (Reply(raw=b"<html>", headers={"content-type": "text/html"}), "BASE_URL"),
        (lambda request: Reply(text="x", finish="stop", wait=3), "TIMEOUT"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(findings, script, words):
    found = findings(script, timeout=1.0 if words == "TIMEOUT" else 20.0)
    assert not found[-1].well
    assert words in told(found)
    assert str(found[-1]).startswith("✗")


def test_an_address_where_nobody_is_is_named(findings):
    url = unused_url()
    found = findings(obliging, url=url)
    assert not found[-1].well
    assert url in told(found)


def test_a_package_that_is_missing_is_named(findings):
    found = findings(obliging, model="mistralai:m")
    assert "langchain-mistralai" in told(found)
    assert not found[-1].well


def test_a_model_without_tools_is_a_warning_with_the_setting_for_it(findings):
    for script in (lambda r: Reply(status=400) if r.get("tools") else Reply(text=RIGHT), Reply(text=RIGHT)):
        found = {finding.name.split()[-1]: finding for finding in findings(script)}
        assert found["tools"].well
        assert found["tools"].warning
        assert "POLICY_ASSISTANT_TOOLS=off" in str(found["tools"])


def test_a_reply_in_one_piece_is_a_warning(findings):
    found = {finding.name.split()[-1]: finding for finding in findings(Reply(text="收到"))}
    assert found["streaming"].warning


def test_a_context_that_is_too_short_is_told(findings):
    def short(request):
        if len(request["messages"][0]["content"]) > 1_000:
            return Reply(status=400, raw=b'{"error": {"message": "maximum context length is 512 tokens"}}')
        return obliging(request)

    found = findings(short)
    assert not found[-1].well
    assert "POLICY_ASSISTANT_CONTEXT" in str(found[-1])


def test_the_nearest_model_that_the_server_has_is_named(findings, monkeypatch):
    from assistant import doctor

    monkeypatch.setattr(doctor, "_names", lambda _: ["qwen-plus", "other"])
    assert "服务上有 qwen-plus" in told(findings(Reply(status=404), model="openai:qwen-plas"))


def test_the_key_is_not_told(findings):
    assert "secret" not in told(findings(Reply(status=401), api_key="sk-secret"))


def test_a_setting_that_is_wrong_is_the_first_finding(run, monkeypatch):
    monkeypatch.setenv("POLICY_ASSISTANT_TIMEOUT", "soon")
    ran = run("doctor")
    assert ran.code == 1
    assert "POLICY_ASSISTANT_TIMEOUT" in ran.out


def test_the_command_ends_well_when_all_is_well(run):
    ran = run("doctor")
    assert ran.code == 0
    assert "✓" in ran.out


def test_models_of_a_server_are_asked_for_with_the_key():
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from pathlib import Path

    from assistant.doctor import _names

    keys = []

    class Models(BaseHTTPRequestHandler):
        def do_GET(self):
            keys.append(self.headers["authorization"])
            body = json.dumps({"data": [{"id": "qwen-plus"}]}).encode()
            self.send_response(http.client.OK)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Models)
    threading.Thread(target=server.handle_request, daemon=True).start()
    settings = Settings(home=Path("home"), base_url=f"http://127.0.0.1:{server.server_address[1]}/v1", api_key="k")
    assert _names(settings) == ["qwen-plus"]
    assert keys == ["Bearer k"]
    server.server_close()
    assert _names(Settings(home=Path("home"), base_url=unused_url())) == []
