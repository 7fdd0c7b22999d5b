"""Wrong sentences written by hand: each with the kind of its mistake, and the clauses that say otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from assistant.guard import Sources, violations
from eval.right import sources_of_row
from index.yamlfile import read_yaml

FILE: Final = Path(__file__).parent / "wrong_sentences.yaml"
# Those that change a figure, a place or a citation; the others change what is said of them.
HARD: Final = frozenset(
    (
        "digit",
        "unit",
        "numerals",
        "rounding",
        "summed",
        "multiplied",
        "threshold changed",
        "level or tier",
        "role swapped",
        "period",
        "year or date",
        "place",
        "citation moved",
        "clause label",
        "doc number",
    )
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong sentence, why it is wrong, and for what reason it is not after all, if there is one."""

    text: str
    kind: str
    why: str
    faulty: str
    sources: Sources
    held_out: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """The wrong sentences of one half: how many of each kind there are, how many are caught, which are not."""

    held_out: bool
    made: Counter[str]
    caught: Counter[str]
    missed: tuple[Wrong, ...]
    faulty: tuple[Wrong, ...]

    def share(self, *, hard: bool) -> float:
        """The share caught of those that change a figure, a place or a citation, or of the others."""
        kinds = [kind for kind in self.made if (kind in HARD) is hard]
        return sum(self.caught[kind] for kind in kinds) / max(sum(self.made[kind] for kind in kinds), 1)


def wrong_sentences(*, on: date, path: Path = FILE) -> tuple[Wrong, ...]:
    """The wrong sentences of the file, those held out last."""
    rows = read_yaml(path)
    return tuple(
        Wrong(row["text"], row["kind"], row["why"], row.get("faulty", ""), sources_of_row(row, on), held_out)
        for part, held_out in (("sentences", False), ("held_out", True))
        for row in rows[part]
    )


def tally(sentences: Sequence[Wrong], *, held_out: bool) -> Tally:
    """What the guard catches of one half."""
    mine = [one for one in sentences if one.held_out is held_out]
    counted = [one for one in mine if not one.faulty]
    missed = tuple(one for one in counted if not violations(one.text, one.sources))
    made = Counter(one.kind for one in counted)
    return Tally(
        held_out, made, made - Counter(one.kind for one in missed), missed, tuple(one for one in mine if one.faulty)
    )


def lines(found: Tally) -> Iterator[str]:
    """The tally as a Markdown table: a row for each kind, those that change a figure, a place or a citation first."""
    yield f"## Wrong sentences written by hand{', held out' if found.held_out else ''}"
    yield ""
    yield (
        f"{sum(found.made.values())} wrong ({len(found.faulty)} more left out as not wrong after all); caught of those "
        f"that change a figure, a place or a citation {found.share(hard=True):.2%}, "
        f"of the others {found.share(hard=False):.2%}"
    )
    yield ""
    yield "| mistake | figure, place or citation | wrong | caught | share |"
    yield "|---|---|---:|---:|---:|"
    for kind in sorted(found.made, key=lambda kind: (kind not in HARD, kind)):
        made, caught = found.made[kind], found.caught[kind]
        yield f"| {kind} | {'yes' if kind in HARD else ''} | {made} | {caught} | {caught / made:.1%} |"
