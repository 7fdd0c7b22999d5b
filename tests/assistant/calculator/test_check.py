"""Rules and documents cannot drift apart: every rule deleted, every digit changed, is named."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from assistant.calculator.check import check
from assistant.calculator.load import DOCUMENT_IDS, RULES, Rulebook, load_rules, rulebook
from assistant.calculator.schema import RuleFile
from index.clauses import corpus_clauses
from index.yamlfile import read_yaml

RAW = {document_id: read_yaml(RULES / f"{document_id}.yaml") for document_id in DOCUMENT_IDS}
AWARDS = [(d, n) for d, raw in RAW.items() for n in range(len(raw["awards"]))]
NAMES = [RAW[d]["awards"][n]["id"] for d, n in AWARDS]


def book_of(raw):
    """The book of one document alone: what the others say cannot change what is found in it."""
    file = RuleFile.model_validate(raw)
    return Rulebook((file,), {award.id: award for award in file.awards})


def own_differences(raw, book=None):
    clauses = {k: c for k, c in corpus_clauses().items() if c.document_id == raw["document"]}
    return [d for d in check(book or book_of(raw), clauses) if d.file != "inputs.yaml"]


def other_digit(digit):
    return str((int(digit) + 1) % 10) if digit != "9" else "8"


def strings(part, path=()):
    """Every string of the raw rule with its path."""
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from strings(value, (*path, key))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from strings(value, (*path, number))


def changed(raw, path, text):
    other = copy.deepcopy(raw)
    at = other
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = text
    return other


def test_rules_and_documents_agree():
    assert [str(d) for d in check()] == []


def test_the_awards_are_as_many_as_the_documents_hold():
    counts = {d: sum(a["kind"] != "open" for a in raw["awards"]) for d, raw in RAW.items()}
    assert counts == {"guangdong": 11, "guangzhou": 14, "shenzhen": 28, "guangdong-plan": 0, "guangming": 30}


@pytest.mark.parametrize(("document_id", "number"), AWARDS, ids=NAMES)
def test_deleted_rule_is_missed(document_id, number):
    raw = copy.deepcopy(RAW[document_id])
    gone = raw["awards"].pop(number)
    clause_id = gone["id"].rpartition("/")[0]
    found = own_differences(raw)
    assert any(d.file == f"{document_id}.txt" and d.place == clause_id for d in found)


@pytest.mark.parametrize(("document_id", "number"), AWARDS, ids=NAMES)
def test_changed_digit_of_a_rule_is_found(document_id, number):
    raw = RAW[document_id]
    for path, text in strings(raw["awards"][number], ("awards", number)):
        for at, sign in enumerate(text):
            if sign.isdigit() and sign.isascii():
                wrong = changed(raw, path, text[:at] + other_digit(sign) + text[at + 1 :])
                assert refused_or_found(wrong), f"{'.'.join(map(str, path))}: {text} with another digit at {at}"


def refused_or_found(raw):
    try:
        return bool(own_differences(raw, rulebook([RuleFile.model_validate(raw)])))
    except ValueError:
        return True


@pytest.mark.parametrize("document_id", DOCUMENT_IDS)
def test_changed_digit_of_a_document_is_found(document_id):
    clauses = {k: c for k, c in corpus_clauses().items() if c.document_id == document_id}
    book = book_of(RAW[document_id])
    for clause_id, clause in clauses.items():
        body = len(clause.text) - len(clause.text.partition(clause.title)[2]) if clause.title else 0
        for at in range(body, len(clause.text)):
            sign = clause.text[at]
            if sign.isdigit() and sign.isascii():
                text = clause.text[:at] + other_digit(sign) + clause.text[at + 1 :]
                found = check(book, {**clauses, clause_id: replace(clause, text=text)})
                assert [d for d in found if d.file != "inputs.yaml"], f"{clause_id}: {text[at - 9 : at + 9]}"


@pytest.mark.parametrize("document_id", [d for d in DOCUMENT_IDS if RAW[d]["not_support"]])
def test_deleted_entry_of_what_is_no_support_is_missed(document_id):
    for number in range(len(RAW[document_id]["not_support"])):
        raw = copy.deepcopy(RAW[document_id])
        raw["not_support"].pop(number)
        assert own_differences(raw), RAW[document_id]["not_support"][number]


def test_difference_names_file_place_and_words():
    raw = changed(RAW["shenzhen"], ("awards", 0, "caps", 0, "amount"), "3001万元")
    said = [str(d) for d in own_differences(raw)]
    assert any("shenzhen.yaml: awards[0] (shenzhen#2.3/a)" in s and "'3001万元' does not stand" in s for s in said)
    assert any("no field uses '3000万元'" in s for s in said)


def test_swapped_amounts_are_found():
    raw = copy.deepcopy(RAW["shenzhen"])
    tiers = next(a for a in raw["awards"] if a["kind"] == "tiers")["tiers"]
    tiers[0]["amount"], tiers[1]["amount"] = tiers[1]["amount"], tiers[0]["amount"]
    assert any("in this order" in d.message for d in own_differences(raw))


def test_figure_in_the_prose_of_a_rule_is_found():
    raw = changed(RAW["shenzhen"], ("awards", 0, "title"), "最高400万元资助")
    assert any(d.place.endswith(".title") for d in own_differences(raw))


def test_requirement_that_the_text_does_not_make_is_found():
    raw = copy.deepcopy(RAW["guangming"])
    raw["awards"][0]["conditions"] = [{"text": "注册满五年的企业"}]
    assert any("does not stand in the clause" in d.message for d in own_differences(raw))


def test_threshold_whose_words_do_not_compare_is_found():
    raw = copy.deepcopy(RAW["guangming"])
    award = next(a for a in raw["awards"] if a["id"] == "guangming#1.3/b")
    award["conditions"] = [{"text": "5个", "fact": "application_cases", "value": "5个"}]
    assert any("does not say how it compares" in d.message for d in own_differences(raw))


def test_idle_entry_of_what_is_no_support_is_found():
    raw = copy.deepcopy(RAW["guangdong"])
    raw["not_support"].append({"text": "深圳", "reason": "无"})
    assert any("not_support[" in d.place for d in own_differences(raw))


def test_whole_book_is_valid_when_built_from_its_files():
    assert rulebook(list(load_rules().files)).awards == load_rules().awards
