"""An answer on a terminal as it comes about: everything once, the figure at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.events import Final, Provisional, Sentence
from assistant.live_printing import print_live
from assistant.printing import answer_text
from assistant.types import Reason
from eval.endpoint import Reply

QUESTION = "深圳的软件公司营收第一次过10亿，奖多少？"
RIGHT = "营业收入首次达到10亿元的软件企业，给予50万元奖励。[1]"


def printed(events):
    pieces = []
    print_live(events, pieces.append)
    return pieces


def test_without_a_model_it_is_the_text_that_is_always_printed(ask):
    answer = ask(QUESTION)
    pieces = printed([Provisional(answer), Final(answer)])
    assert "".join(pieces).strip() == answer_text(answer)
    assert pieces[0].startswith("可得 50万元")


def test_the_model_s_sentences_stand_behind_the_figure_and_nothing_is_said_twice(chatting, on):
    assistant, _ = chatting(Reply(text=[f"{RIGHT}\n", "现行有效。[1]"]))
    events = list(assistant.stream(QUESTION, on=on))
    text = "".join(printed(events))
    assert text.strip() == answer_text(events[-1].answer)


@pytest.mark.parametrize("sentences", [[], [Sentence("现行有效。[1]")]])
def test_an_answer_that_degraded_ends_with_the_whole_of_it(ask, sentences):
    plain = ask(QUESTION)
    final = replace(plain, answer=f"{plain.answer}\n\n说明：大模型出错了。", reason=Reason.DEGRADED)
    text = "".join(printed([Provisional(plain), *sentences, Final(final)]))
    assert text.strip().endswith(answer_text(final)[-60:])
    assert "说明：大模型出错了" in text
    assert answer_text(final).split("\n\n")[-3] in text


def test_an_answer_that_was_understood_better_is_given_anew(ask):
    first, better = ask("今天天气怎么样？"), replace(ask(QUESTION), rewritten="深圳营收首次达到10亿元奖多少？")
    text = "".join(printed([Provisional(first), Provisional(better), Final(better)]))
    assert "（理解为：深圳营收首次达到10亿元奖多少？）" in text
    assert text.count("可得 50万元") == 1 + text.count("电话答复：可得 50万元")
