"""A sentence without a mark gets the one that bears it out, or none."""

from __future__ import annotations

import pytest

from assistant.citing import with_mark
from assistant.guard import sources_of, violations

QUESTION = "深圳和广州的首版次软件奖励分别是多少"


@pytest.fixture
def sources(ask):
    return sources_of(ask(QUESTION))


def number(sources, clause_id):
    return [clause.clause_id for clause in sources.citations].index(clause_id) + 1


@pytest.mark.parametrize(
    ("sentence", "clause_id"),
    [
        ("对符合条件的首版次软件产品项目，给予不超过300万元的奖励。", "guangzhou#2.3.9"),
        ("按一定时期内审定销售额的30%，给予软件开发商最高不超过1000万元资助。\n", "shenzhen#6.19"),
        ("简单说，文件规定的上限是1000万元。", "shenzhen#6.19"),
    ],
)
def test_the_mark_is_that_of_the_clause_that_says_so(sources, sentence, clause_id):
    assert violations(sentence, sources)
    marked = with_mark(sentence, sources)
    assert marked == f"{sentence.rstrip()}[{number(sources, clause_id)}]{sentence[len(sentence.rstrip()) :]}"
    assert not violations(marked, sources)


@pytest.mark.parametrize(
    "sentence",
    [
        "对符合条件的首版次软件产品项目，给予不超过3000万元的奖励。",
        "所有企业都可以获得奖励。",
        "给予税收优惠和奖励。",
        "对符合条件的首版次软件产品项目，给予不超过300万元的奖励。[1]",
        "请以当年申报指南为准。",
    ],
)
def test_nothing_is_marked_that_no_clause_says_that_has_a_mark_or_needs_none(sources, sentence):
    assert with_mark(sentence, sources) is None
