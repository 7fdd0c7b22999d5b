"""The calculator as a tool that a chat model can call: its schema is made from the inputs."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.calculator import Asked, Input, InputType, calculate, load_inputs, load_rules, read_facts
from assistant.errors import UserError
from assistant.jsonable import jsonable

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


def calculate_award_tool(*, on: date) -> StructuredTool:
    """A LangChain tool that calculates one award as of a day and gives the calculation as JSON.

    What cannot be read is answered with an ``error`` that says what would be right.
    """
    from langchain_core.tools import StructuredTool

    def run(award_id: str, asked: Asked = Asked.AMOUNT, **facts: Any) -> str:
        try:
            award = load_rules().award(award_id)
            result = calculate(award, read_facts(facts), on=on, asked=asked)
        except UserError as error:
            return json.dumps({"error": str(error)}, ensure_ascii=False)
        return json.dumps(jsonable(result), ensure_ascii=False)

    return StructuredTool.from_function(run, name=TOOL_NAME, description=_DESCRIPTION, args_schema=arguments())


def arguments() -> type[BaseModel]:
    """The tool's arguments: the award, what is asked, and every input by its key, none required."""
    from pydantic import ConfigDict, Field, create_model

    ids: list[Any] = [award.id for award in load_rules().awards]
    fields: dict[str, Any] = {
        "award_id": (str, Field(description="奖补条款编号", json_schema_extra={"enum": ids})),
        "asked": (Asked, Field(default=Asked.AMOUNT, description=_ASKED)),
    }
    for entry in load_inputs().values():
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
