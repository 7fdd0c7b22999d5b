"""An award as plain values, for lists of awards."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.calculator.edge import fen
from assistant.calculator.load import load_rules
from assistant.calculator.report import ceiling
from assistant.calculator.schema import Award
from index.manifest import document


def award_row(award: Award, *, on: date) -> dict[str, Any]:
    """The award as ``awards --json`` prints it; the ceiling is a Decimal of yuan or None."""
    from index.clauses import corpus_clauses

    top = ceiling(award.id)
    return {
        "award_id": award.id,
        "document_id": award.document_id,
        "clause_id": award.clause_id,
        "label": corpus_clauses()[award.clause_id].label,
        "title": award.title,
        "kind": award.kind,
        "quote": award.quote,
        "ceiling_yuan": None if top is None else fen(top),
        "inputs": list(load_rules().keys(award)),
        "standing": document(award.document_id).standing(on).value,
    }
