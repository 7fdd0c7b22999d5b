"""The mutation suite: right sentences pass, wrong ones do not, and the table says how many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.command import AS_OF
from eval.mutate import HARD, KINDS, mutations
from eval.mutations import LEAST_CAUGHT, MOST_BLOCKED, judged, suites, table
from eval.right import with_others, written


@pytest.fixture(scope="module")
def found():
    return suites()


@pytest.fixture(scope="module")
def first():
    return with_others(written(on=AS_OF)[0], on=AS_OF)


@pytest.mark.slow
def test_guard_catches_wrong_sentences_and_passes_right_ones(found):
    seen, unseen = found
    assert seen.right >= 100
    assert seen.made >= 3000
    assert seen.share_caught >= LEAST_CAUGHT
    assert seen.share_blocked <= MOST_BLOCKED
    assert unseen.right >= 40
    assert unseen.share_caught >= 0.98
    assert unseen.share_blocked <= 0.05


@pytest.mark.slow
def test_every_kind_is_made_and_mostly_caught(found):
    seen, _ = found
    assert {row.kind for row in seen.rows if row.made} == set(KINDS)
    assert all(row.share >= 0.98 for row in seen.rows)


def test_mutations_are_the_same_each_time_and_differ_from_their_sentence(first):
    made = list(mutations(first))
    assert made == list(mutations(first))
    assert len({mutation.text for mutation in made}) == len(made)
    assert first.text not in {mutation.text for mutation in made}
    assert {mutation.kind for mutation in made} & HARD


def test_citation_moved_to_a_clause_with_the_same_figures_is_left_out_with_its_reason(first):
    both = replace(first, sources=replace(first.sources, citations=first.sources.citations[:1] * 2))
    moved = [m for m in mutations(both) if m.kind == "citation moved"]
    assert [m.still_true for m in moved] == ["the clause moved to holds the same figures"]


def test_table_tells_what_is_blocked_and_caught(first):
    suite = judged("of a test", [first], held_out=True)
    assert suite.share_caught == 1
    assert "## Sentences of a test, held out" in table([suite])
    assert "1 right, 0 blocked" in table([suite])


def test_a_blocked_sentence_is_told_and_not_mutated(first):
    suite = judged("wrong", [replace(first, text=first.text.replace("50", "60"))])
    assert (len(suite.blocked), suite.made) == (1, 0)
