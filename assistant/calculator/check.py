"""The rules against the documents: whatever they say differently is named, with file and place.

Each quote must stand in its clause and account for every figure that it holds; and every figure
and every word of support in the documents must be covered by a rule or listed as no support.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.calculator.check_award import award_differences, provision_differences
from assistant.calculator.difference import Difference, bare
from assistant.calculator.figure import figures
from assistant.calculator.inputs import load_inputs
from assistant.calculator.load import Rulebook, load_rules
from assistant.calculator.schema import RuleFile

if TYPE_CHECKING:
    from index.clauses import Clause

# Words that promise something; each of them must be some rule's.
_SUPPORT = re.compile(
    "给予|予以|资助|奖励|奖补|补贴|补助|贴息|一事一议|配套|资金支持|经费支持|资金保障|风险补偿|技术改造|资金扶持|优惠政策"
)

_NONE: frozenset[str] = frozenset()


def check(book: Rulebook | None = None, clauses: Mapping[str, Clause] | None = None) -> tuple[Difference, ...]:
    """Every difference between the rules and the documents; none when they agree."""
    from index.clauses import corpus_clauses

    book = load_rules() if book is None else book
    clauses = corpus_clauses() if clauses is None else clauses
    found = [difference for file in book.files for difference in _file_differences(file, clauses)]
    return (*found, *_unused_inputs(book))


def _file_differences(file: RuleFile, clauses: Mapping[str, Clause]) -> Iterator[Difference]:
    name = f"{file.document}.yaml"
    for number, award in enumerate(file.awards):
        yield from award_differences(award, clauses, name=name, place=f"awards[{number}] ({award.id})")
    for number, provision in enumerate(file.provisions):
        yield from provision_differences(provision, clauses, name=name, place=f"provisions[{number}]")
    own = {clause_id: clause for clause_id, clause in clauses.items() if clause.document_id == file.document}
    yield from _order(file, name)
    yield from _uncovered(file, own)
    yield from _idle(file, own, name)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place of a clause that must be covered."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Cover:
    """A stretch of a clause that a rule speaks of, but for the figures that it leaves to another."""

    start: int
    end: int
    left: frozenset[str]

    def holds(self, claim: _Claim) -> bool:
        """Whether the claim is covered."""
        return self.start <= claim.start and claim.end <= self.end and claim.text not in self.left


def _claims(clause: Clause) -> Iterator[_Claim]:
    """The figures and the words of support of a clause, its own number aside."""
    text, title = bare(clause.text), bare(clause.title)
    body = text.find(title) + len(title) if title else 0
    number = text.find(title) if title else 0
    for figure in figures(text):
        if figure.start >= number:
            yield _Claim(figure.start, figure.end, figure.text)
    for word in _SUPPORT.finditer(text, body):
        yield _Claim(word.start(), word.end(), word[0])


def _uncovered(file: RuleFile, own: Mapping[str, Clause]) -> Iterator[Difference]:
    for clause in own.values():
        covers = [cover for text, left in _texts(file, clause.id) for cover in _covers(text, left, bare(clause.text))]
        for claim in _claims(clause):
            if not any(cover.holds(claim) for cover in covers):
                around = bare(clause.text)[max(claim.start - 20, 0) : claim.end + 20]
                message = f"no rule uses {claim.text!r} and not_support does not list it: …{around}…"
                yield Difference(f"{file.document}.txt", clause.id, message)


def _texts(file: RuleFile, clause_id: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The words that cover places of a clause, and the figures in them that are left to another rule."""
    for award in file.awards:
        if award.clause_id == clause_id:
            yield award.quote, frozenset(entry.figure for entry in award.ignored if entry.award is not None)
    yield from ((provision.quote, _NONE) for provision in file.provisions if provision.clause == clause_id)
    yield from ((entry.text, _NONE) for entry in file.not_support)


def _covers(words: str, left: frozenset[str], text: str) -> Iterator[_Cover]:
    for start, end in _spans(bare(words), text):
        yield _Cover(start, end, left)


def _spans(words: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(words)
    while at >= 0 and words:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _idle(file: RuleFile, own: Mapping[str, Clause], name: str) -> Iterator[Difference]:
    """Entries of not_support that cover nothing."""
    for number, entry in enumerate(file.not_support):
        covered = any(
            start <= claim.start and claim.end <= end
            for clause in own.values()
            for start, end in _spans(bare(entry.text), bare(clause.text))
            for claim in _claims(clause)
        )
        if not covered:
            message = f"{entry.text!r} stands nowhere in the document, or holds no figure and no word of support"
            yield Difference(name, f"not_support[{number}]", message)


def _order(file: RuleFile, name: str) -> Iterator[Difference]:
    """Letters run a, b, c … through each clause, so that reviewers read rule and document side by side."""
    seen: Counter[str] = Counter()
    for number, award in enumerate(file.awards):
        letter = award.id.rpartition("/")[2]
        expected = chr(ord("a") + seen[award.clause_id])
        seen[award.clause_id] += 1
        if letter != expected:
            message = f"{award.id}: the next letter of the clause is {expected!r}"
            yield Difference(name, f"awards[{number}].id", message)


def _unused_inputs(book: Rulebook) -> Iterator[Difference]:
    keys = {key for award in book.awards for key in book.keys(award)}
    keys |= {key for entry in load_inputs().values() for key in entry.accepts}
    for key in load_inputs():
        if key not in keys:
            yield Difference("inputs.yaml", key, "no rule needs this fact")
