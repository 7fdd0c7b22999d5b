"""The sets themselves: what they quote stands in the documents, and ours are not the samples in other words."""

from __future__ import annotations

from collections import Counter

import pytest
from rapidfuzz import fuzz, process

from assistant.calculator import load_rules
from assistant.types import Outcome
from eval.dataset import FOLDER, AdversarialCase, CalculationCase, Expect, QuestionCase, read_set, set_names
from eval.figures import figure_of, figures
from eval.measure import stands_in
from index.clauses import corpus_clauses
from index.entries import corpus_entries
from index.text import bare

SETS = {name: read_set(FOLDER / f"{name}.jsonl").cases for name in set_names()}
CASES = [case for cases in SETS.values() for case in cases]
OURS = [case for name, cases in SETS.items() if name.endswith(".own") for case in cases]
SAMPLES = [case for name, cases in SETS.items() if name.endswith(".dev") for case in cases]
NEAR_COPY = 85  # of 100: only a word or two differs
SHORTEST = 8  # characters; “那深圳呢” is nobody's own


def quotes(case):
    if isinstance(case, CalculationCase):
        return (case.quote, *(q["quote"] for q in case.quotes))
    return case.evidence


def clauses_with(words):
    return [c for c in corpus_clauses().values() if stands_in(words, [c.text])]


def test_ids_are_unique_across_all_sets():
    assert [case_id for case_id, n in Counter(case.id for case in CASES).items() if n > 1] == []


def test_the_sets_are_as_large_as_promised():
    sizes = {
        kind: sum(len(c) for name, c in SETS.items() if name.startswith(kind)) for kind in ("questions", "adv", "calc")
    }
    assert sizes["questions"] >= 300
    assert sizes["adv"] >= 150
    assert sizes["calc"] >= 150


@pytest.mark.parametrize("name", SETS)
def test_every_quote_stands_in_a_clause(name):
    assert [(c.id, q) for c in SETS[name] for q in quotes(c) if not clauses_with(q)] == []


def test_every_quote_of_ours_stands_in_one_clause_only():
    assert [(c.id, q) for c in OURS for q in quotes(c) if len(clauses_with(q)) != 1] == []


def test_every_clause_has_a_question_of_ours():
    asked = {c.id for case in OURS if isinstance(case, QuestionCase) for q in case.evidence for c in clauses_with(q)}
    assert sorted(corpus_clauses().keys() - asked) == []


def test_a_question_names_the_documents_that_it_quotes():
    wrong = [
        case.id
        for case in OURS
        if isinstance(case, QuestionCase)
        and set(case.docs) != {c.document_id for q in case.evidence for c in clauses_with(q)}
    ]
    assert wrong == []


def test_facts_stand_in_the_quoted_clauses_unless_a_note_says_where_they_come_from():
    wrong = [
        (case.id, fact)
        for case in OURS
        if isinstance(case, QuestionCase) and not case.note
        for fact in case.facts
        if not any(stands_in(fact, [c.text]) for q in case.evidence for c in clauses_with(q))
    ]
    assert wrong == []


def test_what_must_not_be_said_does_not_stand_in_what_must_be():
    wrong = [
        case.id
        for case in OURS
        if isinstance(case, AdversarialCase)
        and any(stands_in(bad, [good]) for bad in case.must_not_contain if bare(bad) for good in case.must_contain)
    ]
    assert wrong == []


def test_a_case_to_be_refused_wants_no_evidence():
    refused = [c for c in OURS if isinstance(c, AdversarialCase) and c.expect is Expect.REFUSE]
    assert refused
    assert [c.id for c in refused if c.evidence or c.must_contain] == []


def test_every_award_has_a_calculation_of_ours():
    asked = {award for case in OURS if isinstance(case, CalculationCase) for award in case.award_ids}
    awards = {award.id for award in load_rules().awards}
    assert sorted(awards - asked) == []
    assert sorted(asked - awards) == []


def test_the_derivation_arrives_at_the_expected_amount():
    wrong = [
        case.id
        for case in OURS
        if isinstance(case, CalculationCase)
        and case.outcome is Outcome.AMOUNT
        and figure_of(case.expected_yuan) not in figures(case.derivation)
    ]
    assert wrong == []


def test_a_second_reading_says_what_it_reads():
    read = [c for c in OURS if isinstance(c, CalculationCase) and c.alt]
    assert read
    assert [c.id for c in read if not c.alt.note] == []


def test_none_of_our_questions_is_a_near_copy_of_a_sample():
    assert near_copies({c.id: c.question for c in OURS}, {c.id: c.question for c in SAMPLES}) == []


def test_no_indexed_question_is_a_near_copy_of_an_evaluation_question():
    indexed = {e.id: e.text for e in corpus_entries() if e.kind == "question"}
    assert indexed
    assert near_copies({c.id: c.question for c in CASES}, indexed) == []


def test_a_near_copy_is_found():
    assert near_copies({"a": "光明区的租金补贴是多少？"}, {"b": "光明区租金补贴是多少"}) == [("a", "b")]
    assert near_copies({"a": "那深圳呢"}, {"b": "那深圳呢？"}) == []


def near_copies(questions, others):
    """The pairs of ids whose questions differ in no more than a word or two."""
    texts = {other: bare(text) for other, text in others.items()}
    found = []
    for case_id, text in questions.items():
        asked = bare(text)
        if len(asked) >= SHORTEST:
            matches = process.extract(asked, texts, scorer=fuzz.ratio, score_cutoff=NEAR_COPY, limit=3)
            found += [(case_id, other) for _, _, other in matches]
    return found
