from __future__ import annotations

import json
from decimal import Decimal

import pytest

from eval.dataset import CalculationCase, QuestionCase, read_set
from index.yamlfile import DataFileError

QUESTION = {
    "id": "x-1",
    "persona": "operator",
    "question": "问",
    "history": ["前问"],
    "type": "lookup",
    "docs": [],
    "evidence": ["据"],
    "facts": [],
    "forbid": [],
    "note": "",
}
CALCULATION = {
    "id": "x-2",
    "doc": "shenzhen",
    "question": "算",
    "award_ids": [],
    "inputs": {},
    "expected_yuan": 241500.5,
    "outcome": "amount",
    "derivation": "",
    "quote": "据",
    "article": "",
    "alt": {"expected_yuan": [1, 2]},
}


@pytest.fixture
def write(tmp_path):
    def make(*lines):
        path = tmp_path / "some.dev.jsonl"
        path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines))
        return path

    return make


def test_a_set_is_named_for_its_file_and_keeps_the_order(write):
    found = read_set(write(QUESTION, "", CALCULATION))
    assert found.name == "some.dev"
    assert [type(c) for c in found.cases] == [QuestionCase, CalculationCase]


def test_amounts_are_read_as_decimals_with_every_accepted_reading(write):
    case = read_set(write(CALCULATION)).cases[0]
    assert case.accepted_yuan == {Decimal("241500.5"), Decimal(1), Decimal(2)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[]", "list, expected an object"),
        ('{"id": "x", "id": "y"}', "'id' is written twice"),
        ({"id": "x"}, "a case has one of expect, outcome, facts"),
        (QUESTION | {"extra": 1}, "extra"),
        ({k: v for k, v in QUESTION.items() if k != "docs"}, "docs"),
        (QUESTION | {"persona": "robot"}, "robot"),
        (QUESTION | {"evidence": "据"}, "evidence"),
        (CALCULATION | {"outcome": "much"}, "much"),
        (CALCULATION | {"expected_yuan": None}, "an amount has one"),
        (CALCULATION | {"outcome": "needs_input"}, "an amount has one"),
    ],
)
def test_a_wrong_line_is_named_with_file_and_line(write, line, said):
    with pytest.raises(DataFileError, match=said) as caught:
        read_set(write(QUESTION, "", line))
    assert str(caught.value).startswith("some.dev.jsonl:3: ")


def test_an_id_that_stands_twice_names_both_lines(write):
    with pytest.raises(DataFileError, match=r"some\.dev\.jsonl:2: id 'x-1' stands at line 1 already"):
        read_set(write(QUESTION, QUESTION))
