"""How long the guard takes a sentence: ordinary ones, with many clauses, long ones, and text that means harm."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.calculator.load import load_rules
from assistant.cite import MARK, citation
from assistant.guard import SentenceStream, Sources, violations
from assistant.types import Citation
from eval.command import AS_OF
from eval.right import Right

MOST: Final = 5.0  # milliseconds a sentence, in the middle of them
_CLAUSES: Final = 10
_LONG: Final = 400  # characters
_HUGE: Final = 100_000
_HOSTILE: Final = {
    "digits": "1",
    "amounts": "5万",
    "commas": "，",
    "brackets": "（",
    "marks": "[1",
    "a sentence without an end": "营收首次达到10亿元奖励50万元",
    "denials": "不得没有未经",
}


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds a sentence: the median, the one in twenty, the worst."""

    name: str
    sentences: int
    median: float
    p95: float
    worst: float


def paces(sentences: Sequence[Right]) -> tuple[Pace, ...]:
    """The times for sentences as they are, with ten clauses known, with ten cited, and for long and hostile text."""
    clauses = tuple(dict.fromkeys(award.clause_id for award in load_rules().awards))[:_CLAUSES]
    ten = tuple(citation(clause_id, on=AS_OF) for clause_id in clauses)
    with_ten = [(right.text, _with(right.sources, ten)) for right in sentences]
    everything = "".join(f"[{n}]" for n in range(1, _CLAUSES + 1))
    known = with_ten[0][1]
    return (
        _pace("as they are", [(right.text, right.sources) for right in sentences]),
        _pace(f"{_CLAUSES} clauses known", with_ten),
        _pace(f"{_CLAUSES} clauses cited", [(f"{text.rstrip('。')}{everything}", known) for text, known in with_ten]),
        _pace(f"{_LONG} characters", [(text, known) for text in _long(sentences)]),
        *(_pace(f"{_HUGE:,} characters: {name}", _cut(text, known)) for name, text in _HOSTILE.items()),
    )


def lines(found: Iterable[Pace]) -> Iterator[str]:
    """The times as a Markdown table."""
    yield "## Milliseconds a sentence"
    yield ""
    yield "| sentences | how many | median | 95 % | worst |"
    yield "|---|---:|---:|---:|---:|"
    for pace in found:
        yield f"| {pace.name} | {pace.sentences} | {pace.median:.1f} | {pace.p95:.1f} | {pace.worst:.1f} |"


def _with(sources: Sources, more: Sequence[Citation]) -> Sources:
    return replace(sources, citations=(*sources.citations, *more)[:_CLAUSES])


def _long(sentences: Sequence[Right]) -> list[str]:
    """Sentences put together up to a length."""
    said = [MARK.sub("", right.text).rstrip("。\n") for right in sentences]
    return ["；".join(said[at : at + 20])[: _LONG - 4] + "[1]。" for at in range(0, max(1, len(said) - 20), 5)]


def _cut(piece: str, known: Sources) -> list[tuple[str, Sources]]:
    """What a stream makes of an endless text, every sentence with a mark."""
    stream = SentenceStream()
    text = (piece * (_HUGE // len(piece) + 1))[:_HUGE]
    return [(f"{part}[1]", known) for part in (*stream.feed(text), *stream.close())]


def _pace(name: str, told: Sequence[tuple[str, Sources]]) -> Pace:
    """The times of the second run: a clause is read once in the life of a process."""
    for text, sources in told:
        violations(text, sources)
    times = sorted(_milliseconds(text, sources) for text, sources in told)
    return Pace(name, len(times), statistics.median(times), times[int(len(times) * 0.95)], times[-1])


def _milliseconds(text: str, sources: Sources) -> float:
    start = time.perf_counter()
    violations(text, sources)
    return (time.perf_counter() - start) * 1000
