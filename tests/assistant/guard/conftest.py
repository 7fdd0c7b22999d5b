"""What the tests of the guard share: the violations of a sentence over clauses that are named."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.calculator import calculate, load_rules, read_facts
from assistant.cite import citation
from assistant.guard import sources_of, violations
from assistant.types import Answer, Reason, Status

ON = date(2026, 11, 20)


@pytest.fixture(scope="session")
def sources():
    """Sources over clauses, the n-th of which [n] stands for, with what was asked and worked out."""

    def sources(*clause_ids, question="", award=None, facts=None):
        worked_out = (calculate(load_rules().award(award), read_facts(facts), on=ON),) if award else ()
        cited = tuple(citation(clause_id, on=ON) for clause_id in clause_ids)
        return sources_of(
            Answer(
                "",
                question,
                Status.ANSWERED,
                Reason.OK,
                "",
                "",
                ON,
                citations=cited,
                calculations=worked_out,
            )
        )

    return sources


@pytest.fixture(scope="session")
def kinds(sources):
    """The kinds of what is wrong with a sentence over clauses; none when it may be shown."""

    def kinds(sentence, *clause_ids, **known):
        return {str(found.kind) for found in violations(sentence, sources(*clause_ids, **known))}

    return kinds
