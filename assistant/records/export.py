"""A supervisor's lists as tables for a spreadsheet; headings Chinese first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from assistant.records.texts import now
from assistant.records.types import MOST_ITEMS, AskedClause, Call, Handover, KeptAnswer, Page, Telling, Which

if TYPE_CHECKING:
    from assistant.records.store import Records

_MOST_ROWS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name in Chinese, its headings, and rows that are read while they are written."""

    title: str
    headings: Sequence[str]
    rows: Iterator[Sequence[Any]]


def table(records: Records, name: str, which: Which, *, clause_id: str = "", sha256: str = "") -> Table:
    """One of the ``TABLES`` by name, of the answers meant or, for ``told``, of a clause."""
    # What comes in while the table is written would shift its pages.
    until = replace(which, until=which.until or now())
    pages: Mapping[str, Callable[[int], Page[Any]]] = {
        "asked": lambda offset: records.overview.asked(until, limit=MOST_ITEMS, offset=offset),
        "clauses": lambda offset: records.overview.clauses(until, limit=MOST_ITEMS, offset=offset),
        "told": lambda offset: records.overview.tellings(
            clause_id, sha256=sha256, until=until.until, limit=MOST_ITEMS, offset=offset
        ),
        "calls": lambda offset: records.calls.list(
            None, since=until.since, until=until.until, words=which.words, limit=MOST_ITEMS, offset=offset
        ),
        "handovers": lambda offset: records.handovers.list(words=which.words, limit=MOST_ITEMS, offset=offset),
    }
    title, headings, row = TABLES[name]
    return Table(title, headings, (row(item) for item in _all(pages[name])))


def _all(page: Callable[[int], Page[Any]]) -> Iterator[Any]:
    for offset in range(0, _MOST_ROWS, MOST_ITEMS):
        found = page(offset)
        yield from found.items
        if len(found.items) < MOST_ITEMS:
            return


def _asked(kept: KeptAnswer) -> Sequence[Any]:
    thought = kept.feedback[-1] if kept.feedback else None
    return (
        kept.at,
        kept.question,
        kept.answer.get("answer", ""),
        kept.status,
        kept.reason,
        "；".join(f"{told.document}{told.label}（{told.clause_id}）" for told in kept.clauses),
        {None: "", True: "有用", False: "没用"}[thought.useful if thought else None],
        thought.reason if thought else "",
        kept.as_of,
        kept.engine,
        kept.elapsed_ms,
        kept.build,
        kept.id,
        kept.conversation_id or "",
        kept.call_id or "",
    )


def _clause(asked: AskedClause) -> Sequence[Any]:
    return (asked.clause_id, asked.document, asked.label, asked.told, asked.last)


def _telling(told: Telling) -> Sequence[Any]:
    return (
        told.at,
        told.clause_id,
        told.sha256,
        told.standing,
        told.question,
        told.call_number or "",
        told.operator or "",
        told.answer_id,
        told.conversation_id or "",
    )


def _call(call: Call) -> Sequence[Any]:
    return (call.number, call.operator, call.status, call.opened, call.closed or "", call.notes, call.id)


def _handover(one: Handover) -> Sequence[Any]:
    return (
        one.asked_at,
        one.status,
        one.question,
        one.asked_by,
        one.answer,
        one.answered_by,
        one.answered_at or "",
        one.decided_by,
        one.decided_at or "",
        one.decision,
        "；".join(mark.clause_id for mark in one.clauses),
        one.id,
    )


TABLES: Final[Mapping[str, tuple[str, Sequence[str], Callable[[Any], Sequence[Any]]]]] = {
    "asked": (
        "提问",
        (
            *("时间 time", "问题 question", "答复 answer", "结果 status", "原因 reason", "条款 clauses"),
            *("评价 feedback", "评价理由 why", "基准日 as of", "引擎 engine", "毫秒 ms", "索引 build"),
            *("答复编号 answer id", "对话编号 conversation id", "来电编号 call id"),
        ),
        _asked,
    ),
    "clauses": (
        "条款",
        ("条款编号 clause id", "文件 document", "条款 label", "次数 times told", "最近 last"),
        _clause,
    ),
    "told": (
        "告知",
        (
            *("时间 time", "条款编号 clause id", "原文校验 sha256", "效力 standing", "问题 question"),
            *("来电号 call number", "坐席 operator", "答复编号 answer id", "对话编号 conversation id"),
        ),
        _telling,
    ),
    "calls": (
        "来电",
        (
            *("来电号 call number", "坐席 operator", "状态 status", "开始 opened", "结束 closed", "记录 notes"),
            "编号 id",
        ),
        _call,
    ),
    "handovers": (
        "转办",
        (
            *("时间 time", "状态 status", "问题 question", "转办人 asked by", "答复 answer", "答复人 answered by"),
            *("答复时间 answered", "复核人 decided by", "复核时间 decided", "复核意见 decision", "条款 clauses"),
            "编号 id",
        ),
        _handover,
    ),
}
