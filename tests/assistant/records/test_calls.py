"""Calls: numbered by the day, notes masked, what was told collected; each operator's own."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.records.errors import NotFound, NotNow
from assistant.records.types import AnswerKind, CallStatus


def test_numbers_count_up_within_the_day(records):
    numbers = [records.calls.open("王").number for _ in range(3)]
    assert all(re.fullmatch(r"\d{8}-\d{4}", number) for number in numbers)
    assert [int(number[-4:]) for number in numbers] == [1, 2, 3]


def test_operators_who_open_calls_at_once_get_different_numbers(records):
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: records.calls.open(f"坐席{n}").number, range(24)))
    assert len(set(numbers)) == 24


def test_notes_are_masked_and_the_last_ones_count(records):
    call = records.calls.open("王")
    records.calls.write_notes(call.id, operator="王", notes="第一稿")
    noted = records.calls.write_notes(call.id, operator="王", notes="联系人：李四，13912345678，问租金")
    assert noted.notes == "联系人：【姓名已隐去】，【手机号已隐去】，问租金"


def test_answers_and_cards_are_collected_in_order_and_taken_out_again(records, answer):
    call = records.calls.open("王")
    kept = [
        records.calls.collect(call.id, answer(question=str(n)), operator="王", owner="user:王", kind=kind)
        for n, kind in enumerate([AnswerKind.ANSWER, AnswerKind.CARD, AnswerKind.ANSWER])
    ]
    records.calls.drop(call.id, kept[0].id, operator="王")
    whole = records.calls.get(call.id, operator="王")
    assert [(told.question, told.kind) for told in whole.answers] == [("1", AnswerKind.CARD), ("2", AnswerKind.ANSWER)]
    assert whole.answers[0].clauses[0].sha256 == "ab" * 32
    assert whole.answers[0].build == "b-1"


def test_a_call_does_not_hold_without_end(records, answer, monkeypatch):
    monkeypatch.setattr("assistant.records.calls.MOST_COLLECTED", 2)
    call = records.calls.open("王")
    for _ in range(2):
        records.calls.collect(call.id, answer(), operator="王", owner="user:王")
    with pytest.raises(NotNow, match="2"):
        records.calls.collect(call.id, answer(), operator="王", owner="user:王")


def test_a_call_is_closed_and_may_be_opened_again(records):
    call = records.calls.open("王")
    closed = records.calls.set_status(call.id, operator="王", status=CallStatus.CLOSED)
    assert closed.status is CallStatus.CLOSED
    assert closed.closed >= closed.opened
    assert records.calls.set_status(call.id, operator="王", status=CallStatus.OPEN).closed is None


def test_an_operator_sees_only_their_own_calls_and_a_supervisor_all(records, answer):
    mine, theirs = records.calls.open("王"), records.calls.open("李")
    for attempt in (
        lambda: records.calls.get(theirs.id, operator="王"),
        lambda: records.calls.write_notes(theirs.id, operator="王", notes="x"),
        lambda: records.calls.collect(theirs.id, answer(), operator="王", owner="user:王"),
        lambda: records.calls.set_status(theirs.id, operator="王", status=CallStatus.CLOSED),
        lambda: records.calls.drop(mine.id, "none", operator="王"),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert [call.id for call in records.calls.list("王").items] == [mine.id]
    assert [call.id for call in records.calls.list(None).items] == [theirs.id, mine.id]


def test_calls_are_found_by_number_notes_status_and_time(records):
    call, other = records.calls.open("王"), records.calls.open("王")
    records.calls.write_notes(call.id, operator="王", notes="租金 50%")
    records.calls.set_status(other.id, operator="王", status=CallStatus.CLOSED)

    def found(**which):
        return [one.id for one in records.calls.list("王", **which).items]

    assert found(words="租金") == found(words="50%") == found(words=call.number) == [call.id]
    assert found(status=CallStatus.CLOSED) == [other.id]
    assert found(until=other.opened) == [call.id]
    assert found(since=other.opened) == [other.id]


def test_erasing_a_call_takes_its_answers_along(records, answer):
    call = records.calls.open("王")
    kept = records.calls.collect(call.id, answer(), operator="王", owner="user:王")
    records.calls.erase(call.id, who="赵")
    with pytest.raises(NotFound):
        records.answers.get(kept.id, owner=None)
    assert (records.audit.list().items[0].who, records.audit.list().items[0].what) == ("赵", "call.erase")
