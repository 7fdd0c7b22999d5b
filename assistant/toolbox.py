"""What a chat model may do while it writes one answer; what it finds can be cited, and joins the sources."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from assistant.calculator import Asked, Fact, calculate, load_inputs, load_rules, read_facts
from assistant.cite import MOST_CITATIONS, citation
from assistant.errors import BadValue, UserError
from assistant.facts import read_facts as stated_facts
from assistant.guard.whole import figures_missing
from assistant.lookup_tools import Search, lookup_tools
from assistant.tools import calculate_award_tool
from assistant.types import Answer, Calculation, Citation

if TYPE_CHECKING:
    from langchain_core.messages import ToolMessage
    from langchain_core.tools import BaseTool

_MOST_CALLS: Final = 8
_BAD_CALL: Final = "没有这个工具，或参数不对。可用的工具：{names}。"
_TOO_MANY: Final = "一次最多调用八个工具。"
_UNSTATED: Final = "“{name}”的值不是用户说的，不能用来计算；用户没有说明的事实不要填。 / {key} was not stated."


class Toolbox:
    """The tools over one answer: its citations and calculations, growing with what the tools give."""

    def __init__(self, search: Search, first: Answer, *, said: Sequence[str]) -> None:
        """``said`` are the earlier questions and the question: facts are calculated with only if stated there."""
        self._search = search
        self._said = tuple(said)
        self._on = first.as_of
        self.citations: list[Citation] = list(first.citations)
        self.calculations: list[Calculation] = []

    def tools(self) -> list[BaseTool]:
        """The tools as they can be called now: the calculator knows the awards of the clauses at hand."""
        clauses = {clause.clause_id for clause in self.citations}
        awards = [award.id for award in load_rules().awards if award.clause_id in clauses]
        found: list[BaseTool] = [*lookup_tools(self._search, self._number, on=self._on)]
        if awards:
            found.append(calculate_award_tool(on=self._on, award_ids=awards, work_out=self._work_out))
        return found

    def results(self, calls: Sequence[Mapping[str, Any]]) -> list[ToolMessage]:
        """What each call gives, in order; a call that cannot be made gives an error that says why."""
        from langchain_core.messages import ToolMessage

        return [ToolMessage(self._result(n, call), tool_call_id=str(call.get("id"))) for n, call in enumerate(calls)]

    def _result(self, place: int, call: Mapping[str, Any]) -> str:
        tools = {tool.name: tool for tool in self.tools()}
        tool = tools.get(str(call.get("name")))
        if place >= _MOST_CALLS:
            return _error(_TOO_MANY)
        if tool is None:
            return _error(_BAD_CALL.format(names="、".join(tools)))
        try:
            return str(tool.invoke(dict(call.get("args") or {})))
        except UserError as error:
            return _error(str(error))
        except ValueError:  # pydantic's errors repeat what the model wrote, which nobody has to read again
            return _error(_BAD_CALL.format(names="、".join(tools)))

    def _number(self, found: Citation) -> int | None:
        """The number that a clause can be cited by from now on; None once there are as many as an answer may have."""
        ids = [clause.clause_id for clause in self.citations]
        if found.clause_id in ids:
            return ids.index(found.clause_id) + 1
        if len(ids) >= MOST_CITATIONS:
            return None
        self.citations.append(found)
        return len(self.citations)

    def _work_out(self, award_id: str, asked: Asked, facts: Mapping[str, Any]) -> Calculation:
        award = load_rules().award(award_id)
        keys = load_rules().keys(award)
        given = {key: fact for key, fact in read_facts(facts).items() if key in keys}
        stated = stated_facts(self._said[-1], wanted=keys, history=self._said[:-1]).facts
        for key, fact in given.items():
            if not self._is_stated(fact, stated.get(key)):
                raise BadValue(_UNSTATED.format(name=load_inputs()[key].name, key=key))
        result = calculate(award, {**stated, **given}, on=self._on, asked=asked)
        self._number(citation(award.clause_id, quote=award.quote, on=self._on))
        self.calculations.append(result)
        return result

    def _is_stated(self, fact: Fact, read: Fact | None) -> bool:
        """Whether a fact is what the person said: read so without a model too, or a figure of their words."""
        if read is not None and read.value == fact.value:
            return True
        return load_inputs()[fact.key].type.is_number and not figures_missing(fact.said, list(self._said))


def _error(message: str) -> str:
    return json.dumps({"error": message}, ensure_ascii=False)
