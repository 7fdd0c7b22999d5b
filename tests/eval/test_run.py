from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.types import Answer, Reason, Status
from eval.dataset import QuestionSet
from eval.run import ask_set, judged, recorded
from index.yamlfile import DataFileError

DAY = date(2026, 11, 20)


class Scripted:
    """Answers by question, and remembers what it was asked."""

    def __init__(self, texts):
        self.texts = texts
        self.asked = []

    def ask(self, question, *, history=(), on=None):
        self.asked.append((question, tuple(history), on))
        return Answer(
            id="a",
            question=question,
            status=Status.ANSWERED,
            reason=Reason.OK,
            answer=self.texts.get(question, ""),
            spoken="",
            as_of=on,
            rewritten="rewritten" if history else None,
            elapsed_ms=7.5,
        )

    def search(self, words, *, k=8, within=None, on=None):
        return [(None, 0.5)] if words == "rewritten" else []


@pytest.fixture
def questions(question):
    return QuestionSet(
        "some.dev", (question(id="q1", evidence=()), question(id="q2", question="那5亿呢", history=("广州",)))
    )


def test_every_case_is_asked_in_order_with_its_history_and_day(questions):
    assistant = Scripted({})
    ask_set(assistant, questions, on=DAY)
    asked = [row for row in assistant.asked if row[0] in {c.question for c in questions.cases}]
    assert asked == [("广州营收首次过5亿奖多少", (), DAY), ("那5亿呢", ("广州",), DAY)]


def test_results_are_judged_by_the_answer_to_their_own_case(questions):
    found = ask_set(Scripted({"广州营收首次过5亿奖多少": "最高100万元"}), questions, on=DAY)
    assert found.name == "some.dev"
    assert [r.marks.shares["facts"] for r in found.results] == [1, 0]
    assert [r.given.elapsed_ms for r in found.results] == [7.5, 7.5]


def test_confidence_is_that_of_the_question_as_understood(questions):
    found = ask_set(Scripted({}), questions, on=DAY)
    assert [r.given.confidence for r in found.results] == [0.0, 0.5]


def test_a_case_without_an_answer_fails(questions):
    assert [r.marks.passed for r in judged(questions, {}).results] == [False, False]


def test_recorded_answers_are_read_by_id(tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps({"id": "q1", "status": "answered", "answer": "好"}) + "\n\n")
    assert recorded(path)["q1"].text == "好"


@pytest.mark.parametrize(("line", "said"), [("{", "not JSON"), ("[1]", "with an id"), ('{"answer": ""}', "with an id")])
def test_a_line_that_is_no_answer_is_named(tmp_path, line, said):
    path = tmp_path / "answers.jsonl"
    path.write_text('{"id": "q1"}\n' + line)
    with pytest.raises(DataFileError, match=said) as caught:
        recorded(path)
    assert str(caught.value).startswith("answers.jsonl:2: ")
