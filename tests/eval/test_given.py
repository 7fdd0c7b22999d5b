from __future__ import annotations

from decimal import Decimal

from eval.given import read_given


def test_only_what_a_reader_sees_counts():
    answer = {
        "citations": [{"text": f"第{n}条"} for n in range(9)],
        "calculations": [{"outcome": "amount", "amount_yuan": n} for n in range(5)],
    }
    given = read_given(answer)
    assert len(given.citations) == 6
    assert given.amounts == {Decimal(0), Decimal(1), Decimal(2)}


def test_numbers_are_read_as_printed_and_flags_are_none():
    given = read_given({"calculations": [{"amount_yuan": 0.1, "steps": [{"amount_yuan": 241500.5, "ok": True}]}]})
    assert given.calculations[0].numbers == {Decimal("0.1"), Decimal("241500.5")}


def test_an_empty_object_is_no_answer():
    given = read_given({})
    assert given.status == ""
    assert given.elapsed_ms is None


def test_a_citation_without_its_clause_is_read_by_its_quote():
    assert read_given({"citations": [{"quote": "给予100万元"}]}).citations == ("给予100万元",)
