"""The evaluation as one call, for the command line."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from assistant.errors import UnknownName
from eval.dataset import FOLDER, QuestionSet, read_set, set_names
from eval.page import page
from eval.report import Evaluation, comparison, markdown, measured, overview
from eval.run import Asks, ask_set, judged, recorded
from eval.section import Section
from eval.tally import SetResult
from eval.thresholds import FILE, read_thresholds, shortfalls

# The sets were written for this day: what is in force, expired or still a draft depends on it.
AS_OF = date(2026, 11, 20)


A = TypeVar("A", bound=Asks)
# A further part of the report, made with the assistant and the sets that were asked.
Further = Callable[[A, Sequence[QuestionSet]], Section]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an evaluation came to: a summary to print, the files written, and the exit code."""

    summary: str
    files: tuple[Path, ...]
    exit_code: int


def run_eval(
    open_assistant: Callable[[], A],
    names: Sequence[str] = (),
    *,
    further: Sequence[Further[A]] = (),
    on: date = AS_OF,
    folder: Path | None = None,
    answers: Path | None = None,
    thresholds: Path = FILE,
    made_with: Mapping[str, str] | None = None,
) -> Verdict:
    """Ask the named sets, all of them unless named, and hold the measures against the thresholds.

    The report is written to ``folder`` if given, as ``report.md`` and ``report.html``. With
    ``answers`` nothing is asked: the answers of that file, as ``ask --jsonl`` prints them, are
    judged, and no assistant is opened unless ``further`` parts of the report ask one. The exit code
    is 1 if anything falls short, else 0. Raises UnknownName for a set that does not exist and
    DataFileError for a file that is wrong.
    """
    sets = _sets(names)
    demanded = read_thresholds(thresholds)
    opened = functools.cache(open_assistant)
    results = _results(sets, opened, on=on, answers=answers)
    sections = tuple(part(opened(), sets) for part in further)
    short = shortfalls(demanded, measured(results))
    evaluation = Evaluation(on, results, demanded, short, dict(made_with or {}), sections)
    files = _written(evaluation, folder) if folder else ()
    return Verdict(_summary(evaluation, files), files, 0 if evaluation.passed else 1)


def _sets(names: Sequence[str]) -> list[QuestionSet]:
    known = set_names()
    for name in names:
        if name not in known:
            raise UnknownName("题集（set）", name, known)
    return [read_set(FOLDER / f"{name}.jsonl") for name in names or known]


def _results(
    sets: Sequence[QuestionSet], open_assistant: Callable[[], Asks], *, on: date, answers: Path | None
) -> tuple[SetResult, ...]:
    if answers is not None:
        given = recorded(answers)
        return tuple(judged(questions, given) for questions in sets)
    assistant = open_assistant()
    return tuple(ask_set(assistant, questions, on=on) for questions in sets)


def _written(evaluation: Evaluation, folder: Path) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    texts = {folder / "report.md": markdown(evaluation), folder / "report.html": page(evaluation)}
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return tuple(texts)


def _summary(evaluation: Evaluation, files: Sequence[Path]) -> str:
    parts = [overview(evaluation), *map(comparison, evaluation.sections)]
    parts += [f"未达标 / below threshold: {short}" for short in evaluation.short]
    parts += ["达标 / every threshold is met"] if evaluation.passed else []
    parts += [f"报告 / report: {path}" for path in files]
    return "\n".join(parts)
