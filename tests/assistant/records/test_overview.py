"""What a supervisor asks of the records."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.records.types import Which

OLD, NEW = "aa" * 32, "bb" * 32


@pytest.fixture
def told(records, answer, citation):
    """Three conversations and a call, told under two versions of one clause."""
    conversation = records.conversations.start("browser:a")

    def keep(**changed):
        return records.keep(answer(**changed), conversation_id=conversation.id, owner="browser:a")

    keep(question="奖励？", citations=[citation(sha256=OLD)])
    keep(question="租金？", citations=[citation(sha256=NEW), citation(clause_id="guangming#3.1", sha256=OLD)])
    keep(question="天气？", status="refused", reason="out_of_scope", citations=[])
    call = records.calls.open("王")
    records.calls.collect(
        call.id, answer(question="来电问", citations=[citation(sha256=OLD)]), operator="王", owner="user:王"
    )
    return records.overview


def test_counts_are_by_status_and_reason(records, told, answer):
    records.handovers.ask("问", by="王")
    first = told.asked(Which(words="奖励")).items[0]
    records.answers.rate(first.id, owner="browser:a", useful=False)
    counts = told.counts()
    assert counts.answers == 4
    assert counts.by_status == {"answered": 3, "refused": 1}
    assert counts.by_reason == {"ok": 3, "out_of_scope": 1}
    assert (counts.useful, counts.not_useful, counts.calls, counts.open_handovers) == (0, 1, 1, 1)


def test_what_was_asked_comes_latest_first_in_pages(told):
    page = told.asked(limit=2, offset=1)
    assert [one.question for one in page.items] == ["天气？", "租金？"]
    assert page.total == 4


def test_the_refused_and_those_marked_wrong_are_found(records, told):
    assert [one.question for one in told.asked(Which(status="refused")).items] == ["天气？"]
    assert [one.question for one in told.asked(Which(reason="out_of_scope")).items] == ["天气？"]
    rent = told.asked(Which(words="租金")).items[0]
    records.answers.rate(rent.id, owner="browser:a", useful=False, reason="不是这条")
    assert [one.id for one in told.asked(Which(useful=False)).items] == [rent.id]
    assert told.asked(Which(useful=True)).total == 0


def test_a_period_takes_its_beginning_and_leaves_its_end(told):
    all_ = told.asked().items
    day = all_[1].at  # a machine's clock may be put back between two answers
    assert told.asked(Which(since=day)).total == sum(one.at >= day for one in all_) >= 1
    assert told.asked(Which(until=day)).total == sum(one.at < day for one in all_)
    assert len(all_) == 4
    assert told.counts(Which(since=all_[0].at + timedelta(seconds=1))).answers == 0


def test_clauses_are_counted_the_most_told_first(told):
    page = told.clauses()
    assert [(one.clause_id, one.told) for one in page.items] == [("shenzhen#5.12", 3), ("guangming#3.1", 1)]
    assert page.items[0].document == "深圳市若干措施"


def test_a_clause_is_told_apart_by_its_versions(told):
    versions = {one.sha256: one.told for one in told.versions("shenzhen#5.12").items}
    assert versions == {OLD: 2, NEW: 1}
    assert told.versions().total == 3


def test_what_reads_otherwise_today_is_outdated(told):
    current = {"shenzhen#5.12": NEW, "guangming#3.1": OLD}
    (outdated,) = told.outdated(current).items
    assert (outdated.clause_id, outdated.sha256, outdated.told) == ("shenzhen#5.12", OLD, 2)
    assert outdated.first <= outdated.last
    assert told.outdated({"shenzhen#5.12": NEW}).total == 2, "a clause that is gone was told of too"
    assert told.outdated({}).total == 3


def test_a_document_of_many_clauses_can_be_compared(told):
    assert told.outdated({f"x#{n}": OLD for n in range(5000)} | {"shenzhen#5.12": NEW}).total == 2


def test_who_was_told_is_found_with_the_call_to_return(told):
    page = told.tellings("shenzhen#5.12", sha256=OLD)
    assert [one.question for one in page.items] == ["来电问", "奖励？"]
    called, chatted = page.items
    assert (called.operator, chatted.operator, chatted.call_number) == ("王", None, None)
    assert called.call_number.endswith("-0001")
    assert told.tellings("shenzhen#5.12").total == 3
    assert told.tellings("none").total == 0
