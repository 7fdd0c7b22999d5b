from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.errors import UnknownName
from assistant.types import Answer, Reason, Status
from eval.command import run_eval

LIMITS = "sets: {calc.dev: {all: {at_least: %s, because: reason}}}"


class Silent:
    """Refuses everything."""

    def ask(self, question, *, history=(), on=None):
        return Answer(
            id="a", question=question, status=Status.REFUSED, reason=Reason.OUT_OF_SCOPE, answer="", spoken="", as_of=on
        )

    def search(self, words, *, k=8, within=None, on=None):
        return []


@pytest.fixture
def limits(tmp_path):
    def make(least):
        path = tmp_path / "limits.yaml"
        path.write_text(LIMITS % least)
        return path

    return make


def test_falling_short_is_exit_code_1_with_the_reason(limits):
    verdict = run_eval(Silent, ["calc.dev"], thresholds=limits(0.9))
    assert verdict.exit_code == 1
    assert "reason" in verdict.summary


def test_meeting_the_thresholds_is_exit_code_0(limits):
    verdict = run_eval(Silent, ["calc.dev"], thresholds=limits(0))
    assert verdict.exit_code == 0
    assert "every threshold is met" in verdict.summary


def test_the_report_is_written_where_it_was_asked_for(limits, tmp_path):
    verdict = run_eval(Silent, ["calc.dev"], thresholds=limits(0), folder=tmp_path / "new" / "out", on=date(2027, 1, 1))
    assert [path.name for path in verdict.files] == ["report.md", "report.html"]
    assert all("2027-01-01" in path.read_text(encoding="utf-8") for path in verdict.files)


def test_without_a_folder_nothing_is_written(limits):
    assert run_eval(Silent, ["calc.dev"], thresholds=limits(0)).files == ()


def test_an_unknown_set_suggests_the_nearest():
    with pytest.raises(UnknownName, match=r"calc\.dev"):
        run_eval(Silent, ["calc.dve"])


def test_recorded_answers_are_judged_without_an_assistant(limits, tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps({"id": "nobody", "status": "answered"}))

    def unavailable():
        raise AssertionError("opened")

    verdict = run_eval(unavailable, ["calc.dev"], answers=path, thresholds=limits(0.5))
    assert verdict.exit_code == 1
