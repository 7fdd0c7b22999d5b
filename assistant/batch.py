"""Many questions, one a line: answered in order, a bad line with an error object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.jsonable import answer_json

if TYPE_CHECKING:
    from assistant.answer import Assistant


class _BadLine(Exception):
    """A line that holds no question; the message says what would be right."""


def answer_lines(assistant: Assistant, lines: Iterable[str], *, on: date | None = None) -> Iterator[dict[str, Any]]:
    """An answer object for each line that is not blank, in order; none is ever dropped."""
    for number, line in enumerate(lines, start=1):
        if line.strip("\ufeff \t\r\n"):
            yield _answer(assistant, line.lstrip("\ufeff"), number, on)


def _answer(assistant: Assistant, line: str, number: int, on: date | None) -> dict[str, Any]:
    row: dict[str, Any] = {}
    try:
        row = _row(line)
        answer = assistant.ask(row["question"], history=row.get("history") or (), on=on)
    except _BadLine as error:
        return {"id": row.get("id"), "line": number, "error": {"code": "bad_line", "message": str(error)}}
    printed = answer_json(answer)
    return {**printed, "id": row.get("id") or printed["id"]}


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _BadLine(f"不是 JSON：{error} / not JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise _BadLine('应为 {"id": …, "question": "…"} / expected an object with a question in words')
    history = row.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, str | dict) for turn in history):
        raise _BadLine("history 应为字符串或 {role, content} 的列表 / history must be a list of strings or turns")
    return row
