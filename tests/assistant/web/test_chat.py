from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from assistant.errors import NotReady
from assistant.web.chat import Talk, bubbles, hasty, opened, reply, say, stopped, waits
from assistant.web.panel import Turn
from index.errors import StoreError

Event = dict[str, Any]


class Scripted:
    """Tells the same events each time, and keeps what it was asked."""

    def __init__(self, *events: Event | Exception | Callable[[], None]) -> None:
        self.events = events
        self.heard: list[tuple[str, list[str]]] = []
        self.given_up = threading.Event()

    def __call__(
        self, question: str, *, history: Sequence[str] = (), stop: threading.Event | None = None
    ) -> Iterator[Event]:
        self.heard.append((question, list(history)))
        for event in self.events:
            if isinstance(event, Exception):
                raise event
            if isinstance(event, dict):
                yield event
            else:
                event()
        assert stop is not None
        if stop.wait(10):
            self.given_up.set()


def final(answer: Mapping[str, Any]) -> Event:
    return {"event": "final", "answer": answer}


def collected(stream: Any, question: str, talk: Talk = Talk(), **options: Any) -> list[Talk]:  # noqa: B008  # frozen
    async def run() -> list[Talk]:
        return [state async for state in say(stream, question, talk, **options)]

    return asyncio.run(run())


def talked(stream: Any, *questions: str) -> Talk:
    talk = Talk()
    for question in questions:
        talk = collected(stream, question, talk)[-1]
    return talk


def test_a_follow_up_is_asked_with_the_earlier_questions_in_order(answer: Any) -> None:
    ask = Scripted(final(answer()))
    talked(ask, "深圳呢", "广州呢", "光明呢")
    assert ask.heard[-1] == ("光明呢", ["深圳呢", "广州呢"])


def test_a_conversation_keeps_its_newest_turns_and_gives_each_a_key_of_its_own(answer: Any) -> None:
    talk = talked(Scripted(final(answer())), *(f"问{n}" for n in range(33)))
    assert len(talk.turns) == 30
    assert talk.turns[-1].key == "t33"
    assert len({turn.key for turn in talk.turns}) == 30


def test_a_quick_answer_comes_without_a_waiting_state(answer: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("assistant.web.chat._QUICK", 20)
    states = collected(Scripted(final(answer())), "问")
    assert [state.pending for state in states] == [None]


def test_a_slow_answer_is_announced(answer: Any) -> None:
    states = collected(Scripted(lambda: time.sleep(0.6), final(answer())), "问")
    assert [state.pending for state in states] == ["问", None]
    assert "正在查条款" in bubbles(states[0])[-1]["content"]


def test_the_first_line_is_shown_while_sentences_follow_and_the_last_answer_replaces_all(
    answer: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("assistant.web.chat._QUICK", 20)
    events = (
        {"event": "provisional", "answer": answer(answer="可得 50万元。[1]")},
        lambda: time.sleep(0.6),
        {"event": "sentence", "text": "\n\n另有条件。[1]"},
        lambda: time.sleep(0.6),
        final(answer(answer="完整的答复。[1]")),
    )
    states = collected(Scripted(*events), "问")
    texts = [str(state.turns[-1].answer["answer"]) for state in states]
    assert texts == ["可得 50万元。[1]", "可得 50万元。[1]\n\n另有条件。[1]", "完整的答复。[1]"]
    assert [waits(state) for state in states] == [True, True, False]
    assert "正在写完整的说明" in bubbles(states[0])[-1]["content"]
    assert "pa-copy" not in bubbles(states[0])[-1]["content"]


def test_whoever_leaves_in_the_middle_gives_the_answer_up(answer: Any) -> None:
    stream = Scripted({"event": "provisional", "answer": answer()})

    async def leave() -> None:
        states = say(stream, "问", Talk())
        await anext(states)
        await states.aclose()

    asyncio.run(leave())
    assert stream.given_up.wait(15)


def test_an_answer_is_kept_once_it_is_whole_and_the_conversation_is_remembered(answer: Any) -> None:
    kept: list[tuple[Any, str]] = []

    def keep(given: Mapping[str, Any], conversation: str) -> tuple[str, str]:
        kept.append((given["answer"], conversation))
        return conversation or "c1", f"r{len(kept)}"

    stream = Scripted({"event": "provisional", "answer": answer(answer="先")}, final(answer(answer="后")))
    talk = collected(stream, "一", keep=keep)[-1]
    talk = collected(stream, "二", talk, keep=keep)[-1]
    assert kept == [("后", ""), ("后", "c1")]
    assert (talk.conversation, [turn.record for turn in talk.turns]) == ("c1", ["r1", "r2"])
    assert "有用" in bubbles(talk)[-1]["content"]


def test_an_answer_that_is_not_kept_asks_for_no_opinion(answer: Any) -> None:
    assert "有用" not in bubbles(talked(Scripted(final(answer())), "问"))[-1]["content"]


def test_a_conversation_that_is_opened_again_goes_on_counting(answer: Any) -> None:
    talk = opened([Turn("t1", "一", answer(), record="r1"), Turn("t2", "二", answer(), record="r2")], "c1")
    assert collected(Scripted(final(answer())), "三", talk)[-1].turns[-1].key == "t3"
    assert opened([], "c1").conversation == ""


@pytest.mark.parametrize("error", [NotReady("索引还没有建好。"), StoreError("索引还没有建好。")])
def test_an_error_fit_for_users_is_shown_in_its_own_words(error: Exception) -> None:
    assert "索引还没有建好。" in bubbles(talked(Scripted(error), "问"))[-1]["content"]


def test_any_other_error_becomes_one_sentence_and_a_log_entry(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        shown = bubbles(talked(Scripted(RuntimeError("inside /secret/path")), "问"))[-1]["content"]
    assert "请稍后再问" in shown
    assert "secret" not in shown
    assert "inside /secret/path" in caplog.text


def test_a_stopped_question_is_said_to_be_unanswered() -> None:
    talk = stopped(Talk(pending="问"))
    assert talk.pending is None
    assert "已停止" in bubbles(talk)[-1]["content"]


def test_stopping_half_way_keeps_what_was_told(answer: Any) -> None:
    talk = stopped(Talk((Turn("t1", "问", answer(answer="先说的"), growing=True),), count=1))
    assert not waits(talk)
    assert "先说的" in bubbles(talk)[-1]["content"]


def test_stopping_with_nothing_asked_changes_nothing() -> None:
    talk = Talk()
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
    for message in bubbles(talked(Scripted(final(answer(answer=bad, rewritten=bad))), bad)):
        assert "<img" not in message["content"]
        assert "\n" not in message["content"]


def test_personal_data_is_neither_shown_nor_asked_on(answer: Any) -> None:
    stream = Scripted(final(answer()))
    states = collected(stream, "我叫王小明，电话13912345678，深圳租金补贴多少")
    shown = " ".join(message["content"] for state in states for message in bubbles(state))
    assert "13912345678" not in shown
    assert "王小明" not in shown
    assert "【手机号已隐去】" in shown
    assert "租金补贴" in shown


def test_a_hasty_question_is_told_to_wait_and_shown_without_personal_data() -> None:
    told = hasty(Talk(), "我的电话13800138000，奖多少", "请过 5 秒再发一次。")
    assert "13800138000" not in told.turns[0].question
    assert told.turns[0].answer == {"answer": "请过 5 秒再发一次。"}
    assert not waits(told)
