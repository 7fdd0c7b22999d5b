"""A changed sentence that is true all the same is told with its reason; any other is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.command import AS_OF
from eval.remaining import remains_true
from eval.right import written


@pytest.mark.parametrize(
    ("clause", "right", "changed", "reason"),
    [
        ("shenzhen#5.12", "要证明首次达到10亿元[1]。", "要证明首次达到100亿元[1]。", "a threshold told alone"),
        (
            "guangming#2.7",
            "首次达到1亿元，之后若达到5亿元，再补足差额[1]。",
            "首次达到1亿元，之后若达到10亿元，再补足差额[1]。",
            "higher",
        ),
        ("shenzhen#5.12", "不是500万元，而是50万元[1]。", "不是600万元，而是50万元[1]。", "not so"),
        ("shenzhen#5.12", "首次达到10亿元奖励50万元[1]。", "首次达到100亿元奖励50万元[1]。", ""),
        ("shenzhen#5.12", "要证明首次达到10亿元[1]。", "要证明首次达到20亿元[1]。", ""),
    ],
)
def test_reason_is_told_only_where_there_is_one(clause, right, changed, reason):
    row = next(r for r in written(on=AS_OF) if [c.clause_id for c in r.cited] == [clause])
    found = remains_true(replace(row, text=right), changed)
    assert bool(found) is bool(reason)
    assert reason in found
