"""The times of the guard: every sort of text is measured, and told in a table."""

from __future__ import annotations

from eval.command import AS_OF
from eval.pace import lines, paces
from eval.right import written


def test_long_and_hostile_text_is_measured_beside_ordinary_sentences():
    found = paces(written(on=AS_OF)[:25])
    assert [pace.name for pace in found[:4]] == [
        "as they are",
        "10 clauses known",
        "10 clauses cited",
        "400 characters",
    ]
    assert all(0 < pace.median <= pace.p95 <= pace.worst for pace in found)
    assert sum("100,000 characters" in line for line in lines(found)) == 7
