from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic import ValidationError

from assistant.calculator import load_inputs, load_rules
from assistant.tools import arguments, calculate_award_tool

TOOL = calculate_award_tool(on=date(2026, 11, 20))


def called(**arguments):
    return json.loads(TOOL.invoke(arguments))


def test_tool_gives_the_calculation():
    result = called(award_id="shenzhen#5.12/a", revenue="12亿")
    assert (result["outcome"], result["amount_yuan"]) == ("amount", 500_000)
    assert result["steps"][0]["quote"] in load_rules().award("shenzhen#5.12/a").quote


def test_tool_takes_several_values_and_what_is_asked():
    assert called(award_id="guangming#1.1/a", granted=["1500万", "600万"])["amount_yuan"] == 3_200_000
    assert called(award_id="guangming#1.2/c", asked="total")["amount_yuan"] == 6_000_000


def test_fact_that_was_not_told_is_asked_for():
    result = called(award_id="shenzhen#5.12/a")
    assert (result["outcome"], result["missing"][0]["key"]) == ("needs_input", "revenue")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"award_id": "shenzhen#5.12/z"}, "shenzhen#5.12/"),
        ({"award_id": "shenzhen#5.12/a", "revenue": "1.5亿美元"}, "1.2亿元"),
    ],
)
def test_mistake_of_the_model_is_answered_with_what_would_be_right(arguments, message):
    assert message in called(**arguments)["error"]


def test_every_input_is_an_argument_with_its_chinese_name_and_none_is_required():
    schema = arguments().model_json_schema()
    assert set(schema["properties"]) == {"award_id", "asked", *load_inputs()}
    assert schema["required"] == ["award_id"]
    for key, entry in load_inputs().items():
        assert entry.name in schema["properties"][key]["description"]
    assert schema["properties"]["award_id"]["enum"] == [award.id for award in load_rules().awards]


def test_argument_that_is_no_input_is_refused():
    with pytest.raises(ValidationError, match="turnover"):
        arguments()(award_id="shenzhen#5.12/a", turnover="1亿")
