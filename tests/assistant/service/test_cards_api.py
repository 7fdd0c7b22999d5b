from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.person import Person, Role
from assistant.records.store import Records
from assistant.service.access import Visit
from assistant.service.api import create_app
from assistant.web.desk_card import worked_out

PEOPLE = {
    "a": Person("王", Role.OPERATOR, "user:王", known=True),
    "b": Person("李", Role.OPERATOR, "user:李", known=True),
    "guest": Person("guest", Role.GUEST, "browser:g"),
}
ON = "2026-11-20"


class ByHeader:
    """A doorman that believes a header."""

    has_login = True

    def person(self, visit: Visit) -> Person | None:
        return PEOPLE[visit.headers["x-person"]]


class Told:
    """An asker whose every answer is the revenue award."""

    def ask(self, question: str, **options: Any) -> dict[str, Any]:
        return dict(worked_out("shenzhen#5.12/a", {"revenue": "12亿"}, question=question, on=date(2026, 11, 20)).answer)

    def stream(self, question: str, *, on: Any = None, stop: threading.Event | None = None, **options: Any) -> Any:
        yield {"event": "provisional", "answer": self.ask(question)}


@pytest.fixture
def call(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    records = Records(f"sqlite:///{tmp_path / 'r.sqlite3'}")
    app = create_app(Told(), page=False, records=records, access=ByHeader())  # type: ignore[arg-type]
    with TestClient(app, raise_server_exceptions=False) as client:

        def call(who: str, method: str, path: str, body: Any = None) -> Any:
            return client.request(method, f"/v1{path}", json=body, headers={"x-person": who})

        yield call
    records.close()


@pytest.fixture
def open_call(call: Any) -> str:
    return str(call("a", "POST", "/calls").json()["id"])


def test_what_is_noted_is_worked_out_by_the_service_itself(call: Any, open_call: str) -> None:
    body = {"award_id": "shenzhen#5.12/a", "facts": {"revenue": "60亿"}, "question": "奖多少？", "on": ON}
    kept = call("a", "POST", f"/calls/{open_call}/cards", body).json()
    assert kept["kind"] == "card"
    assert kept["question"] == "奖多少？"
    assert kept["answer"]["calculations"][0]["amount_yuan"] == 1_500_000
    assert kept["clauses"][0]["clause_id"] == "shenzhen#5.12"


def test_an_answer_and_a_clause_can_be_noted(call: Any, open_call: str) -> None:
    answer = call("a", "POST", f"/calls/{open_call}/cards", {"question": "我叫张三丰，奖多少？"}).json()
    clause = call("a", "POST", f"/calls/{open_call}/cards", {"clause_id": "shenzhen#6.19", "on": ON}).json()
    assert (answer["kind"], clause["kind"]) == ("answer", "card")
    assert "张三丰" not in str(answer)
    noted = call("a", "GET", f"/calls/{open_call}").json()["answers"]
    assert [one["id"] for one in noted] == [answer["id"], clause["id"]]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"question": "  "}, 400),
        ({"clause_id": "x#1"}, 404),
        ({"award_id": "x#1/a"}, 404),
        ({"html": "x"}, 422),
    ],
)
def test_what_cannot_be_noted_is_told(call: Any, open_call: str, body: Any, status: int) -> None:
    reply = call("a", "POST", f"/calls/{open_call}/cards", body)
    assert reply.status_code == status
    assert reply.json()["error"]["message"]


def test_nobody_notes_in_anothers_call_and_guests_in_none(call: Any, open_call: str) -> None:
    assert call("b", "POST", f"/calls/{open_call}/cards", {"question": "问"}).status_code == 404
    assert call("guest", "POST", f"/calls/{open_call}/cards", {"question": "问"}).status_code == 403
    assert call("b", "GET", f"/calls/{open_call}/ticket").status_code == 404


def test_a_ticket_holds_what_was_told_and_the_notes_masked(call: Any, open_call: str) -> None:
    call("a", "POST", f"/calls/{open_call}/cards", {"question": "奖多少？"})
    call("a", "PATCH", f"/calls/{open_call}", {"notes": "回电 13800138000"})
    ticket = call("a", "GET", f"/calls/{open_call}/ticket").text
    assert "定额50万元" in ticket
    assert "年营业收入 12亿元" in ticket
    assert "shenzhen#5.12" in ticket
    assert "回电 【手机号已隐去】" in ticket


@pytest.mark.parametrize("kind", ["txt", "md", "docx", "pdf"])
def test_a_conversation_is_saved_by_its_owner_alone(call: Any, kind: str) -> None:
    chat = call("a", "POST", "/conversations", {"title": "奖励"}).json()["id"]
    call("a", "POST", "/ask", {"question": "奖多少？", "conversation_id": chat})
    saved = call("a", "GET", f"/conversations/{chat}/transcript.{kind}")
    assert saved.status_code == 200
    assert f'filename="conversation.{kind}"' in saved.headers["content-disposition"]
    if kind == "docx":
        from docx import Document

        assert any("奖多少？" in p.text for p in Document(io.BytesIO(saved.content)).paragraphs)
    assert call("b", "GET", f"/conversations/{chat}/transcript.{kind}").status_code == 404


def test_a_file_of_another_kind_is_refused(call: Any) -> None:
    chat = call("a", "POST", "/conversations", {}).json()["id"]
    assert call("a", "GET", f"/conversations/{chat}/transcript.exe").status_code == 422
