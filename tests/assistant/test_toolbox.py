"""The tools of one answer: what they give can be cited; what they calculate with was said."""

from __future__ import annotations

import json

import pytest

from assistant.calculator import load_rules
from assistant.cite import MOST_CITATIONS
from assistant.toolbox import Toolbox
from index.text import fold

QUESTION = "深圳的软件公司营收第一次过10亿，奖多少？"


@pytest.fixture
def box(assistant, ask):
    return Toolbox(assistant.search, ask(QUESTION), said=[fold(QUESTION)])


def called(box, name, **arguments):
    return json.loads(box.results([{"name": name, "args": arguments, "id": "1"}])[0].content)


def test_the_calculator_knows_the_awards_of_the_clauses_at_hand(box):
    tool = {tool.name: tool for tool in box.tools()}["calculate_award"]
    ids = tool.args_schema.model_json_schema()["properties"]["award_id"]["enum"]
    assert ids == [award.id for award in load_rules().of_clause("shenzhen#5.12")]
    called(box, "search_clauses", words="首版次软件", document="guangzhou")
    later = {tool.name: tool for tool in box.tools()}["calculate_award"]
    assert set(ids) < set(later.args_schema.model_json_schema()["properties"]["award_id"]["enum"])


def test_a_clause_that_is_found_again_keeps_its_number(box):
    first = called(box, "search_clauses", words="营业收入首次达到", document="shenzhen")
    again = called(box, "search_clauses", words="营业收入首次达到", document="shenzhen")
    assert [row["编号"] for row in first] == [row["编号"] for row in again]
    assert next(row["编号"] for row in first if "壮大软件企业" in row["条款"]) == 1


def test_no_more_clauses_can_be_cited_than_an_answer_may_have(box):
    for words in ("首版次", "租金", "人才", "上市", "开源", "数据中心", "会展"):
        rows = called(box, "search_clauses", words=words)
    assert len(box.citations) == MOST_CITATIONS
    assert any(row["编号"] is None for row in rows)


def test_clauses_come_with_their_awards_and_ceilings(box):
    rows = called(box, "compare_places", topic="首版次软件奖励", documents=["guangzhou", "shenzhen"])
    assert list(rows) == ["guangzhou", "shenzhen"]
    assert {award["上限"] for found in rows.values() for row in found for award in row["奖补"]} >= {
        "300万元",
        "1000万元",
    }


def test_standing_is_that_of_the_day(box):
    assert called(box, "check_standing", document="shenzhen")["施行"] == "2022年10月15日"
    assert called(box, "check_standing", document="guangzhou")["效力"] == "征求意见稿"


@pytest.mark.parametrize("revenue", ["10亿", "10亿元", "1000000000元", "十亿元"])
def test_a_figure_that_was_said_is_calculated_with_however_it_is_written(box, revenue):
    assert called(box, "calculate_award", award_id="shenzhen#5.12/a", revenue=revenue)["amount_yuan"] == 500_000
    assert box.calculations[0].amount_yuan == 500_000


@pytest.mark.parametrize("facts", [{"revenue": "50亿"}, {"revenue": "10亿", "first_time": False}])
def test_a_fact_that_was_not_said_is_refused(box, facts):
    result = called(box, "calculate_award", award_id="shenzhen#5.12/a", **facts)
    assert set(result) == {"error"}
    assert box.calculations == []


def test_many_calls_at_once_are_bounded(box):
    calls = [{"name": "check_standing", "args": {"document": "shenzhen"}, "id": str(n)} for n in range(20)]
    results = box.results(calls)
    assert [result.tool_call_id for result in results] == [str(n) for n in range(20)]
    assert sum("error" in json.loads(result.content) for result in results) == 12
