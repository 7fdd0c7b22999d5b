"""What wrong answers cost in refusals: the thresholds of answering moved together, the point in use marked.

A question is refused when nothing fits well enough; lower thresholds answer more, and more of it
wrongly. Every point is the assistant itself, asked again with its thresholds times a factor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.jsonable import answer_json
from assistant.thresholds import IN_USE, Thresholds
from assistant.types import Status
from eval.charts import Line, lines
from eval.dataset import CalculationCase, Case, Expect, QuestionSet
from eval.given import read_given
from eval.measure import judge
from eval.run import Asks
from eval.section import Section
from eval.tally import expectation

FACTORS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.5, 6.0)
_WORDS = (
    "把作答的各项阈值一起乘以一个倍数，重新问一遍全部问答题和对抗题。答错：作答了而没有通过（该拒的作答了也算）；误拒：该作答的拒了。"
    "圆圈是现用的阈值。 / Every threshold of answering times a factor, all questions and traps asked again. wrong:"
    " answered without passing, or answered what should be refused; lost: refused what should be answered."
    " The circle is in use."
)


class Varies(Asks, Protocol):
    """An assistant whose thresholds can be moved."""

    def with_thresholds(self, thresholds: Thresholds) -> Asks:
        """The same assistant with other thresholds."""


@dataclass(frozen=True, slots=True)
class Point:
    """What the thresholds times a factor do, as shares: refused and wrong of all, lost of what has an answer."""

    factor: float
    refused: float
    wrong: float
    lost: float


def refusals(assistant: Varies, *, sets: Sequence[QuestionSet], on: date) -> Section:
    """The curve over the cases of the sets that are no calculations, as a part of the report."""
    cases = [case for questions in sets for case in questions.cases if not isinstance(case, CalculationCase)]
    return section(points(assistant, cases, on=on))


def points(
    assistant: Varies, cases: Sequence[Case], *, on: date, factors: Sequence[float] = FACTORS
) -> tuple[Point, ...]:
    """A point for each factor; none without cases."""
    if not cases:
        return ()
    return tuple(_point(factor, assistant.with_thresholds(IN_USE.scaled(factor)), cases, on=on) for factor in factors)


def section(found: Sequence[Point]) -> Section:
    """The curve as a part of the report."""
    rows = [
        (
            f"× {p.factor:g}{' ← 现用 in use' if p.factor == 1 else ''}",
            *(f"{v:.3f}" for v in (p.refused, p.wrong, p.lost)),
        )
        for p in found
    ]
    head = ("阈值 thresholds", "拒答 refused", "答错 wrong", "误拒 lost")
    return Section("阈值与拒答 thresholds and refusals", _WORDS, head, rows, (_chart(found),) if found else ())


def _point(factor: float, assistant: Asks, cases: Sequence[Case], *, on: date) -> Point:
    refused = wrong = lost = 0
    for case in cases:
        answer = assistant.ask(case.question, history=case.history, on=on)
        if answer.status is Status.REFUSED:
            refused += 1
            lost += expectation(case) in _ANSWERABLE
        else:
            wrong += expectation(case) is Expect.REFUSE or not judge(case, read_given(answer_json(answer))).passed
    answerable = sum(expectation(case) in _ANSWERABLE for case in cases)
    return Point(factor, refused / len(cases), wrong / len(cases), lost / max(answerable, 1))


# A correction may be told in a refusal, too.
_ANSWERABLE = frozenset({Expect.ANSWER, Expect.CLARIFY})


def _chart(found: Sequence[Point]) -> str:
    widest = max(p.refused for p in found) or 1.0
    highest = max(*(p.wrong for p in found), *(p.lost for p in found)) or 1.0

    def line(name: str, values: Sequence[float]) -> Line:
        placed = [(p.refused / widest, value / highest) for p, value in zip(found, values, strict=True)]
        marked = next((at for p, at in zip(found, placed, strict=True) if p.factor == 1), None)
        return Line(name, placed, marked)

    drawn = [line("误拒 lost", [p.lost for p in found]), line("答错 wrong", [p.wrong for p in found])]
    return lines(
        drawn, title="阈值与拒答", x="拒答 refused", y="比例 share", x_end=f"{widest:.2f}", y_end=f"{highest:.2f}"
    )
