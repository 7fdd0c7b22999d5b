from __future__ import annotations

from datetime import date

import pytest

from assistant.thresholds import IN_USE
from assistant.types import Answer, Reason, Status
from eval.dataset import Expect, QuestionSet
from eval.refusals import Point, points, refusals, section

ON = date(2026, 11, 20)


class Cautious:
    """Refuses whatever its threshold exceeds: the score of a question is what it says."""

    def __init__(self, thresholds=IN_USE):
        self.least = thresholds.chance

    def with_thresholds(self, thresholds):
        return Cautious(thresholds)

    def ask(self, question, *, history=(), on=None):
        refused = float(question) < self.least
        status, reason = (Status.REFUSED, Reason.OUT_OF_SCOPE) if refused else (Status.ANSWERED, Reason.OK)
        return Answer(id="a", question=question, status=status, reason=reason, answer="答", spoken="", as_of=on)

    def search(self, words, *, k=8, within=None, on=None):
        return []


@pytest.fixture
def cases(question, adversarial):
    easy = {"evidence": (), "facts": (), "forbid": ()}
    return [
        question(id="q1", question="0.9", **easy),
        question(id="q2", question="0.24", **easy),
        adversarial(id="a1", question="0.25", expect=Expect.REFUSE),
        adversarial(id="a2", question="0.05", expect=Expect.REFUSE),
    ]


def test_higher_thresholds_refuse_more_answer_less_wrongly_and_lose_right_answers(cases):
    none, usual, double = points(Cautious(), cases, on=ON, factors=(0, 1, 2))
    assert (none.refused, none.wrong, none.lost) == (0, 0.5, 0)
    assert (usual.refused, usual.wrong, usual.lost) == (0.25, 0.25, 0)
    assert (double.refused, double.wrong, double.lost) == (0.75, 0, 0.5)


def test_the_point_in_use_is_marked_in_table_and_chart():
    shown = section([Point(0.5, 0.1, 0.3, 0.0), Point(1, 0.2, 0.1, 0.01), Point(2, 0.5, 0.0, 0.4)])
    assert [row[0] for row in shown.rows if "in use" in row[0]] == ["× 1 ← 现用 in use"]
    assert shown.charts[0].count("<circle") == 2
    assert shown.charts[0].count("<polyline") == 2


def test_without_cases_there_is_no_curve():
    shown = refusals(Cautious(), sets=[QuestionSet("none", ())], on=ON)
    assert (shown.rows, shown.charts) == ([], ())


def test_calculations_take_no_part(calculation, cases):
    shown = refusals(Cautious(), sets=[QuestionSet("calc.dev", (calculation(),))], on=ON)
    assert shown.rows == []


@pytest.mark.slow
def test_the_thresholds_in_use_are_worth_their_refusals(tmp_path):
    """On the traps and a part of the questions: half the refusals more than double what is answered wrongly."""
    from assistant.opening import open_assistant
    from assistant.settings import Settings
    from eval.dataset import FOLDER, read_set

    traps = read_set(FOLDER / "adversarial.dev.jsonl").cases
    asked = [case for name in ("questions.dev", "questions.own") for case in read_set(FOLDER / f"{name}.jsonl").cases]
    assistant = open_assistant(Settings(home=tmp_path))
    none, usual, more = points(assistant, [*traps, *asked[::24]], on=ON, factors=(0, 1, 4))
    assert none.refused < usual.refused < more.refused
    assert none.wrong > usual.wrong
    assert usual.lost < 0.03 < more.lost
