"""Wrong sentences written by hand: read, counted by kind, told as a table; what is no mistake is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.command import AS_OF
from eval.mutations import LEAST_CAUGHT
from eval.wrong import HARD, lines, tally, wrong_sentences


@pytest.fixture(scope="module")
def sentences():
    return wrong_sentences(on=AS_OF)


def test_every_sentence_says_why_it_is_wrong(sentences):
    assert len(sentences) >= 700
    assert all(one.why and one.kind and one.sources.citations for one in sentences)
    assert {one.kind for one in sentences} > HARD
    assert sum(one.held_out for one in sentences) * 2 >= len(sentences) - 1


def test_share_is_of_what_changes_a_figure_place_or_citation_or_of_the_others(sentences):
    hard = next(one for one in sentences if one.kind == "digit")
    soft = next(one for one in sentences if one.kind == "standing")
    right = replace(soft, text="光明区的文件还是征求意见稿[1]。", sources=soft.sources)
    found = tally([hard, soft, replace(right, kind="department"), replace(hard, faulty="a reason")], held_out=False)
    assert (found.made["digit"], len(found.faulty)) == (1, 1)
    assert found.share(hard=True) == 1
    assert tally([], held_out=True).share(hard=True) == 0


def test_table_has_a_row_for_each_kind(sentences):
    table = "\n".join(lines(tally(sentences[:3], held_out=False)))
    assert "## Wrong sentences written by hand" in table
    assert "| digit | yes | 3 | 3 | 100.0% |" in table


@pytest.mark.slow
def test_guard_catches_them(sentences):
    seen, unseen = (tally(sentences, held_out=held_out) for held_out in (False, True))
    assert seen.share(hard=True) >= LEAST_CAUGHT
    assert seen.share(hard=False) >= 0.98
    assert unseen.share(hard=True) >= 0.95
    assert unseen.share(hard=False) >= 0.7
