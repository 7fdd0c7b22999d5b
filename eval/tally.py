"""What the marks of a whole set come to: means, the refusal matrix, latency, and the curve of refusals."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Status
from eval.dataset import AdversarialCase, CalculationCase, Case, Expect, QuestionCase
from eval.given import Given
from eval.measure import Marks

# The order in which measures are shown.
MEASURES = (
    "all", "status", "evidence", "facts", "amount", "outcome", "no_amount", "contain", "clean", "grounded", "precision",
)  # fmt: skip
# Milliseconds are what a caller waits, on this machine at this hour; work is in fixed pieces of work (eval.effort).
TIMES = ("p50_ms", "p95_ms", "p50_work", "p95_work")
STATUSES = (Status.ANSWERED, Status.CLARIFY, Status.REFUSED)


@dataclass(frozen=True, slots=True)
class Result:
    """A case, what was given, and the marks that it earned."""

    case: Case
    given: Given
    marks: Marks


@dataclass(frozen=True, slots=True)
class SetResult:
    """The results of one set, in order."""

    name: str
    results: tuple[Result, ...]

    @property
    def failed(self) -> tuple[Result, ...]:
        """The results that did not pass."""
        return tuple(r for r in self.results if not r.marks.passed)


@dataclass(frozen=True, slots=True)
class Point:
    """One place on the curve of refusals: what happens when every answer below a confidence is refused.

    ``answered`` is the share of all questions still answered, ``wrong`` the share of wrong ones
    among those answers, ``lost`` the share of right answers that would be refused.
    """

    confidence: float
    answered: float
    wrong: float
    lost: float


def measures(results: Sequence[Result]) -> dict[str, float]:
    """The mean of each measure over the cases that have it, with p50 and p95 where timed: see TIMES."""
    shares: dict[str, list[float]] = {"all": [float(r.marks.passed) for r in results]}
    for result in results:
        for name, share in result.marks.shares.items():
            shares.setdefault(name, []).append(share)
    means = {name: statistics.mean(shares[name]) for name in MEASURES if shares.get(name)}
    timed = {"ms": [r.given.elapsed_ms for r in results], "work": [r.given.work for r in results]}
    for unit, found in timed.items():
        times = [value for value in found if value is not None]
        means |= {f"p50_{unit}": percentile(times, 0.50), f"p95_{unit}": percentile(times, 0.95)} if times else {}
    return means


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least a share of them do not exceed.

    Raises ValueError for no values or a share outside 0 to 1.
    """
    if not values or not 0 <= share <= 1:
        raise ValueError(f"percentile of {len(values)} values at {share}: needs values and a share from 0 to 1")
    ordered = sorted(values)
    rank = max(1, -int(-share * len(ordered) // 1))  # the ceiling
    return ordered[rank - 1]


def expectation(case: Case) -> Expect:
    """What a good answer to any case does."""
    return case.expect if isinstance(case, AdversarialCase) else Expect.ANSWER


def refusal_matrix(results: Sequence[Result]) -> dict[Expect, dict[str, int]]:
    """How many cases that expect this got that status; a status that nobody got counts 0."""
    counted = Counter((expectation(r.case), r.given.status) for r in results)
    wanted = [expect for expect in Expect if any(e is expect for e, _ in counted)]
    return {expect: {status: counted[expect, status] for status in STATUSES} for expect in wanted}


def curve(results: Sequence[Result]) -> tuple[Point, ...]:
    """The curve of refusals, from answering everything to answering only the surest.

    An answer is wrong when its case did not pass or should have been refused. Results without a
    confidence, and those refused already, take no part.
    """
    answered = [
        (r.given.confidence, _right(r)) for r in results if r.given.confidence is not None and not r.given.refused
    ]
    right_in_all = sum(right for _, right in answered)
    points = []
    for least in sorted({confidence for confidence, _ in answered}):
        kept = [right for confidence, right in answered if confidence >= least]
        wrong = len(kept) - sum(kept)
        lost = (right_in_all - sum(kept)) / right_in_all if right_in_all else 0.0
        points.append(Point(least, len(kept) / len(results), wrong / len(kept), lost))
    return tuple(points)


def groups(results: Sequence[Result]) -> dict[str, tuple[Result, ...]]:
    """The results by what kind of case they are: type of question, kind of trap, or outcome; in order of name."""
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(_group(result.case), []).append(result)
    return {name: tuple(found[name]) for name in sorted(found)}


_GROUP: Mapping[type, str] = {QuestionCase: "type", AdversarialCase: "kind", CalculationCase: "outcome"}


def _group(case: Case) -> str:
    return str(getattr(case, _GROUP[type(case)]))


def _right(result: Result) -> bool:
    return result.marks.passed and expectation(result.case) is not Expect.REFUSE
