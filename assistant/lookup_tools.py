"""Looking up clauses, comparing places and checking standing, as tools that a chat model can call."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from assistant.calculator import award_row, load_rules, yuan
from assistant.prompts import data
from assistant.types import Citation
from index.manifest import document, documents

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool

Search = Callable[..., list[tuple[Citation, float]]]
"""Search words, with ``k``, ``within`` and ``on`` as keywords → clauses with their scores, best first."""

Number = Callable[[Citation], int | None]
"""The number under which a clause can be cited from now on; None when no more can."""

_MOST_FOUND: Final = 4
_PER_PLACE: Final = 2
_LONGEST_WORDS: Final = 200
_LONGEST_TEXT: Final = 1_200
_SEARCH = "按关键词查政策条款，返回原文。结果里“编号”不为空的，可以用 [编号] 引用。"
_COMPARE = "把同一事项在几个地区的规定并排列出：条款原文、奖补名称和上限。"
_STANDING = "查一份文件在答复日的效力：现行、征求意见稿、已到期或未施行，以及文号和日期。"


def lookup_tools(search: Search, number: Number, *, on: date) -> list[StructuredTool]:
    """The tools over a search, as of a day; ``number`` gives found clauses the number of a citation."""
    from langchain_core.tools import StructuredTool
    from pydantic import Field, create_model

    ids: list[Any] = [entry.id for entry in documents()]
    place: Any = Literal[tuple(ids)]  # the documents' ids are data
    many: Any = list[place]
    words = (str, Field(min_length=1, max_length=_LONGEST_WORDS, description="关键词，如 首版次 奖励"))
    which = "、".join(f"{entry.id}＝{entry.short}" for entry in documents())
    one = Field(default=None, description=f"只查这份文件：{which}")
    several = Field(min_length=1, max_length=len(ids), description=which)

    def found(said: str, within: tuple[str, ...] | None, k: int) -> list[dict[str, Any]]:
        return [clause_row(c, number(c), on=on) for c, _ in search(said, k=k, within=within, on=on)]

    def search_clauses(words: str, document: str | None = None) -> str:
        return _json(found(words, (document,) if document else None, _MOST_FOUND))

    def compare_places(topic: str, documents: Sequence[str]) -> str:
        return _json({name: found(topic, (name,), _PER_PLACE) for name in dict.fromkeys(documents)})

    def check_standing(document: str) -> str:
        return _json(standing_row(document, on=on))

    return [
        StructuredTool.from_function(function, name=function.__name__, description=described, args_schema=schema)
        for function, described, schema in (
            (search_clauses, _SEARCH, create_model("SearchClauses", words=words, document=(place | None, one))),
            (compare_places, _COMPARE, create_model("ComparePlaces", topic=words, documents=(many, several))),
            (check_standing, _STANDING, create_model("CheckStanding", document=(place, Field(description=which)))),
        )
    ]


def clause_row(clause: Citation, number: int | None, *, on: date) -> dict[str, Any]:
    """A clause as a tool gives it: the number it can be cited by, its text as data, its awards with ceilings."""
    awards = [award_row(award, on=on) for award in load_rules().of_clause(clause.clause_id)]
    text = clause.text if len(clause.text) <= _LONGEST_TEXT else clause.quote
    return {
        "编号": number,
        "文件": clause.document,
        "条款": f"{clause.label}{clause.title}",
        "效力": clause.standing_name,
        "原文": data(text),
        "奖补": [{"award_id": a["award_id"], "名称": a["title"], "上限": _amount(a["ceiling_yuan"])} for a in awards],
    }


def standing_row(document_id: str, *, on: date) -> Mapping[str, Any]:
    """How a document stands on a day, in the words of the page; what it does not say is null."""
    entry = document(document_id)
    days = {"印发": entry.issued, "施行": entry.effective, "届满": entry.expires}
    told = {name: f"{day.year}年{day.month}月{day.day}日" if day else None for name, day in days.items()}
    return {"文件": entry.title, "文号": entry.number, "效力": entry.standing_name(on), **told}


def _amount(ceiling: Any) -> str | None:
    return None if ceiling is None else yuan(ceiling)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
