from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from assistant.errors import BadValue, UnknownName
from assistant.web.desk_card import answered, looked_up, told, worked_out
from index.clauses import corpus_clauses

ON = date(2026, 11, 20)


class Scripted:
    """Tells a first answer and would go on for ever."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self.stop: threading.Event | None = None

    def stream(self, question: str, *, on: date | None = None, stop: threading.Event | None = None) -> Iterator[Any]:
        self.stop = stop
        yield {"event": "provisional", "answer": self.answer}
        raise AssertionError("the desk waits for no more")


def test_the_first_answer_is_the_card_and_nothing_more_is_waited_for(answer: Any) -> None:
    asker = Scripted(answer())
    shown = answered(asker, "奖多少？", on=None)
    assert shown.answer is asker.answer
    assert asker.stop is not None
    assert asker.stop.is_set()


def test_the_figure_comes_first_then_the_script_then_what_to_ask_then_the_clause() -> None:
    shown = worked_out("shenzhen#5.12/a", {"revenue": "12亿"}, on=ON).html
    places = [shown.index(f'class="{name}') for name in ("pa-amount", "pa-spoken", "pa-facts", "pa-steps", "pa-clause")]
    assert places == sorted(places)
    assert "<strong>50万元</strong>" in shown
    assert "可得五十万元（定额）。" in shown


def test_a_clause_is_looked_up_with_everything_that_it_awards() -> None:
    shown = looked_up("guangming#3.11", quote="给予30元/平方米/月的租金补贴", on=ON)
    assert [c["award_id"] for c in shown.answer["calculations"]] == ["guangming#3.11/a", "guangming#3.11/b"]
    assert "<mark title=" in shown.html
    assert re.search(r"<mark[^>]*>给予30元/平方米/月的租金补贴</mark>", shown.html)
    assert shown.html.count('class="pa-spoken"') == 2


def test_a_clause_without_awards_is_shown_all_the_same() -> None:
    shown = looked_up("guangming#6.19", on=ON)
    assert shown.answer["calculations"] == []
    assert corpus_clauses()["guangming#6.19"].title in shown.html


def test_the_department_in_charge_is_named_where_the_clause_names_it() -> None:
    clause = next(c for c in corpus_clauses().values() if "（牵头单位：" in c.text)
    assert "主管部门" in looked_up(clause.id, quote=clause.text.split("。")[0][-20:], on=ON).html


def test_a_clause_that_does_not_exist_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"shenzhen#5\.1"):
        looked_up("shenzhen#5.1200", on=ON)


def test_a_fact_that_cannot_be_read_is_told() -> None:
    with pytest.raises(BadValue, match="年营业收入"):
        worked_out("shenzhen#5.12/a", {"revenue": "很多"}, on=ON)


def test_a_refusal_shows_its_words_and_the_nearest_clauses(answer: Any, citation: Any) -> None:
    shown = told(answer(status="refused", reason="no_evidence", answer="文件里没有。", related=[citation()])).html
    assert "文件里没有。" in shown
    assert "pa-refused" in shown
    assert "pa-near" in shown


def test_nothing_of_an_answer_becomes_an_element(answer: Any, citation: Any, calculation: Any) -> None:
    bad = "<img src=x onerror=alert(1)>"
    hostile = answer(
        question=bad,
        answer=bad,
        spoken=bad,
        rewritten=bad,
        citations=[citation(text=bad, quote=bad, title=bad, label=bad, document=bad)],
        calculations=[calculation(title=bad, conditions=[bad], facts={"revenue": bad})],
    )
    assert "<img" not in told(hostile).html
