from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.calculator import award_row, load_rules
from index.clauses import corpus_clauses

ON = date(2026, 11, 20)


def test_row_holds_the_contract_in_its_order():
    row = award_row(load_rules().award("shenzhen#5.12/a"), on=ON)
    assert list(row) == [
        "award_id",
        "document_id",
        "clause_id",
        "label",
        "title",
        "kind",
        "quote",
        "ceiling_yuan",
        "inputs",
        "standing",
    ]
    assert (row["label"], row["kind"], row["ceiling_yuan"]) == ("五、（十二）", "tiers", Decimal(3_000_000))
    assert (row["inputs"][0], row["standing"]) == ("revenue", "in_force")


def test_every_award_has_a_row_whose_quote_stands_in_its_clause():
    for award in load_rules().awards:
        row = award_row(award, on=ON)
        assert "".join(row["quote"].split()) in "".join(corpus_clauses()[row["clause_id"]].text.split())


def test_award_without_a_ceiling_says_so():
    assert award_row(load_rules().award("shenzhen#2.5/a"), on=ON)["ceiling_yuan"] is None
