from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from assistant.errors import NotReady
from assistant.web.chat import Talk, answered, bubbles, reply, say, stopped
from assistant.web.panel import Turn
from index.errors import StoreError


class Scripted:
    """Answers in turn, and keeps what it was asked."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.heard: list[tuple[str, list[str]]] = []

    def __call__(self, question: str, *, history: Sequence[str] = ()) -> Mapping[str, Any]:
        self.heard.append((question, list(history)))
        return self.given


def talked(ask: Any, *questions: str) -> Talk:
    talk = Talk()
    for question in questions:
        talk = answered(ask, question, talk)
    return talk


def collected(ask: Any, question: str, talk: Talk) -> list[Talk]:
    async def run() -> list[Talk]:
        return [state async for state in say(ask, question, talk)]

    return asyncio.run(run())


def test_a_follow_up_is_asked_with_the_earlier_questions_in_order(answer: Any) -> None:
    ask = Scripted(answer())
    talked(ask, "深圳呢", "广州呢", "光明呢")
    assert ask.heard[-1] == ("光明呢", ["深圳呢", "广州呢"])


def test_a_conversation_keeps_its_newest_turns_and_gives_each_a_key_of_its_own(answer: Any) -> None:
    talk = talked(Scripted(answer()), *(f"问{n}" for n in range(40)))
    assert len(talk.turns) == 30
    assert talk.turns[-1].key == "t40"
    assert len({turn.key for turn in talk.turns}) == 30


def test_a_quick_answer_comes_without_a_waiting_state(answer: Any) -> None:
    states = collected(Scripted(answer()), "问", Talk())
    assert [state.pending for state in states] == [None]


def test_a_slow_answer_is_announced(answer: Any) -> None:
    gate = threading.Event()

    def ask(question: str, *, history: Sequence[str]) -> Mapping[str, Any]:
        gate.wait(0.6)
        return answer()

    states = collected(ask, "问", Talk())
    assert [state.pending for state in states] == ["问", None]
    assert "正在查条款" in bubbles(states[0])[-1]["content"]


@pytest.mark.parametrize("error", [NotReady("索引还没有建好。"), StoreError("索引还没有建好。")])
def test_an_error_fit_for_users_is_shown_in_its_own_words(error: Exception) -> None:
    def ask(question: str, *, history: Sequence[str]) -> Mapping[str, Any]:
        raise error

    assert "索引还没有建好。" in bubbles(talked(ask, "问"))[-1]["content"]


def test_any_other_error_becomes_one_sentence_and_a_log_entry(caplog: pytest.LogCaptureFixture) -> None:
    def ask(question: str, *, history: Sequence[str]) -> Mapping[str, Any]:
        raise RuntimeError("inside /secret/path")

    with caplog.at_level(logging.ERROR):
        shown = bubbles(talked(ask, "问"))[-1]["content"]
    assert "请稍后再问" in shown
    assert "secret" not in shown
    assert "inside /secret/path" in caplog.text


def test_a_stopped_question_is_said_to_be_unanswered() -> None:
    talk = stopped(Talk(pending="问"))
    assert talk.pending is None
    assert "已停止" in bubbles(talk)[-1]["content"]


def test_stopping_with_nothing_pending_changes_nothing(answer: Any) -> None:
    talk = talked(Scripted(answer()), "问")
    assert stopped(talk) is talk


def test_refusals_and_questions_back_are_labelled(answer: Any) -> None:
    assert "文件中没有依据" in reply(Turn("t1", "问", answer(status="refused")))
    assert "还需补充信息" in reply(Turn("t1", "问", answer(status="clarify")))
    assert "pa-status" not in reply(Turn("t1", "问", answer()))


def test_a_label_says_the_reason_where_there_is_one(answer: Any) -> None:
    assert "问题太长" in reply(Turn("t1", "问", answer(status="refused", reason="too_long")))
    assert "不在本助手的范围内" in reply(Turn("t1", "问", answer(status="refused", reason="out_of_scope")))


def test_the_question_as_understood_is_shown(answer: Any) -> None:
    assert "按此理解：广州的上市奖励" in reply(Turn("t1", "那广州呢", answer(rewritten="广州的上市奖励")))


def test_marks_lead_to_the_cards_of_the_same_turn(answer: Any, citation: Any) -> None:
    assert 'href="#pa-t7-1"' in reply(Turn("t7", "问", answer(citations=[citation()])))


def test_messages_hold_no_element_of_the_users(answer: Any) -> None:
    bad = "<img src=x onerror=alert(1)>\n\n![x](http://outside.example/x.png)"
    for message in bubbles(talked(Scripted(answer(answer=bad, rewritten=bad)), bad)):
        assert "<img" not in message["content"]
        assert "\n" not in message["content"]
