"""An answer is kept exactly as it was given, but for personal data."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.jsonable import answer_json
from assistant.records.answers import answer_row
from assistant.records.errors import NotFound
from assistant.records.texts import clean_answer
from assistant.records.types import Build

SECRETS = ("13912345678", "449901199002300012", "6222020000135792463", "zhang@example.com", "张三")


@pytest.fixture
def keep(records, answer):
    def keep(**changed):
        conversation = records.conversations.start("browser:a")
        kept = records.keep(answer(**changed), conversation_id=conversation.id, owner="browser:a")
        return records.answers.get(kept, owner="browser:a")

    return keep


def test_the_whole_object_is_kept_with_what_answered(keep, answer):
    kept = keep()
    assert kept.answer == answer()
    assert (kept.question, kept.status, kept.reason) == ("深圳奖多少？", "answered", "ok")
    assert (kept.as_of, kept.engine, kept.elapsed_ms, kept.build) == ("2026-11-20", "deterministic", 12.5, "b-1")
    (told,) = kept.clauses
    assert (told.clause_id, told.sha256, told.standing, told.version) == ("shenzhen#5.12", "ab" * 32, "in_force", "v-1")


def test_hashes_of_prompts_are_kept_by_name(keep):
    assert keep(prompts={"answer": "cd" * 32}).prompts == {"answer": "cd" * 32}


def test_several_clauses_keep_their_order_and_may_repeat(keep, citation):
    ids = ["guangzhou#2.2.5", "shenzhen#5.12", "guangzhou#2.2.5"]
    kept = keep(citations=[citation(clause_id=one) for one in ids])
    assert [told.clause_id for told in kept.clauses] == ids


def test_a_real_answer_is_kept_to_the_letter(records, ask):
    given = answer_json(ask("深圳的软件公司营收第一次过10亿，奖多少？"))
    conversation = records.conversations.start("browser:a")
    kept = records.answers.get(records.keep(given, conversation_id=conversation.id, owner="browser:a"), owner=None)
    assert kept.answer == given
    assert [told.sha256 for told in kept.clauses] == [citation["sha256"] for citation in given["citations"]]


@pytest.mark.parametrize("field", ["question", "rewritten", "answer", "spoken"])
def test_personal_data_is_masked_in_what_was_said(keep, field):
    said = "我叫张三，电话13912345678，身份证449901199002300012，卡6222020000135792463，zhang@example.com"
    kept = keep(**{field: said})
    assert "【姓名已隐去】" in kept.answer[field]
    assert not any(secret in str(kept) for secret in SECRETS)


def test_facts_are_masked_and_quotes_of_documents_are_not(keep, citation):
    kept = keep(calculations=[{"inputs": {"contact": "13912345678"}, "steps": [{"quote": "电话0755-12345678"}]}])
    assert kept.answer["calculations"][0]["inputs"] == {"contact": "【手机号已隐去】"}
    assert kept.answer["calculations"][0]["steps"][0]["quote"] == "电话0755-12345678"
    assert kept.answer["citations"][0]["text"] == citation()["text"]


@pytest.mark.parametrize(
    "said", ["半个\ud800字", "零\0字", "😀 emoji", "=cmd|'/c calc'!A1", "'; DROP TABLE answers;--"]
)
def test_whatever_is_typed_is_kept_as_data(keep, said):
    kept = keep(question=said)
    assert kept.question == said.replace("\0", "").replace("\ud800", "?")


def test_masks_count_on_every_text_that_python_can_hold():
    @given(st.text(max_size=60), st.text(max_size=60))
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def kept(question, answer):
        row = answer_row({"question": question, "answer": answer}, owner="browser:a", build=Build())
        row.question.encode()
        assert "\0" not in str(row.answer)
        assert clean_answer(row.answer) == row.answer

    kept()


def test_feedback_is_masked_and_said_again_takes_the_place(records, keep):
    kept = keep()
    records.answers.rate(kept.id, owner="browser:a", useful=True)
    records.answers.rate(kept.id, owner="browser:a", useful=False, reason="不对，请回电13912345678")
    (given_,) = records.answers.get(kept.id, owner="browser:a").feedback
    assert (given_.useful, given_.reason) == (False, "不对，请回电【手机号已隐去】")


def test_nobody_rates_or_reads_another_s_answer(records, keep):
    kept = keep()
    with pytest.raises(NotFound):
        records.answers.get(kept.id, owner="browser:b")
    with pytest.raises(NotFound):
        records.answers.rate(kept.id, owner="browser:b", useful=True)
    assert records.answers.get(kept.id, owner=None).feedback == ()
