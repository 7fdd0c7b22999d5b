"""A colleague's answer counts only after a second person's yes."""

from __future__ import annotations

import pytest

from assistant.errors import BadValue
from assistant.records.errors import NotFound, NotNow
from assistant.records.types import CallStatus, ClauseMark, HandoverStatus

MARK = ClauseMark("shenzhen#5.12", "ab" * 32)


@pytest.fixture
def asked(records):
    return records.handovers.ask("两项能否叠加？", by="王", context={"answers": ["联系人：李四"], "n": 3})


@pytest.fixture
def answered(records, asked):
    return records.handovers.answer(asked.id, by="李", answer="可以，见条款。", clauses=[MARK])


def test_a_question_goes_on_with_its_context_masked(asked):
    assert asked.status is HandoverStatus.OPEN
    assert asked.context == {"answers": ["联系人：【姓名已隐去】"], "n": 3}


def test_an_answer_waits_for_a_second_person(records, answered):
    assert answered.status is HandoverStatus.ANSWERED
    assert answered.clauses == (MARK,)
    with pytest.raises(NotNow, match="另一人"):
        records.handovers.decide(answered.id, by="李", approve=True)
    assert records.handovers.get(answered.id).status is HandoverStatus.ANSWERED
    approved = records.handovers.decide(answered.id, by="赵", approve=True, decision="同意")
    assert (approved.status, approved.decided_by, approved.decision) == (HandoverStatus.APPROVED, "赵", "同意")


def test_whoever_asked_may_say_yes_to_a_colleague_s_answer(records, answered):
    assert records.handovers.decide(answered.id, by="王", approve=True).status is HandoverStatus.APPROVED


def test_an_answer_changed_after_the_yes_is_impossible(records, answered):
    records.handovers.decide(answered.id, by="赵", approve=True)
    with pytest.raises(NotNow):
        records.handovers.answer(answered.id, by="李", answer="不可以")
    with pytest.raises(NotNow):
        records.handovers.decide(answered.id, by="孙", approve=False)


def test_a_rejected_answer_is_written_again_and_decided_again(records, answered):
    rejected = records.handovers.decide(answered.id, by="赵", approve=False, decision="请引条款")
    assert rejected.status is HandoverStatus.REJECTED
    again = records.handovers.answer(answered.id, by="孙", answer="依据……")
    assert (again.status, again.answered_by, again.decided_by, again.decision) == ("answered", "孙", "", "")
    assert records.handovers.decide(answered.id, by="李", approve=True).status is HandoverStatus.APPROVED


def test_nothing_is_decided_before_it_is_answered(records, asked):
    with pytest.raises(NotNow, match="待答复"):
        records.handovers.decide(asked.id, by="赵", approve=True)


def test_an_approved_answer_may_be_withdrawn_for_good(records, answered):
    records.handovers.decide(answered.id, by="赵", approve=True)
    assert records.handovers.withdraw(answered.id, by="赵").status is HandoverStatus.WITHDRAWN
    with pytest.raises(NotNow):
        records.handovers.withdraw(answered.id, by="赵")


@pytest.mark.parametrize("blank", ["", "  \n"])
def test_empty_questions_and_answers_are_refused(records, asked, blank):
    with pytest.raises(BadValue):
        records.handovers.ask(blank, by="王")
    with pytest.raises(BadValue):
        records.handovers.answer(asked.id, by="李", answer=blank)


def test_the_list_is_by_status_and_words(records, answered):
    other = records.handovers.ask("租金?", by="王")
    listed = records.handovers.list
    assert [one.id for one in listed(status=HandoverStatus.OPEN).items] == [other.id]
    assert (
        [one.id for one in listed(words="叠加").items]
        == [one.id for one in listed(words="条款").items]
        == [answered.id]
    )
    assert [one.id for one in listed().items] == [other.id, answered.id]


def test_a_call_that_is_handed_on_says_so_and_its_end_leaves_the_question(records):
    call = records.calls.open("王")
    asked = records.handovers.ask("问", by="王", call_id=call.id)
    assert records.calls.get(call.id, operator="王").status is CallStatus.HANDED_OVER
    records.calls.erase(call.id, who="赵")
    assert records.handovers.get(asked.id).call_id is None


def test_handing_on_from_a_call_that_is_not_there_is_refused(records):
    with pytest.raises(NotFound):
        records.handovers.ask("问", by="王", call_id="none")
    with pytest.raises(NotFound):
        records.handovers.ask("问", by="王", conversation_id="none")


def test_every_step_is_noted_without_its_words(records, answered):
    records.handovers.decide(answered.id, by="赵", approve=True)
    noted = records.audit.list().items
    assert [(one.who, one.what) for one in noted] == [
        ("赵", "handover.approve"),
        ("李", "handover.answer"),
        ("王", "handover.ask"),
    ]
    assert "叠加" not in str(noted)
