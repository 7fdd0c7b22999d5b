"""A call as one record to paste into a ticket: plain text, whatever the ticket system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.export.blocks import Record, figure_line, fit


def ticket_text(call: Record, answers: Sequence[Record]) -> str:
    """The call's number, time and notes, and each answer object with its figures, script and clauses."""
    opened = call["opened"]
    when = opened.astimezone().strftime("%Y-%m-%d %H:%M") if isinstance(opened, datetime) else str(opened)
    lines = [f"来电编号：{call['number']}", f"时间：{when}", f"坐席：{call['operator']}"]
    for number, answer in enumerate(answers, start=1):
        lines += ["", *_answer(answer, number)]
    if call.get("notes"):
        lines += ["", "记录：", fit(call["notes"])]
    return "\n".join(lines) + "\n"


def _answer(answer: Mapping[str, Any], number: int) -> Iterator[str]:
    yield f"{number}. 问：{fit(answer.get('question', ''))}"
    for calculation in answer.get("calculations", ()):
        yield f"   金额：{fit(figure_line(calculation))}"
        facts = calculation.get("facts") or {}
        if facts:
            yield f"   依据的情况：{fit('；'.join(_facts(facts)))}"
    if answer.get("spoken"):
        yield f"   答复：{fit(answer['spoken'])}"
    for citation in answer.get("citations", ()):
        standing, digest = fit(citation.get("standing_name", "")), fit(citation["sha256"])[:12]
        yield (
            f"   条款：《{fit(citation['document'])}》{fit(citation['label'])}{fit(citation['title'])}"
            f"（{standing}）{fit(citation['clause_id'])} sha256:{digest}"
        )
    yield f"   基准日：{fit(answer.get('as_of', ''))}"


def _facts(facts: Mapping[str, str]) -> Iterator[str]:
    from assistant.calculator import load_inputs

    inputs = load_inputs()
    return (f"{inputs[key].name if key in inputs else key} {value}" for key, value in facts.items())
