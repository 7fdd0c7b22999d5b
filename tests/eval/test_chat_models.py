"""A good model and hostile ones over the sample sets: never below the scores without a model."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from eval.chat_models import SETS, Row, compared
from eval.dataset import FOLDER, read_set
from eval.endpoint import Reply
from eval.voices import HOSTILE, checked, good

# Of each set every so many questions in the quick run.
STEP = 9
# Into so many parts a whole set is dealt: each hostile voice is asked one, so two of the eight speak to each question.
PARTS = 4


@pytest.fixture(scope="module")
def index(assistant):
    return assistant.index


def test_a_lower_measure_is_noticed():
    first = Row("no model", "s", {"all": 1.0, "clean": 0.5})
    assert Row("x", "s", {"all": 0.9, "clean": 0.6}).worse_than(first) == ["all"]
    assert Row("x", "s", {"all": 1.0}).worse_than(first) == ["clean"]
    assert first.worse_than(first) == []


def test_the_good_voice_says_what_the_request_holds():
    told = "<已核对的答案>\n**可得** 50万元。[1]\n\n* 条件\n\n＞ 原文给予50万元。[1]\n</已核对的答案>"
    request = {"messages": [{"role": "user", "content": told}]}
    assert checked(request).startswith("**可得**")
    assert "".join(good(request).text) == "简单说，可得 50万元。[1]\n依据是：原文给予50万元。[1]\n"
    assert good({"messages": []}) == Reply(text=[])


@pytest.mark.parametrize("name", SETS)
def test_no_voice_lowers_a_score(index, name):
    questions = read_set(FOLDER / f"{name}.jsonl")
    sample = replace(questions, cases=questions.cases[::STEP])
    first, *rows = compared(index, sample, {"good": good, **HOSTILE})
    assert [(row.voice, row.worse_than(first)) for row in rows if row.worse_than(first)] == []
    spoken = {row.voice: row.spoken for row in rows}
    assert spoken["good"] > 0
    assert spoken["random text"] == spoken["empty"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_no_voice_lowers_a_score_on_a_whole_set(index, name):
    questions = read_set(FOLDER / f"{name}.jsonl")
    cases = Random(name).sample(questions.cases, len(questions.cases))
    hostile = list(HOSTILE.items())
    dealt = [(replace(questions, cases=tuple(cases[n::PARTS])), dict(hostile[n::PARTS])) for n in range(PARTS)]
    for asked, voices in ((questions, {"good": good}), *dealt):
        first, *rows = compared(index, asked, voices)
        assert [(row.voice, row.worse_than(first)) for row in rows if row.worse_than(first)] == []
