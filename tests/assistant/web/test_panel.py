from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from assistant.web.panel import Turn, evidence, panel
from index.manifest import documents

ON = date(2026, 11, 20)


def test_before_the_first_question_every_document_is_named_with_its_standing() -> None:
    shown = panel((), on=ON)
    for entry in documents():
        assert entry.title in shown
    assert shown.count('class="pa-badge') == len(documents())


def test_only_the_newest_answer_is_shown_and_the_older_ones_stay_reachable(answer: Any, citation: Any) -> None:
    turns = [Turn(f"t{n}", "问", answer(citations=[citation()])) for n in (1, 2)]
    shown = panel(turns, on=ON)
    assert re.findall(r'id="(pa-t\d)" tabindex="-1"[^>]*?( hidden)?>', shown) == [
        ("pa-t1", " hidden"),
        ("pa-t2", ""),
    ]


def test_a_failed_question_leaves_the_evidence_of_the_last_answer(answer: Any) -> None:
    shown = panel([Turn("t1", "问", answer()), Turn("t2", "问", {"answer": "出错"})], on=ON)
    assert 'id="pa-t1"' in shown
    assert 'id="pa-t2"' not in shown
    assert "hidden" not in shown


def test_the_line_to_read_aloud_can_be_copied(answer: Any) -> None:
    shown = evidence(Turn("t1", "问", answer()))
    assert 'data-copy="奖励一百五十万元。"' in shown
    assert "电话话术" in shown


def test_an_answer_without_a_line_to_read_aloud_shows_none(answer: Any) -> None:
    assert "电话话术" not in evidence(Turn("t1", "问", answer(spoken="")))


def test_the_day_is_named(answer: Any) -> None:
    assert "按 2026-11-20 的情况答复" in evidence(Turn("t1", "问", answer()))


@pytest.mark.parametrize(
    ("standing", "note"), [("draft", "尚未印发"), ("expired", "仅供参考"), ("not_yet", "自施行之日起")]
)
def test_what_is_not_in_force_is_said_under_the_clauses(answer: Any, citation: Any, standing: str, note: str) -> None:
    assert note in evidence(Turn("t1", "问", answer(citations=[citation(standing=standing)])))
    assert note not in evidence(Turn("t1", "问", answer(citations=[citation()])))


def test_a_refusal_shows_the_nearest_clause_as_no_evidence(answer: Any, citation: Any) -> None:
    refused = answer(status="refused", related=[citation()])
    shown = evidence(Turn("t1", "问", refused))
    assert "没有引用条款" in shown
    assert "不是答复依据" in shown


def test_an_english_answer_has_english_labels(answer: Any, citation: Any) -> None:
    shown = evidence(Turn("t1", "q", answer(language="en", citations=[citation()])))
    assert "Clauses relied on" in shown
    assert "In force" in shown


def test_a_traditional_answer_has_traditional_labels(answer: Any) -> None:
    assert "電話話術" in evidence(Turn("t1", "問", answer(language="zh-Hant")))


def test_the_question_cannot_become_an_element(answer: Any) -> None:
    assert "<img" not in evidence(Turn("t1", "<img src=x>", answer(spoken="<img src=x>", as_of="<img>")))
