"""Replies of a real server, recorded: the whole way of an answer without the server."""

from __future__ import annotations

from pathlib import Path

from eval.replay import replay

REPLIES = Path(__file__).parents[1] / "fixtures" / "replies" / "tiny.jsonl"
QUESTION = "深圳的软件公司营收第一次过10亿，奖多少？"


def test_a_recorded_conversation_with_a_tool_comes_to_the_same_answer(chatting, on):
    assistant, server = chatting(replay(REPLIES))
    answer = assistant.ask(QUESTION, on=on)
    assert answer.engine == "openai:scripted"
    assert "营业收入首次达到10亿元的，给予50万元奖励。[1]" in answer.answer
    assert [message["role"] for message in server.requests[1]["messages"]] == ["system", "user", "assistant", "tool"]
