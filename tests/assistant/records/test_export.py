"""A supervisor's tables: every row once, also over several pages, and as they stood at the beginning."""

from __future__ import annotations

import pytest

from assistant.records import export
from assistant.records.export import TABLES, table
from assistant.records.types import Which


@pytest.fixture
def full(records, answer):
    conversation = records.conversations.start("browser:a")
    kept = [
        records.keep(answer(question=f"第{n}问"), conversation_id=conversation.id, owner="browser:a") for n in range(7)
    ]
    records.answers.rate(kept[0], owner="browser:a", useful=False, reason="=HYPERLINK(1)")
    call = records.calls.open("王")
    records.calls.collect(call.id, answer(question="来电问"), operator="王", owner="user:王")
    asked = records.handovers.ask("问", by="王")
    records.handovers.answer(asked.id, by="李", answer="答")
    return records


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_cell_for_every_heading(full, name):
    found = table(full, name, Which(), clause_id="shenzhen#5.12")
    rows = list(found.rows)
    assert rows
    assert {len(row) for row in rows} == {len(found.headings)}


def test_all_pages_are_written(full, monkeypatch):
    monkeypatch.setattr(export, "MOST_ITEMS", 3)
    questions = [row[1] for row in table(full, "asked", Which()).rows]
    assert sorted(questions) == sorted([*(f"第{n}问" for n in range(7)), "来电问"])


def test_what_comes_in_meanwhile_shifts_no_page(full, answer, monkeypatch):
    monkeypatch.setattr(export, "MOST_ITEMS", 3)
    conversation = full.conversations.list("browser:a").items[0]
    rows = table(full, "asked", Which()).rows
    first = next(rows)
    full.keep(answer(question="新的"), conversation_id=conversation.id, owner="browser:a")
    questions = [first[1], *(row[1] for row in rows)]
    assert len(questions) == len(set(questions)) == 8
    assert "新的" not in questions


def test_a_table_is_of_the_answers_meant(full):
    marked = list(table(full, "asked", Which(useful=False)).rows)
    assert [row[1] for row in marked] == ["第0问"]
    assert marked[0][6:8] == ("没用", "=HYPERLINK(1)")


def test_who_was_told_a_clause_comes_with_the_call(full):
    rows = list(table(full, "told", Which(), clause_id="shenzhen#5.12").rows)
    assert len(rows) == 8
    assert rows[0][4:7] == ("来电问", rows[0][5], "王")
    assert rows[0][5].endswith("-0001")
