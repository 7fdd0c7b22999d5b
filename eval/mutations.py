"""What the guard catches of wrong sentences, and blocks of right ones: ``python -m eval.mutations``."""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.cite import marks
from assistant.guard import violations
from eval import pace, wrong
from eval.command import AS_OF
from eval.mutate import HARD, KINDS, Mutation, mutations
from eval.right import Right, answered, with_others, written

LEAST_CAUGHT: Final = 0.995
MOST_BLOCKED: Final = 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of mutation: how many were made and caught, and why others are still true."""

    kind: str
    made: int
    caught: int
    still_true: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """The share caught, 1 when none was made."""
        return self.caught / self.made if self.made else 1.0


@dataclass(frozen=True, slots=True)
class Suite:
    """The outcome for some right sentences: what is blocked of them, what is caught of their mutations."""

    name: str
    held_out: bool
    right: int
    blocked: tuple[str, ...]
    rows: tuple[Row, ...]
    missed: tuple[Mutation, ...]
    milliseconds: float

    @property
    def share_blocked(self) -> float:
        """The share of right sentences that the guard blocks."""
        return len(self.blocked) / self.right if self.right else 0.0

    @property
    def made(self) -> int:
        """How many wrong sentences there are."""
        return sum(row.made for row in self.rows)

    @property
    def share_caught(self) -> float:
        """The share caught of the mutations that change a figure, a place or a citation."""
        hard = [row for row in self.rows if row.kind in HARD]
        return sum(row.caught for row in hard) / max(sum(row.made for row in hard), 1)


def judged(name: str, sentences: Sequence[Right], *, held_out: bool = False) -> Suite:
    """The guard on right sentences and on every mutation of them; a blocked one is not mutated."""
    times: list[float] = []
    blocked = tuple(right.text for right in sentences if _found(right, right.text, times))
    kept = [with_others(right, on=AS_OF) for right in sentences if right.text not in blocked and marks(right.text)]
    made = [mutation for right in kept for mutation in mutations(right)]
    wrong = [mutation for mutation in made if not mutation.still_true]
    missed = tuple(m for m in wrong if not _found(m.original, m.text, times))
    rows = tuple(_row(kind, made, missed) for kind in KINDS)
    return Suite(name, held_out, len(sentences), blocked, rows, missed, statistics.median(times) if times else 0.0)


def table(suites: Iterable[Suite]) -> str:
    """The suites as Markdown: a row for each kind of mutation, and what stands for all of them."""
    return "\n\n".join("\n".join(_lines(suite)) for suite in suites)


def suites(answers: Sequence[Right] = ()) -> tuple[Suite, ...]:
    """The outcome for the written sentences and for our own answers', those held out apart from the others."""
    parts = (("written", written(on=AS_OF)), ("of our own answers", answers))
    return tuple(
        judged(name, [r for r in several if r.held_out is held_out], held_out=held_out)
        for name, several in parts
        if several
        for held_out in (False, True)
    )


def _found(right: Right, text: str, times: list[float]) -> bool:
    start = time.perf_counter()
    found = violations(text, right.sources)
    times.append((time.perf_counter() - start) * 1000)
    return bool(found)


def _row(kind: str, made: Sequence[Mutation], missed: Sequence[Mutation]) -> Row:
    mine = [mutation for mutation in made if mutation.kind == kind]
    wrong = sum(not mutation.still_true for mutation in mine)
    reasons = Counter(mutation.still_true for mutation in mine if mutation.still_true)
    return Row(kind, wrong, wrong - sum(m.kind == kind for m in missed), tuple(sorted(reasons.items())))


def _lines(suite: Suite) -> Iterator[str]:
    yield f"## Sentences {suite.name}{', held out' if suite.held_out else ''}"
    yield ""
    yield f"{suite.right} right, {len(suite.blocked)} blocked ({suite.share_blocked:.1%}); {suite.made} wrong; "
    yield f"of those that change a figure, a place or a citation {suite.share_caught:.2%} caught; "
    yield f"{suite.milliseconds:.1f} ms a sentence (median)"
    yield ""
    yield "| mutation | wrong | caught | share | left out as still true |"
    yield "|---|---:|---:|---:|---|"
    for row in suite.rows:
        reasons = "; ".join(f"{count}: {reason}" for reason, count in row.still_true)
        yield f"| {row.kind} | {row.made} | {row.caught} | {row.share:.1%} | {reasons} |"


def _missed(suites: Sequence[Suite], by_hand: wrong.Tally) -> Iterator[str]:
    """What got through or was blocked, of the sentences that may be looked at."""
    yield from (f"blocked: {text}" for suite in suites for text in suite.blocked)
    yield from (f"{m.kind}: {m.text}" for suite in suites for m in suite.missed)
    yield from (f"{one.kind}, by hand: {one.text}" for one in by_hand.missed)


def main() -> int:
    """Print the table; 1 when those not held out fall short of what is asked."""
    import tempfile

    from assistant.answer import Assistant
    from index.build import open_index

    with tempfile.TemporaryDirectory() as home:
        found = suites(answered(Assistant(open_index(Path(home))), on=AS_OF))
    seen = [suite for suite in found if not suite.held_out]
    by_hand = [wrong.tally(wrong.wrong_sentences(on=AS_OF), held_out=held_out) for held_out in (False, True)]
    times = pace.paces(written(on=AS_OF))
    parts = [*(_lines(suite) for suite in found), *map(wrong.lines, by_hand), pace.lines(times)]
    sys.stdout.write("\n\n".join("\n".join(part) for part in parts) + "\n")
    if "--missed" in sys.argv:
        sys.stdout.write("\n".join(_missed(seen, by_hand[0])) + "\n")
    short = [s for s in seen if s.share_caught < LEAST_CAUGHT or s.share_blocked > MOST_BLOCKED]
    if by_hand[0].share(hard=True) < LEAST_CAUGHT or times[0].median > pace.MOST:
        sys.stderr.write(f"short of {LEAST_CAUGHT:.1%} caught or {pace.MOST:.0f} ms: sentences written by hand\n")
        return 1
    for suite in short:
        sys.stderr.write(f"short of {LEAST_CAUGHT:.1%} caught or {MOST_BLOCKED:.0%} blocked: {suite.name}\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
