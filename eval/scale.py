"""How search and answers fare among many clauses: ``python -m eval.scale --clauses 100 10000 300000``.

The real documents stand among variations of themselves; the real questions are asked, in a process
of its own for each size, with the vectors in a folder and on a real Chroma server.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from eval.chroma_run import chroma_run
from eval.command import AS_OF
from eval.dataset import FOLDER, QuestionCase, read_set
from eval.measure import recall
from eval.report import table
from eval.tally import percentile
from eval.variations import Variations
from index import beside
from index.builds import Builds, Held
from index.clauses import corpus_trees
from index.embed import embedder
from index.errors import StoreError
from index.manifest import Standing, documents
from index.search import CHROMA, Index, Manifest

if TYPE_CHECKING:
    from assistant.answer import Assistant

SIZES = (100, 10_000, 300_000)
SETS = ("questions.dev", "questions.own")
_K = 5
_WARM_UP = 30  # questions
_MB = 1024  # kilobytes, as the system counts memory
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Built:
    """An index that was built: what it holds, the seconds it took, and the most memory, in megabytes."""

    counts: Mapping[str, int]
    seconds: float
    peak_mb: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking: the share of the evidence that was found, and milliseconds."""

    name: str
    recall: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What asking came to: where the vectors were, seconds to the first answer, memory, and each way."""

    store: str
    first_seconds: float
    peak_mb: float
    ways: tuple[Way, ...]


def scale(
    sizes: Sequence[int], *, servers: bool = True, most: int | None = None, told: Callable[[str], None] = print
) -> Iterator[tuple[int, Built, tuple[Measured, ...]]]:
    """What each number of clauses comes to; ``most`` limits the questions. Temporary folders are removed."""
    for size in sizes:
        count = _variations(size)
        with tempfile.TemporaryDirectory(prefix="policy-assistant-scale-") as folder:
            home = Path(folder)
            told(f"{size}: building / 建索引…")
            built = _apart(_build, count, home)
            told(f"{size}: {built.counts['entries']} entries in {built.seconds:.0f} s")
            found = [_apart(_ask, count, home, False, most)]
            if servers:
                found.append(_apart(_ask, count, home, True, most))
            yield size, built, tuple(found)


def report(rows: Iterable[tuple[int, Built, tuple[Measured, ...]]]) -> str:
    """The tables in Markdown: what building took, and how every way of asking fared."""
    rows = list(rows)
    built = [
        [str(b.counts["clauses"]), str(b.counts["entries"]), f"{b.seconds:.0f}", f"{b.peak_mb:.0f}", f"{b.disk_mb:.0f}"]
        for _, b, _ in rows
    ]
    asked = [
        [str(b.counts["clauses"]), m.store, way.name, f"{way.recall:.3f}", f"{way.p50:.1f}", f"{way.p95:.1f}",
         f"{m.first_seconds:.1f}", f"{m.peak_mb:.0f}"]
        for _, b, several in rows for m in several for way in m.ways
    ]  # fmt: skip
    return "\n\n".join(
        (
            table(["条款 clauses", "条目 entries", "建索引 s", "内存 MB", "磁盘 MB"], built),
            table(
                ["条款 clauses", "向量库 store", "问法 way", "召回 recall", "p50 ms", "p95 ms", "首答 s", "内存 MB"],
                asked,
            ),
        )
    )


def _variations(size: int) -> int:
    own = sum(len(tree.clauses) for tree in corpus_trees())
    return max(0, -(-(size - own) // own))


def _apart(work: Callable[..., R], *arguments: object) -> R:
    """What work comes to in a new process, whose memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _build(count: int, home: Path) -> Built:
    from assistant.opening import ProgressBar
    from index.build import build

    variations = Variations(count)
    beside.hold(variations.beside())
    began = time.perf_counter()
    manifest = build(home, content=variations.content(), progress=ProgressBar())
    took = time.perf_counter() - began
    disk = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    return Built(manifest.counts, took, _peak_mb(), disk / _MB**2)


def _ask(count: int, home: Path, on_server: bool, most: int | None) -> Measured:
    from assistant.answer import Assistant

    beside.hold(Variations(count).beside())
    cases = list(islice(_cases(), most))
    with ExitStack() as until_done:
        held = until_done.enter_context(_current(home))
        url = until_done.enter_context(chroma_run(held.folder / CHROMA)) if on_server else ""
        began = time.perf_counter()
        manifest = replace(Manifest.read(held.folder), chroma_url=url)
        index = Index(held, manifest=manifest, embedder=embedder())
        until_done.callback(index.store.close)
        assistant = Assistant(index)
        assistant.ask(cases[0].question, on=AS_OF)
        first = time.perf_counter() - began
        ways = tuple(_way(name, found, cases) for name, found in _ways(assistant).items())
        return Measured("chroma run" if on_server else "folder", first, _peak_mb(), ways)


@contextmanager
def _current(home: Path) -> Iterator[Held]:
    held = Builds(home / "index" / "embedded").hold_current()
    if held is None:
        raise StoreError(f"没有索引：{home} / no index in {home}")
    try:
        yield held
    finally:
        held.release()


Finds = Callable[[QuestionCase], Sequence[str]]


def _ways(assistant: Assistant) -> dict[str, Finds]:
    """What gives the texts of clauses for a question: searches, without and with filters, and whole answers."""
    in_force = tuple(d.id for d in documents() if d.standing(AS_OF) is Standing.IN_FORCE)
    drafts = tuple(d.id for d in documents() if d.is_draft)

    def searched(case: QuestionCase, within: Sequence[str] | None) -> Sequence[str]:
        return [c.text for c, _ in assistant.search(case.question, k=_K, within=within, on=AS_OF)]

    def standing(case: QuestionCase) -> Sequence[str]:
        return searched(case, in_force if "shenzhen" in case.docs else drafts)

    def asked(case: QuestionCase) -> Sequence[str]:
        return [c.text for c in assistant.ask(case.question, history=case.history, on=AS_OF).citations]

    return {
        "search": lambda case: searched(case, None),
        "search, place 地方": lambda case: searched(case, case.docs or None),
        "search, standing 效力": standing,
        "ask": asked,
    }


def _way(name: str, finds: Finds, cases: Sequence[QuestionCase]) -> Way:
    for case in cases[:_WARM_UP]:
        finds(case)
    took, found = [], []
    for case in cases:
        began = time.perf_counter()
        texts = finds(case)
        took.append((time.perf_counter() - began) * 1000)
        found.append(recall(case.evidence, texts))
    return Way(name, statistics.mean(found), percentile(took, 0.5), percentile(took, 0.95))


def _cases() -> Iterator[QuestionCase]:
    """The real questions that some clause answers, the sets in turn so that a part of them is a fair sample."""
    for name in SETS:
        for case in read_set(FOLDER / f"{name}.jsonl").cases:
            if isinstance(case, QuestionCase) and case.evidence:
                yield case


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m eval.scale", description=__doc__)
    parser.add_argument("--clauses", type=int, nargs="+", default=SIZES, metavar="N", help="how many (%(default)s)")
    parser.add_argument("--questions", type=int, metavar="N", help="only the first so many")
    parser.add_argument("--no-server", action="store_true", help="the vectors in a folder only")
    chosen = parser.parse_args(arguments)
    rows = scale(chosen.clauses, servers=not chosen.no_server, most=chosen.questions, told=_told)
    print(report(rows))


def _told(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
