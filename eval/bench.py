"""How long things take on this machine: ``python -m eval.bench``.

Times are medians in milliseconds of one run; machines differ, so compare runs, not numbers.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from eval.command import AS_OF
from eval.dataset import FOLDER, read_set

_PROFILE = {"place": "光明区", "revenue": "12亿", "newly_settled": "是", "interest_paid": "360万", "area": "800平方米"}
_COLD_RUNS, _IMPORT = 5, "import assistant.calculator"


@dataclass(frozen=True, slots=True)
class Timing:
    """One thing timed: the median and the 95th of a hundred, in milliseconds."""

    name: str
    median: float
    p95: float


def bench() -> list[Timing]:
    """The timings of calculating, matching, answering, and of starting anew."""
    from assistant.answer import Assistant
    from assistant.calculator import calculate, load_rules, match, read_profile
    from index.build import open_index

    profile = read_profile(_PROFILE)
    awards = load_rules().awards
    match(profile, on=AS_OF)  # the first one reads the documents
    with tempfile.TemporaryDirectory() as home:
        assistant = Assistant(open_index(Path(home)))
        questions = [case.question for case in read_set(FOLDER / "questions.dev.jsonl").cases]
        for question in questions[:20]:
            assistant.ask(question, on=AS_OF)
        return [
            _timed("one calculation", (partial(calculate, award, profile.facts, on=AS_OF) for award in awards)),
            _timed("match of a profile", (partial(match, profile, on=AS_OF) for _ in range(20))),
            _timed("one question, warm", (partial(assistant.ask, question, on=AS_OF) for question in questions)),
            _timed("import assistant.calculator", (partial(_start, _IMPORT) for _ in range(_COLD_RUNS))),
        ]


def _timed(name: str, works: Iterable[Callable[[], object]]) -> Timing:
    took = []
    for work in works:
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    return Timing(name, statistics.median(took), took[min(len(took) - 1, int(len(took) * 0.95))])


def _start(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter


def main() -> None:
    """Print the timings."""
    for timing in bench():
        print(f"{timing.name:<30} median {timing.median:8.2f} ms   p95 {timing.p95:8.2f} ms")


if __name__ == "__main__":
    main()
