"""Many questions: in order, one by one, and no bad line stops the rest."""

from __future__ import annotations

import json

import pytest

from assistant.batch import answer_lines

GOOD = {"id": "q1", "question": "深圳软件企业营收首次达到10亿元奖多少？"}


@pytest.fixture
def answered(assistant, on):
    def answered(*lines):
        written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
        return list(answer_lines(assistant, written, on=on))

    return answered


def test_each_line_is_answered_in_order_under_its_own_id(answered):
    questions = ["光明区租金补贴怎么算？", "广州首版次最高多少？", "珠海奖多少？", ""]
    rows = [{"id": f"q{n}", "question": question} for n, question in enumerate(questions)]
    assert [(row["id"], row["question"]) for row in answered(*rows)] == [(f"q{n}", q) for n, q in enumerate(questions)]


def test_line_without_an_id_gets_the_one_of_the_answer(answered, ask):
    row = answered({"question": GOOD["question"]})[0]
    assert row["id"] == ask(GOOD["question"]).id


def test_answers_are_given_before_the_next_line_is_read(assistant, on):
    read = []

    def lines():
        for n in range(3):
            read.append(n)
            yield json.dumps(GOOD | {"id": n})

    answers = answer_lines(assistant, lines(), on=on)
    assert read == []
    for n in range(3):
        next(answers)
        assert read == list(range(n + 1))


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "深圳奖多少？",
        "[]",
        "3",
        "null",
        '"深圳奖多少？"',
        {"id": "x"},
        {"id": "x", "question": None},
        {"id": "x", "question": 7},
        {"id": "x", "question": ["深圳"]},
        {"id": "x", "question": "奖多少？", "history": "深圳"},
        {"id": "x", "question": "奖多少？", "history": {"role": "user"}},
        {"id": "x", "question": "奖多少？", "history": [5]},
        {"id": "x", "question": "奖多少？", "history": [None]},
    ],
    ids=str,
)
def test_bad_line_gets_an_error_object_and_the_rest_go_on(answered, bad):
    first, error, last = answered(GOOD, bad, GOOD)
    assert first["calculations"] == last["calculations"]
    assert error["line"] == 2
    assert error["error"]["code"] == "bad_line"
    assert error["error"]["message"]
    assert "answer" not in error


def test_blank_lines_are_skipped_and_counted(answered):
    rows = answered("", GOOD, "   \n", "{")
    assert [row.get("line") for row in rows] == [None, 4]


@pytest.mark.parametrize(
    "history", [None, [], ["深圳首版次最高多少？"], [{"role": "user", "content": "深圳首版次最高多少？"}]]
)
def test_history_may_be_words_or_turns_or_nothing(answered, history):
    row = answered({"question": "那广州的呢？", "history": history})[0]
    assert "error" not in row
    assert bool(row["rewritten"]) == bool(history)


@pytest.mark.parametrize("turn", [{}, {"role": "user"}, {"role": "user", "content": 5}, {"content": None}, {"role": 3}])
def test_turn_without_words_is_passed_over(answered, turn):
    assert answered({"question": "广州首版次最高多少？", "history": [turn]})[0]["status"] == "answered"


def test_hostile_questions_get_answer_objects(answered):
    rows = answered(
        *({"question": q} for q in ("", "🎉", "\u0000", "x" * 20_000, "<script>", "../../etc/passwd", "\ud800"))
    )
    assert all(row["answer"] for row in rows)
    assert {row["status"] for row in rows} <= {"clarify", "refused"}
    json.dumps(rows, ensure_ascii=False).encode()


def test_day_is_that_of_the_call(answered):
    assert answered(GOOD)[0]["as_of"] == "2026-11-20"
