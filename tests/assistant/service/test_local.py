from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistant.cite import citation
from assistant.errors import UnknownName
from assistant.narrowing import Narrowing
from assistant.service.local import LocalAsker
from assistant.types import Answer, Calculation, Outcome, Reason, Status
from eval.endpoint import Reply

ON = date(2026, 11, 20)


@dataclass
class Scripted:
    """An assistant that keeps what it was asked."""

    found: bool = True
    heard: list[Any] = field(default_factory=list)

    def ask(self, question: str, *, history: Any = (), on: date | None = None) -> Answer:
        self.heard.append((question, list(history), on))
        figure = Calculation(
            "shenzhen#5.12/a", "shenzhen#5.12", "奖", Outcome.AMOUNT, amount_yuan=Decimal("1500000.00")
        )
        return Answer("a-1", question, Status.ANSWERED, Reason.OK, "答", "说", on or ON, calculations=(figure,))

    def model_health(self) -> Any:
        return {"ok": True, "engine": "deterministic"}

    def search(self, words: str, *, k: int = 8, within: Any = None, on: date | None = None) -> Any:
        if not self.found:
            raise RuntimeError("store gone")
        self.heard.append((words, k, within))
        return [(citation("shenzhen#5.12", on=ON), 0.5)]


def test_an_answer_comes_as_the_agreed_object() -> None:
    assistant = Scripted()
    given = LocalAsker(assistant).ask("问", history=["前"], on=ON)  # type: ignore[arg-type]
    assert assistant.heard == [("问", ["前"], ON)]
    assert given["status"] == "answered"
    assert given["as_of"] == "2026-11-20"
    assert given["calculations"][0]["amount_yuan"] == 1500000


@pytest.mark.parametrize(
    ("place", "within"),
    [
        (None, None),
        ("shenzhen", ("shenzhen",)),
        ("深圳", ("shenzhen",)),
        ("鹏城", ("shenzhen",)),
    ],
)
def test_a_place_may_be_a_documents_id_or_a_name(place: str | None, within: Any) -> None:
    assistant = Scripted()
    rows = LocalAsker(assistant).search("首版次", k=3, narrowing=Narrowing(place=place))  # type: ignore[arg-type]
    assert assistant.heard == [("首版次", 3, within)]
    assert rows[0]["clause_id"] == "shenzhen#5.12"


def test_a_place_without_a_document_is_named_with_those_that_have_one() -> None:
    with pytest.raises(UnknownName, match="深圳市"):
        LocalAsker(Scripted()).search("首版次", k=3, narrowing=Narrowing(place="火星"))  # type: ignore[arg-type]


def test_health_tells_of_a_store_that_cannot_be_read() -> None:
    assert LocalAsker(Scripted()).health()["store"]["ok"] is True  # type: ignore[arg-type]
    assert LocalAsker(Scripted(found=False)).health()["store"] == {"ok": False, "why": "RuntimeError"}  # type: ignore[arg-type]


def test_awards_are_those_of_the_document() -> None:
    rows = LocalAsker(Scripted()).awards(document="shenzhen")  # type: ignore[arg-type]
    assert {row["document_id"] for row in rows} == {"shenzhen"}


def test_a_document_that_does_not_exist_has_no_awards() -> None:
    with pytest.raises(UnknownName):
        LocalAsker(Scripted()).awards(document="nowhere")  # type: ignore[arg-type]


def test_an_award_is_calculated_from_facts_as_they_are_typed() -> None:
    given = LocalAsker(Scripted()).calculate("shenzhen#5.12/a", {"revenue": "60亿"}, on=ON)  # type: ignore[arg-type]
    assert given["award_id"] == "shenzhen#5.12/a"
    assert given["outcome"] in {"amount", "needs_input"}


def test_a_search_is_narrowed_to_the_clauses_of_a_topic() -> None:
    assistant = Scripted()
    asker = LocalAsker(assistant)  # type: ignore[arg-type]
    assert [row["clause_id"] for row in asker.search("奖", k=3, narrowing=Narrowing(topic="revenue"))] == [
        "shenzhen#5.12"
    ]
    assert asker.search("奖", k=3, narrowing=Narrowing(topic="first-edition")) == []


def test_a_narrowing_that_leaves_no_document_finds_nothing_and_searches_nothing() -> None:
    assistant = Scripted()
    found = LocalAsker(assistant).search("奖", k=3, narrowing=Narrowing(place="深圳", level="province"))  # type: ignore[arg-type]
    assert found == []
    assert assistant.heard == []


def test_the_model_s_health_is_told_as_it_is(chatting: Any) -> None:
    assistant, _ = chatting(Reply(status=401))
    asker = LocalAsker(assistant)
    assert asker.health()["model"]["ok"] is True
    answer = asker.ask("深圳的软件公司营收第一次过10亿，奖多少？", on=ON)
    assert (answer["reason"], answer["fault"], answer["engine"]) == ("degraded", "key", "deterministic")
    assert asker.health()["model"] == {"ok": False, "engine": "openai:scripted", "asked": True, "why": "key"}


def test_events_come_as_objects_with_their_names(chatting: Any) -> None:
    assistant, _ = chatting(Reply(text="营业收入首次达到10亿元的软件企业，给予50万元奖励。[1]"))
    events = list(LocalAsker(assistant).stream("深圳的软件公司营收第一次过10亿，奖多少？", on=ON))
    assert [event["event"] for event in events] == ["provisional", "sentence", "final"]
    assert events[0]["answer"]["engine"] == "deterministic"
    assert events[2]["answer"]["engine"] == "openai:scripted"
