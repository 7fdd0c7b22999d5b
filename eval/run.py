"""Ask a question set in one warm process, or read answers that were recorded earlier."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from assistant.jsonable import answer_json
from assistant.types import Answer, Citation
from eval.dataset import Case, QuestionSet
from eval.effort import with_work
from eval.given import Given, read_given
from eval.measure import judge
from eval.tally import Result, SetResult
from index.yamlfile import DataFileError

# The first answers of a process load what it needs; callers never wait for these.
_WARM_UP = ("深圳软件企业营收奖励", "How much is the rent subsidy in Guangming?")


class Asks(Protocol):
    """What an evaluation needs of an assistant."""

    def ask(self, question: str, *, history: Sequence[str | Mapping[str, str]] = (), on: date | None = None) -> Answer:
        """The answer to a question as of a day."""

    def search(
        self, words: str, *, k: int = 8, within: Sequence[str] | None = None, on: date | None = None
    ) -> list[tuple[Citation, float]]:
        """The clauses that fit the words, best first, with their scores."""


def ask_set(assistant: Asks, questions: QuestionSet, *, on: date) -> SetResult:
    """The results of asking every question of a set, in order."""
    return judged(questions, dict(answers(assistant, questions.cases, on=on)))


def answers(assistant: Asks, cases: Sequence[Case], *, on: date) -> Iterator[tuple[str, Given]]:
    """The id and the answer of each case, in order, after a warm-up that is not counted."""
    for question in _WARM_UP:
        assistant.ask(question, on=on)
    for case in cases:
        answer, work = with_work(partial(assistant.ask, case.question, history=case.history, on=on))
        given = read_given(answer_json(answer))
        confidence = _confidence(assistant, given.rewritten or case.question, on)
        yield case.id, replace(given, confidence=confidence, work=work)


def judged(questions: QuestionSet, given: Mapping[str, Given]) -> SetResult:
    """The results of answers by case id; a case without an answer fails."""
    pairs = ((case, given.get(case.id, Given())) for case in questions.cases)
    return SetResult(questions.name, tuple(Result(case, answer, judge(case, answer)) for case, answer in pairs))


def recorded(path: Path) -> dict[str, Given]:
    """The answers by id of a file with one answer object a line, as ``ask --jsonl`` prints it.

    Raises DataFileError with file and line for a line that is no answer object.
    """
    found: dict[str, Given] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            answer = _object(line, f"{path.name}:{number}")
            found[str(answer["id"])] = read_given(answer)
    return found


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError as error:
        raise DataFileError(f"{where}: not JSON: {error}") from None
    if not isinstance(answer, dict) or "id" not in answer:
        raise DataFileError(f"{where}: expected an answer object with an id")
    return answer


def _confidence(assistant: Asks, words: str, on: date) -> float:
    found = assistant.search(words, k=1, on=on)
    return found[0][1] if found else 0.0
