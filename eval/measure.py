"""Measures of one answer: pure functions of a case and of what was given.

Shares run from 0 to 1. Quotes and facts are compared without white space, typists' punctuation
and difference of script; figures are compared digit by digit.
"""

from __future__ import annotations

import functools
import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Outcome, Status
from eval.dataset import AdversarialCase, CalculationCase, Case, Expect, QuestionCase
from eval.figures import figure_of, figures
from eval.given import Given
from index.text import simplify, squeeze

# Precision is reported and has its own threshold, but one citation too many does not make an answer wrong.
NOT_DECISIVE = frozenset({"precision"})

_BY_TASTE = re.compile(r"(?<!\d)\.|\.(?!\d)|[“”\"'‘’「」《》〈〉()（）,，。;；:：、—－-]")
_RIGHT_STATUS: Mapping[Expect, frozenset[str]] = {
    Expect.REFUSE: frozenset({Status.REFUSED}),
    Expect.CLARIFY: frozenset({Status.CLARIFY, Status.ANSWERED}),
    Expect.CORRECT: frozenset({Status.ANSWERED, Status.REFUSED}),  # "not here, but there" may be either
    Expect.ANSWER: frozenset({Status.ANSWERED}),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """The shares that an answer earned by measure, and in words what was wrong with it."""

    shares: Mapping[str, float]
    why: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing that decides was wrong."""
        return all(share == 1 for name, share in self.shares.items() if name not in NOT_DECISIVE)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One measure's share, and what is wrong if it is not all."""

    name: str
    share: float
    why: str = ""


def judge(case: Case, given: Given) -> Marks:
    """The marks of one answer; no answer at all earns nothing."""
    if not given.status:
        return Marks({"status": 0.0}, ("没有答案",))
    marks = [*_JUDGES[type(case)](case, given), _grounded(case, given)]
    return Marks({m.name: m.share for m in marks}, tuple(m.why for m in marks if m.why and m.share < 1))


def stands_in(words: str, texts: Sequence[str]) -> bool:
    """Whether the words stand in one of the texts, whatever their punctuation and white space."""
    wanted = _loose(words)
    return any(wanted in _loose(text) for text in texts)


def recall(wanted: Sequence[str], cited: Sequence[str]) -> float:
    """The share of the wanted quotes that stand in a cited clause; 1 where none is wanted."""
    return statistics.mean(stands_in(w, cited) for w in wanted) if wanted else 1.0


def precision(wanted: Sequence[str], cited: Sequence[str]) -> float | None:
    """The share of the cited clauses that hold a wanted quote; None where nothing can be said."""
    if not wanted or not cited:
        return None
    return statistics.mean(any(stands_in(w, [text]) for w in wanted) for text in cited)


def facts(wanted: Sequence[str], text: str) -> float:
    """The share of the wanted facts that an answer says; 1 where none is wanted."""
    return statistics.mean(stands_in(w, [text]) for w in wanted) if wanted else 1.0


def ungrounded(case: Case, given: Given) -> tuple[str, ...]:
    """The figures of an answer that neither a citation nor a calculation nor the question holds."""
    sources = (*given.citations, case.question, *case.history, *(s.words for s in given.calculations))
    known = frozenset[str]().union(*map(figures, sources))
    known |= {figure_of(number) for s in given.calculations for number in s.numbers}
    return tuple(sorted(figures(given.text) - known))


def amount_right(case: CalculationCase, given: Given) -> bool:
    """Whether an accepted amount was given, and of a range the bottom too."""
    right = bool(case.accepted_yuan & given.amounts)
    if case.expected_range_yuan is None:
        return right
    return right and any(case.expected_range_yuan[0] in s.numbers for s in given.calculations)


def outcome_right(case: CalculationCase, given: Given) -> bool:
    """Whether it was said why there is no amount, in a calculation or by the answer's status."""
    if any(s.outcome == case.outcome for s in given.calculations):
        return True
    if case.outcome is Outcome.NEEDS_INPUT:
        return given.status == Status.CLARIFY
    said_no = given.status in (Status.REFUSED, Status.ANSWERED) and not given.amounts
    return case.outcome is Outcome.NOT_ELIGIBLE and said_no


def _question(case: QuestionCase, given: Given) -> Iterator[_Mark]:
    yield _flag("status", given.status == Status.ANSWERED, f"状态是 {given.status}，应当回答")
    yield _share(
        "evidence", recall(case.evidence, given.citations), "没有引用", _absent(case.evidence, given.citations)
    )
    yield _share("facts", facts(case.facts, given.text), "没有说到", _absent(case.facts, (given.text,)))
    said = [words for words in case.forbid if stands_in(words, [given.text])]
    yield _flag("clean", not said, f"不该出现：{'；'.join(said)}")
    share = precision(case.evidence, given.citations)
    if share is not None:
        yield _Mark("precision", share)


def _adversarial(case: AdversarialCase, given: Given) -> Iterator[_Mark]:
    right = _RIGHT_STATUS[case.expect]
    yield _flag("status", given.status in right, f"状态是 {given.status}，应为 {' 或 '.join(sorted(right))}")
    missing = _absent(case.must_contain, (given.text,))
    yield _flag("contain", not missing, f"没有说到：{'；'.join(missing)}")
    said = [words for words in case.must_not_contain if squeeze(words) in squeeze(given.text)]
    yield _flag("clean", not said, f"不该出现：{'；'.join(map(repr, said))}")
    if case.expect is not Expect.REFUSE and given.status != Status.CLARIFY and case.evidence:
        found = recall(case.evidence, given.citations)
        yield _share("evidence", found, "没有引用", _absent(case.evidence, given.citations))


def _calculation(case: CalculationCase, given: Given) -> Iterator[_Mark]:
    amounts = "、".join(figure_of(a) for a in sorted(given.amounts)) or "没有金额"
    if case.outcome is Outcome.AMOUNT:
        accepted = " 或 ".join(figure_of(a) for a in sorted(case.accepted_yuan))
        yield _flag("amount", amount_right(case, given), f"金额应为 {accepted}，给出的是 {amounts}")
        yield _flag("evidence", stands_in(case.quote, given.citations), f"没有引用：{case.quote}")
        return
    outcomes = "、".join(s.outcome for s in given.calculations) or given.status
    yield _flag("outcome", outcome_right(case, given), f"结果应为 {case.outcome}，给出的是 {outcomes}")
    yield _flag("no_amount", not given.amounts, f"不该有金额：{amounts}")


_JUDGES: Mapping[type, Callable[..., Iterator[_Mark]]] = {
    QuestionCase: _question,
    AdversarialCase: _adversarial,
    CalculationCase: _calculation,
}


def _grounded(case: Case, given: Given) -> _Mark:
    loose = ungrounded(case, given)
    return _flag("grounded", not loose, f"没有出处的数：{'、'.join(loose)}")


def _flag(name: str, right: bool, why: str) -> _Mark:
    return _Mark(name, float(right), why)


def _share(name: str, share: float, what: str, absent: Sequence[str]) -> _Mark:
    return _Mark(name, share, f"{what}：{'；'.join(absent)}")


def _absent(wanted: Sequence[str], texts: Sequence[str]) -> list[str]:
    return [words for words in wanted if not stands_in(words, texts)]


@functools.lru_cache(maxsize=8192)  # the same clauses are compared with every quote
def _loose(text: str) -> str:
    return _BY_TASTE.sub("", squeeze(simplify(text)))
