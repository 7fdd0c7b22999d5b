from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from assistant.person import Person, Role
from assistant.records.store import Records
from assistant.service.access import Visit
from assistant.service.api import create_app

PEOPLE = {
    "a": Person("王", Role.OPERATOR, "user:王", known=True),
    "b": Person("李", Role.OPERATOR, "user:李", known=True),
    "s": Person("赵", Role.SUPERVISOR, "user:赵", known=True),
    "t": Person("孙", Role.SUPERVISOR, "user:孙", known=True),
    "l": Person("local", Role.SUPERVISOR, "browser:l"),
}


class ByHeader:
    """A doorman that believes a header."""

    has_login = True

    def person(self, visit: Visit) -> Person | None:
        return PEOPLE[visit.headers["x-person"]]


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = Records(f"sqlite:///{tmp_path / 'r.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def call(asker: Any, records: Records) -> Iterator[Callable[..., Any]]:
    app = create_app(asker, page=False, records=records, access=ByHeader())
    with TestClient(app, raise_server_exceptions=False) as client:

        def call(who: str, method: str, path: str, body: Any = None, **options: Any) -> Any:
            return client.request(method, f"/v1{path}", json=body, headers={"x-person": who}, **options)

        yield call


def code(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]


@pytest.fixture
def chat(call: Any) -> dict[str, Any]:
    started: dict[str, Any] = call("a", "POST", "/conversations", {}).json()
    return started


def test_a_conversation_is_asked_in_listed_renamed_and_erased(call: Any, chat: Any) -> None:
    said = call("a", "POST", "/ask", {"question": "深圳奖多少？", "conversation_id": chat["id"]}).json()
    assert said["conversation_id"] == chat["id"]
    answers = call("a", "GET", f"/conversations/{chat['id']}").json()["answers"]
    assert [one["id"] for one in answers["items"]] == [said["record_id"]]
    listed = call("a", "GET", "/conversations", params={"words": "深圳"}).json()
    assert [(one["title"], one["answers"]) for one in listed["items"]] == [("深圳奖多少？", 1)]
    assert call("a", "PATCH", f"/conversations/{chat['id']}", {"title": "奖励"}).json()["title"] == "奖励"
    assert call("a", "DELETE", f"/conversations/{chat['id']}").json() == {"erased": chat["id"]}
    assert code(call("a", "GET", f"/conversations/{chat['id']}")) == (404, "not_found")


def test_a_streamed_answer_is_kept_in_its_conversation_too(call: Any, chat: Any) -> None:
    call("a", "POST", "/ask", {"question": "一", "conversation_id": chat["id"]})
    told = call("a", "POST", "/ask/stream", {"question": "二", "conversation_id": chat["id"]}).text
    last = json.loads(told.strip().rsplit("data: ", 1)[1])["answer"]
    answers = call("a", "GET", f"/conversations/{chat['id']}").json()["answers"]["items"]
    assert [one["question"] for one in answers] == ["一", "二"]
    assert answers[-1]["id"] == last["record_id"]
    assert last["history"] == ["一"]


def test_a_stream_in_somebody_elses_conversation_tells_only_that(call: Any, chat: Any) -> None:
    told = call("b", "POST", "/ask/stream", {"question": "二", "conversation_id": chat["id"]}).text
    assert told.startswith("event: error")
    assert "not_found" in told


def test_what_was_asked_before_is_known_unless_a_history_is_sent(call: Any, chat: Any) -> None:
    ask = {"conversation_id": chat["id"]}
    call("a", "POST", "/ask", {"question": "一", **ask})
    assert call("a", "POST", "/ask", {"question": "二", **ask}).json()["history"] == ["一"]
    assert call("a", "POST", "/ask", {"question": "三", **ask}).json()["history"] == ["一", "二"]
    assert call("a", "POST", "/ask", {"question": "四", "history": ["甲"], **ask}).json()["history"] == ["甲"]


def test_without_a_conversation_nothing_is_kept(call: Any, records: Records) -> None:
    assert "record_id" not in call("a", "POST", "/ask", {"question": "问"}).json()
    assert records.overview.counts().answers == 0


def test_another_s_conversation_is_as_good_as_none(call: Any, chat: Any) -> None:
    said = call("a", "POST", "/ask", {"question": "问", "conversation_id": chat["id"]}).json()
    path = f"/conversations/{chat['id']}"
    for method, where, body in (
        ("GET", path, None),
        ("PATCH", path, {"title": "x"}),
        ("DELETE", path, None),
        ("GET", f"{path}/export", None),
        ("POST", "/ask", {"question": "问", "conversation_id": chat["id"]}),
        ("GET", f"/answers/{said['record_id']}", None),
        ("PUT", f"/answers/{said['record_id']}/feedback", {"useful": True}),
    ):
        for who in ("b", "s"):
            assert code(call(who, method, where, body)) == (404, "not_found"), where
    assert call("b", "GET", "/conversations").json()["total"] == 0


def test_feedback_has_a_reason_and_may_change(call: Any, chat: Any) -> None:
    said = call("a", "POST", "/ask", {"question": "问", "conversation_id": chat["id"]}).json()
    path = f"/answers/{said['record_id']}"
    call("a", "PUT", f"{path}/feedback", {"useful": True})
    given = call("a", "PUT", f"{path}/feedback", {"useful": False, "reason": "我叫张三，不对"}).json()
    assert (given["useful"], given["reason"]) == (False, "我叫【姓名已隐去】，不对")
    assert len(call("a", "GET", path).json()["feedback"]) == 1


def test_a_conversation_is_saved_as_json_lines(call: Any, chat: Any) -> None:
    call("a", "POST", "/ask", {"question": "问", "conversation_id": chat["id"]})
    response = call("a", "GET", f"/conversations/{chat['id']}/export")
    assert "attachment" in response.headers["content-disposition"]
    assert [json.loads(line)["type"] for line in response.text.splitlines()] == ["conversation", "answer"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/conversations", {"titel": "x"}),
        ("POST", "/conversations", {"title": "x" * 201}),
        ("PUT", "/answers/x/feedback", {"useful": "ja"}),
        ("PUT", "/answers/x/feedback", {"useful": True, "reason": "x" * 20_001}),
        ("GET", "/conversations?limit=0", None),
        ("GET", "/conversations?limit=201", None),
        ("GET", "/conversations?offset=-1", None),
        ("PATCH", "/calls/x", {"status": "weg"}),
        ("POST", "/handovers", {"question": "x", "context": []}),
        ("POST", "/ask", {"question": "x", "conversation_id": 7}),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(call: Any, method: str, path: str, body: Any) -> None:
    assert code(call("a", method, path, body)) == (422, "bad_request")


def test_a_call_collects_answers_and_notes(call: Any) -> None:
    opened = call("a", "POST", "/calls").json()
    path = f"/calls/{opened['id']}"
    kept = call("a", "POST", f"{path}/answers", {"question": "租金？"}).json()
    changed = call("a", "PATCH", path, {"notes": "回电13912345678", "status": "closed"}).json()
    assert (changed["notes"], changed["status"]) == ("回电【手机号已隐去】", "closed")
    assert [one["id"] for one in changed["answers"]] == [kept["id"]]
    assert call("a", "DELETE", f"{path}/answers/{kept['id']}").json() == {"erased": kept["id"]}
    assert call("a", "GET", path).json()["answers"] == []


def test_a_call_is_its_operator_s_and_a_supervisor_s(call: Any) -> None:
    path = f"/calls/{call('a', 'POST', '/calls').json()['id']}"
    assert code(call("b", "GET", path)) == (404, "not_found")
    assert code(call("b", "POST", f"{path}/answers", {"question": "x"})) == (404, "not_found")
    assert call("s", "GET", path).json()["operator"] == "王"
    assert call("b", "GET", "/calls").json()["total"] == 0
    assert call("s", "GET", "/calls", params={"status": "open"}).json()["total"] == 1


def test_a_question_is_handed_on_answered_and_approved_by_a_second_person(call: Any) -> None:
    asked = call("a", "POST", "/handovers", {"question": "能否叠加？", "context": {"n": 1}}).json()
    path = f"/handovers/{asked['id']}"
    assert code(call("b", "POST", f"{path}/answer", {"answer": "可以", "clauses": ["shenzhen#5.99"]})) == (
        404,
        "unknown_name",
    )
    answered = call("s", "POST", f"{path}/answer", {"answer": "可以", "clauses": ["shenzhen#5.12"]}).json()
    assert answered["answered_by"] == "赵"
    assert len(answered["clauses"][0]["sha256"]) == 64
    approval = f"/approvals/{asked['id']}"
    assert code(call("s", "POST", approval, {"approve": True})) == (400, "bad_value")
    assert code(call("a", "POST", approval, {"approve": True})) == (403, "not_permitted")
    assert call("t", "POST", approval, {"approve": True, "signature": "赵"}).json()["decided_by"] == "孙"
    listed = call("b", "GET", "/handovers", params={"status": "approved", "words": "叠加"}).json()
    assert [one["answer"] for one in listed["items"]] == ["可以"]
    assert call("a", "POST", f"{path}/withdraw", {}).json()["status"] == "withdrawn"


def test_without_a_login_two_people_sign_with_their_names(call: Any) -> None:
    asked = call("l", "POST", "/handovers", {"question": "问", "signature": "甲"}).json()
    call("l", "POST", f"/handovers/{asked['id']}/answer", {"answer": "答", "signature": " 乙 "})
    approval = f"/approvals/{asked['id']}"
    assert code(call("l", "POST", approval, {"approve": True, "signature": "乙"})) == (400, "bad_value")
    assert call("l", "POST", approval, {"approve": True, "signature": "丙"}).json()["decided_by"] == "丙"


def test_a_supervisor_sees_what_was_asked_and_told(call: Any, chat: Any, records: Records) -> None:
    call("a", "POST", "/ask", {"question": "问", "conversation_id": chat["id"]})
    assert call("s", "GET", "/overview").json()["answers"] == 1
    assert call("s", "GET", "/overview/asked", params={"words": "问"}).json()["total"] == 1
    assert call("s", "GET", "/overview", params={"since": "2999-01-01T00:00:00"}).json()["answers"] == 0
    for path in ("/overview/clauses", "/overview/versions", "/overview/outdated", "/audit"):
        assert set(call("s", "GET", path).json()) == {"items", "total", "limit", "offset"}
    assert call("s", "GET", "/overview/tellings", params={"clause_id": "shenzhen#5.12"}).json()["total"] == 0
    assert call("s", "DELETE", f"/overview/conversations/{chat['id']}").json() == {"erased": chat["id"]}
    assert call("s", "GET", "/overview").json()["answers"] == 0
    assert records.audit.list().items[0].who == "赵"


def test_what_was_told_under_another_wording_is_found(call: Any, records: Records) -> None:
    from assistant.service.desk_api import current_hashes

    now = current_hashes()["shenzhen#5.12"]
    opened = records.calls.open("王")
    for sha256 in (now, "0" * 64):
        cited = [{"clause_id": "shenzhen#5.12", "document_id": "shenzhen", "sha256": sha256}]
        records.calls.collect(opened.id, {"question": "问", "citations": cited}, operator="王", owner="user:王")
    outdated = call("s", "GET", "/overview/outdated").json()
    assert [one["sha256"] for one in outdated["items"]] == ["0" * 64]


@pytest.mark.parametrize("name", ["asked", "clauses", "told", "calls", "handovers"])
def test_every_table_is_saved_as_csv_and_excel(call: Any, name: str) -> None:
    as_csv = call("s", "GET", f"/exports/{name}.csv", params={"clause_id": "x"})
    assert as_csv.headers["content-type"].startswith("text/csv")
    headings = next(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(call("s", "GET", f"/exports/{name}.xlsx").content))
    assert [cell.value for cell in book.active[1]] == headings


def test_a_formula_that_somebody_typed_is_text_in_every_table(call: Any, chat: Any) -> None:
    typed = ['=HYPERLINK("http://evil.example")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]
    for question in typed:
        call("a", "POST", "/ask", {"question": question, "conversation_id": chat["id"]})
    rows = list(csv.reader(io.StringIO(call("s", "GET", "/exports/asked.csv").content.decode("utf-8-sig"), newline="")))
    assert sorted(row[1] for row in rows[1:]) == sorted(f"'{question}" for question in typed)
    book = openpyxl.load_workbook(io.BytesIO(call("s", "GET", "/exports/asked.xlsx").content))
    cells = [row[1] for row in book.active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.value.startswith("'") for cell in cells)


def test_an_unknown_table_is_answered_with_the_nearest(call: Any) -> None:
    response = call("s", "GET", "/exports/askd.csv")
    assert code(response) == (404, "unknown_name")
    assert "asked" in response.text
    assert call("s", "GET", "/exports/asked.pdf").status_code == 422


def test_exports_are_noted_with_who_made_them(call: Any, records: Records) -> None:
    call("s", "GET", "/exports/asked.csv")
    call("s", "GET", "/exports/records.jsonl")
    assert [(one.who, one.what, one.subject) for one in records.audit.list().items] == [
        ("赵", "records.export", ""),
        ("赵", "records.export", "asked"),
    ]


def test_while_the_records_are_away_questions_are_answered_and_health_says_so(asker: Any) -> None:
    away = Records("postgresql://u:p@127.0.0.1:1/d")
    with TestClient(create_app(asker, page=False, records=away), raise_server_exceptions=False) as client:
        said = client.post("/v1/ask", json={"question": "问", "conversation_id": "x"}).json()
        assert said["question"] == "问"
        assert said["record_id"]
        listed = client.get("/v1/conversations")
        assert (listed.status_code, listed.json()["error"]["code"]) == (503, "not_ready")
        health = client.get("/healthz")
        assert (health.status_code, health.json()["status"]) == (200, "degraded")
        assert health.json()["records"]["ok"] is False
    away.close()


def test_a_database_that_hangs_holds_up_one_question_and_then_no_more(
    asker: Any, records: Records, monkeypatch: Any
) -> None:
    import threading
    import time

    from assistant.service import recording

    monkeypatch.setattr(recording, "_PATIENCE", 1.5)
    hold = threading.Event()
    monkeypatch.setattr(records.conversations, "questions", lambda *_, **__: hold.wait(10))
    asking = recording.Recording(asker, records)
    took = []
    for _ in range(5):
        start = time.monotonic()
        asking.ask("问", conversation_id="x", owner="browser:a", history=(), on=None)
        took.append(time.monotonic() - start)
    hold.set()
    assert took[0] >= 1.5
    assert max(took[1:]) < 1.5, "waited the patience out once more"


def test_without_records_a_conversation_is_refused_in_a_sentence(asker: Any) -> None:
    with TestClient(create_app(asker, page=False), raise_server_exceptions=False) as client:
        response = client.post("/v1/ask", json={"question": "问", "conversation_id": "x"})
        assert (response.status_code, response.json()["error"]["code"]) == (503, "not_ready")
        assert client.get("/v1/conversations").status_code == 404
        assert "records" not in client.get("/healthz").json()
