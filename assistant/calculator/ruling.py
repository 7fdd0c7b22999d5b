"""What the documents say of having two awards together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from assistant.calculator.load import load_rules
from assistant.calculator.schema import Award, Effect, Provision
from assistant.types import Step
from index.manifest import Document, document

SILENT_WORDS = "文件未规定能否叠加"


class Verdict(StrEnum):
    """Whether two awards may be had together."""

    ADDED = "added"
    SEPARATE = "separate"
    EXCLUDED = "excluded"
    SILENT = "silent"

    @property
    def permits(self) -> bool:
        """Whether both may be counted."""
        return self in (Verdict.ADDED, Verdict.SEPARATE)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict on two awards, and the provision that gives it where there is one."""

    first: str
    second: str
    verdict: Verdict
    text: str
    provision: Provision | None = None

    @property
    def step(self) -> Step:
        """The ruling as a line of a trace."""
        if self.provision is None:
            return Step(self.text)
        return Step(self.text, None, self.provision.clause, self.provision.quote)


def rulings(award_ids: Iterable[str]) -> tuple[Ruling, ...]:
    """The ruling on every two of the awards."""
    book = load_rules()
    return tuple(ruling(a, b) for a, b in combinations([book.award(award_id) for award_id in award_ids], 2))


def ruling(first: Award, second: Award) -> Ruling:
    """What the documents say of having these two together."""
    one, other = document(first.document_id), document(second.document_id)
    if one.id == other.id and first.matter != second.matter:
        return _ruled(first, second, Verdict.SEPARATE, "同一文件的不同事项，分别给予")
    if one.id != other.id and one.level is other.level and first.matter == second.matter:
        return _alike(first, second)
    if one.level is not other.level and (provision := _adding(one, other) or _adding(other, one)) is not None:
        return _ruled(first, second, Verdict.ADDED, "可以叠加享受", provision)
    return _ruled(first, second, Verdict.SILENT, SILENT_WORDS)


def _alike(first: Award, second: Award) -> Ruling:
    """Like supports of one level: each document may have excluded the other's."""
    for award in (first, second):
        for provision in load_rules().provisions_of(award.document_id):
            if provision.effect in (Effect.EXCLUDE, Effect.HIGHER):
                return _ruled(first, second, Verdict.EXCLUDED, "同级同类，不得重复享受，取较高的一项", provision)
    return _ruled(first, second, Verdict.SILENT, SILENT_WORDS)


def _adding(one: Document, other: Document) -> Provision | None:
    """The provision of the one document that lets its supports be added to the other's."""
    if not (_holds(one, other) or _holds(other, one)):
        return None
    provisions = load_rules().provisions_of(one.id)
    return next((p for p in provisions if p.effect is Effect.ADD and other.level.value in p.levels), None)


def _holds(outer: Document, inner: Document) -> bool:
    """Whether the place of the outer document holds that of the inner; a province holds them all."""
    return outer.level == "province" or inner.within == outer.place


def _ruled(first: Award, second: Award, verdict: Verdict, words: str, provision: Provision | None = None) -> Ruling:
    return Ruling(first.id, second.id, verdict, f"{first.title} 与 {second.title}：{words}", provision)
