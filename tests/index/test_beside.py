from __future__ import annotations

from dataclasses import replace

import pytest

from index.beside import Beside, hold
from index.clauses import clauses_of, corpus_clauses
from index.manifest import document, documents, own_documents
from index.units import heads


@pytest.fixture
def beside():
    """One more document: Shenzhen's under another name."""
    other = replace(document("shenzhen"), id="elsewhere", place="远方市")

    changed = tuple(replace(c, id=c.id.replace("shenzhen", "elsewhere")) for c in clauses_of("shenzhen"))
    hold(Beside((other,), {"elsewhere": changed}.__getitem__, {c.id: c for c in changed}.get))
    yield other
    hold(Beside())


def test_documents_held_beside_come_after_our_own(beside):
    assert documents() == (*own_documents(), beside)
    assert document("elsewhere").place == "远方市"


def test_their_clauses_are_found_by_id_and_counted(beside):
    assert corpus_clauses()["elsewhere#5.12"].text == corpus_clauses()["shenzhen#5.12"].text
    own = sum(len(clauses_of(d.id)) for d in own_documents())
    assert len(corpus_clauses()) == own + len(clauses_of("shenzhen"))
    assert list(corpus_clauses())[-1].startswith("elsewhere#")
    assert heads("elsewhere#5.12~1")


def test_what_is_not_there_is_not_found(beside):
    for clause_id in ("elsewhere#99.9", "nowhere#1.1", "shenzhen#99"):
        with pytest.raises(KeyError):
            corpus_clauses()[clause_id]


def test_nothing_is_held_beside_unless_said():
    assert documents() == own_documents()
    with pytest.raises(KeyError):
        document("elsewhere")
