"""Records as plain JSON values."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.jsonable import answer_json, jsonable
from assistant.types import Answer, Bound, Calculation, Citation, Language, Missing, Outcome, Reason, Status, Step

CITATION = Citation(
    clause_id="yunling#2.1",
    document_id="yunling",
    document="云岭市措施",
    label="二、（一）",
    title="支持企业入规",
    text="（一）支持企业入规。给予8万元奖励。",
    quote="给予8万元奖励。",
    start=10,
    end=18,
    standing="in_force",
    standing_name="现行",
    sha256="0" * 64,
)
CALCULATION = Calculation(
    award_id="yunling#2.1/a",
    clause_id="yunling#2.1",
    title="入规奖励",
    outcome=Outcome.AMOUNT,
    amount_yuan=Decimal(80000),
    bound=Bound.EXACT,
    inputs={"revenue": "1亿元"},
    missing=(Missing("area", "面积", "租了多少平方米？"),),
    steps=(Step("给予8万元", Decimal("80000.50"), "yunling#2.1", "给予8万元"),),
)
ANSWER = Answer(
    id="a-1",
    question="入规奖多少",
    status=Status.ANSWERED,
    reason=Reason.OK,
    answer="8万元[1]",
    spoken="奖励八万元。",
    as_of=date(2031, 5, 1),
    language=Language.TRADITIONAL,
    citations=(CITATION,),
    calculations=(CALCULATION,),
    timings_ms={"understand": 0.5},
)
# The contract: every client reads these names.
ANSWER_KEYS = {
    *("id", "question", "rewritten", "language", "status", "reason", "answer", "spoken", "citations"),
    *("calculations", "as_of", "engine", "elapsed_ms", "timings_ms"),
}
CITATION_KEYS = {
    *("clause_id", "document_id", "document", "label", "title", "text", "quote", "start", "end", "standing", "sha256"),
}
CALCULATION_KEYS = {
    *("award_id", "clause_id", "title", "outcome", "amount_yuan", "at_least_yuan", "bound", "inputs", "missing"),
    *("steps", "standing"),
}


def test_answer_has_the_keys_of_the_contract():
    plain = answer_json(ANSWER)
    assert set(plain) >= ANSWER_KEYS
    assert set(plain["citations"][0]) >= CITATION_KEYS
    assert set(plain["calculations"][0]) >= CALCULATION_KEYS
    assert set(plain["calculations"][0]["steps"][0]) == {"text", "amount_yuan", "clause_id", "quote"}


def test_answer_survives_the_way_through_json():
    plain = answer_json(ANSWER)
    assert json.loads(json.dumps(plain, ensure_ascii=False, allow_nan=False)) == plain


def test_codes_dates_and_nothing_are_written_plainly():
    plain = answer_json(ANSWER)
    assert (plain["status"], plain["reason"], plain["language"]) == ("answered", "ok", "zh-Hant")
    assert plain["as_of"] == "2031-05-01"
    assert plain["rewritten"] is None
    assert plain["calculations"][0]["at_least_yuan"] is None
    assert type(plain["status"]) is str


@pytest.mark.parametrize(
    ("yuan", "written"),
    [("80000", "80000"), ("80000.00", "80000"), ("0.50", "0.5"), ("8E+4", "80000"), ("0", "0"), ("-1.25", "-1.25")],
)
def test_yuan_are_json_numbers(yuan, written):
    assert json.dumps(jsonable(Decimal(yuan))) == written


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_fen_are_never_lost(yuan):
    assert round(Decimal(str(jsonable(yuan))), 2) == yuan


@pytest.mark.parametrize("yuan", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_amount_is_refused(yuan):
    with pytest.raises(ValueError, match="is no amount"):
        jsonable(Decimal(yuan))


def test_collections_of_every_kind_are_lists_and_objects():
    assert jsonable({"a": (1, 2), 3: frozenset({"b", "a"})}) == {"a": [1, 2], "3": ["a", "b"]}
    assert jsonable({Outcome.AMOUNT: [Bound.UPPER]}) == {"amount": ["upper"]}


def test_a_moment_keeps_its_time_and_a_day_has_none():
    moment = datetime(2031, 5, 1, 8, 30, tzinfo=UTC)
    assert jsonable({"at": moment, "on": date(2031, 5, 1)}) == {"at": "2031-05-01T08:30:00+00:00", "on": "2031-05-01"}
