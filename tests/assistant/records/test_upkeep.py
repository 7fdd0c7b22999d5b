"""Export of everything, erasure of one conversation, and an end to what is old."""

from __future__ import annotations

import json

import pytest

from assistant.records import upkeep
from assistant.records.errors import NotFound


@pytest.fixture
def full(records, answer):
    conversation = records.conversations.start("browser:a", title="甲")
    for n in range(5):
        records.keep(answer(question=f"第{n}问"), conversation_id=conversation.id, owner="browser:a")
    call = records.calls.open("王")
    records.calls.collect(call.id, answer(), operator="王", owner="user:王")
    records.handovers.ask("问", by="王", call_id=call.id, conversation_id=conversation.id)
    return conversation


def kinds(lines):
    return [line["type"] for line in lines]


def test_everything_is_exported_as_json_in_small_batches(records, full, monkeypatch):
    monkeypatch.setattr(upkeep, "_BATCH", 2)
    lines = list(records.upkeep.export())
    assert kinds(lines) == ["conversation", "call", *["answer"] * 6, "handover", "audit"]
    assert len({line["id"] for line in lines if line["type"] == "answer"}) == 6
    again = [json.loads(json.dumps(line, ensure_ascii=False)) for line in lines]
    assert again == lines


def test_one_conversation_is_exported_with_its_answers_in_order(records, full):
    lines = list(records.upkeep.export(conversation_id=full.id))
    assert [line.get("question", line.get("title")) for line in lines] == ["甲", *(f"第{n}问" for n in range(5))]
    with pytest.raises(NotFound):
        list(records.upkeep.export(conversation_id=full.id, owner="browser:b"))
    with pytest.raises(NotFound):
        list(records.upkeep.export(conversation_id="none"))


def test_a_conversation_is_erased_with_all_that_came_of_it(records, full):
    records.upkeep.erase(full.id, who="cli")
    assert full.id not in json.dumps([line for line in records.upkeep.export() if line["type"] != "audit"])
    assert records.handovers.list().total == 0
    assert records.overview.counts().answers == 1, "the call's own answer stays"
    assert records.audit.list().items[0].subject == full.id
    with pytest.raises(NotFound):
        records.upkeep.erase(full.id, who="cli")


def test_what_is_older_than_the_setting_goes_and_what_is_not_stays(records, full, aged, answer):
    aged(31)
    fresh = records.conversations.start("browser:b")
    records.keep(answer(), conversation_id=fresh.id, owner="browser:b")
    erased = records.upkeep.purge(days=30)
    assert erased == {"answers": 6, "conversations": 1, "calls": 1, "handovers": 1, "audit": 1}
    lines = list(records.upkeep.export())
    assert kinds(lines) == ["conversation", "answer", "audit"]
    assert records.conversations.get(fresh.id, owner="browser:b").answers == 1
    assert records.audit.list().items[0].detail["answers"] == 6


def test_nothing_goes_before_its_time(records, full, aged):
    aged(29)
    assert not any(records.upkeep.purge(days=30).values())
    assert records.audit.list().total == 1, "a purge of nothing is not worth a note"


def test_an_old_conversation_that_goes_on_keeps_what_is_recent(records, full, aged, answer):
    aged(31)
    records.keep(answer(question="新的"), conversation_id=full.id, owner="browser:a")
    records.upkeep.purge(days=30)
    assert [one.question for one in records.conversations.answers(full.id, owner="browser:a").items] == ["新的"]


def test_an_approved_answer_outlives_its_context(records, aged):
    asked = records.handovers.ask("问", by="王", context={"notes": "来电内容"})
    records.handovers.answer(asked.id, by="李", answer="答")
    records.handovers.decide(asked.id, by="赵", approve=True)
    aged(31)
    records.upkeep.purge(days=30)
    kept = records.handovers.get(asked.id)
    assert (kept.answer, kept.context) == ("答", {})
