"""What a question hopes for or orders does not come back as an award."""

from __future__ import annotations

import pytest

from assistant.guard import sources_of
from assistant.hearsay import hearsay

QUESTION = "深圳的软件公司营收第一次过10亿，听说能拿800万？"


@pytest.fixture
def sources(ask):
    return sources_of(ask(QUESTION))


@pytest.mark.parametrize(
    "sentence", ["您可以获得800万元奖励。[1]", "给予800万元。[1]", "可补贴80%。[1]", "You will receive 800万元.[1]"]
)
def test_a_figure_of_the_question_is_no_award(sources, sentence):
    assert hearsay(sentence, sources)


@pytest.mark.parametrize(
    "sentence",
    [
        "给予50万元奖励。[1]",
        "营收首次达到10亿元，给予50万元奖励。[1]",
        "文件没有规定800万元的奖励。[1]",
        "奖励不是800万元。[1]",
        "您提到800万元。",
        "按规定给予奖励。[1]",
    ],
)
def test_what_the_clause_says_what_is_denied_and_what_is_no_award_passes(sources, sentence):
    assert hearsay(sentence, sources) == ()


def test_each_figure_of_a_list_of_ceilings_is_the_clause_s_own(ask):
    known = sources_of(ask("广州年营收首次达到20亿元奖多少？"))
    listed = "对年营收首次达到1亿元、5亿元的，分别给予不超过70万元、100万元的奖励，比例不超过30%。[1]"
    assert hearsay(listed, known) == ("30%",)


def test_what_the_caller_has_is_no_award(ask):
    assert hearsay("您营收9亿元，还没有达到10亿元，暂时拿不到奖励。[1]", sources_of(ask(QUESTION))) == ()
