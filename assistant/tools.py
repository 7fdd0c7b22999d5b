"""The calculator as a tool that a chat model can call: its schema is made from the inputs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.calculator import Asked, Input, InputType, calculate, load_inputs, load_rules, read_facts
from assistant.errors import UserError
from assistant.jsonable import jsonable
from assistant.types import Calculation

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool
    from pydantic import BaseModel

TOOL_NAME = "calculate_award"
_DESCRIPTION = (
    "按政策原文的规则计算一项奖补的金额。金额只能来自本工具的结果，不要自己计算。"
    "没有说明的事实不要填；结果为 needs_input 时，把 missing 里的问题拿去问用户。"
)
_ASKED = "问的是什么：amount 金额，ceiling 最高额，rate 比例，total 各年或各步合计"
_HOW_WRITTEN = {
    InputType.MONEY: "写明单位，如 1.2亿元",
    InputType.RATE: "写成百分数，如 3.45%",
    InputType.AREA: "写明单位，如 800平方米",
    InputType.RENT: "如 40元/平方米/月",
    InputType.YEARS: "如 2年、18个月",
    InputType.MONTHS: "如 18个月",
    InputType.COUNT: "如 5个",
    InputType.GRADE: "如 四级",
    InputType.FLAG: "是为 true，否为 false",
    InputType.DATE: "如 2026-11-20",
}


Calculate = Callable[[str, Asked, Mapping[str, Any]], Calculation]
"""An award by its id, what is asked, the facts by key → the calculation; UserError for what cannot be used."""


def calculate_award_tool(
    *, on: date, award_ids: Sequence[str] | None = None, work_out: Calculate | None = None
) -> StructuredTool:
    """A LangChain tool that calculates one award as of a day and gives the calculation as JSON.

    ``award_ids`` limits it, and its schema, to some awards; ``work_out`` may look at the facts first.
    What cannot be read is answered with an ``error`` that says what would be right.
    """
    from langchain_core.tools import StructuredTool

    def calculated(award_id: str, asked: Asked, facts: Mapping[str, Any]) -> Calculation:
        return calculate(load_rules().award(award_id), read_facts(facts), on=on, asked=asked)

    def run(award_id: str, asked: Asked = Asked.AMOUNT, **facts: Any) -> str:
        try:
            result = (work_out or calculated)(award_id, asked, facts)
        except UserError as error:
            return json.dumps({"error": str(error)}, ensure_ascii=False)
        return json.dumps(jsonable(result), ensure_ascii=False)

    schema = arguments(award_ids)
    return StructuredTool.from_function(run, name=TOOL_NAME, description=_DESCRIPTION, args_schema=schema)


def arguments(award_ids: Sequence[str] | None = None) -> type[BaseModel]:
    """The tool's arguments: the award, what is asked, and every input that matters by its key, none required."""
    from pydantic import ConfigDict, Field, create_model

    awards = [award for award in load_rules().awards if award_ids is None or award.id in award_ids]
    ids: list[Any] = [award.id for award in awards]
    keys = set(load_inputs()) if award_ids is None else {key for award in awards for key in load_rules().keys(award)}
    fields: dict[str, Any] = {
        "award_id": (str, Field(description="奖补条款编号", json_schema_extra={"enum": ids})),
        "asked": (Asked, Field(default=Asked.AMOUNT, description=_ASKED)),
    }
    for entry in (entry for entry in load_inputs().values() if entry.key in keys):
        fields[entry.key] = (_annotation(entry) | None, Field(default=None, description=_description(entry)))
    model: type[BaseModel] = create_model("CalculateAward", __config__=ConfigDict(extra="forbid"), **fields)
    return model


def _annotation(entry: Input) -> Any:
    if entry.type is InputType.FLAG:
        return bool
    return list[str] | str if entry.many else str


def _description(entry: Input) -> str:
    if entry.type is InputType.CHOICE:
        how = "可选：" + "、".join(option.name for option in entry.options)
    else:
        how = _HOW_WRITTEN[entry.type]
    return f"{entry.name}。{entry.question}（{how}{'；可以有几个' if entry.many else ''}）"
