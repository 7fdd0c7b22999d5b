"""Answers and lists as text for a terminal."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.calculations import award_rows, calculated
from assistant.calculator import match, read_profile
from assistant.printing import (
    answer_text,
    awards_text,
    calculation_text,
    document_rows,
    document_text,
    match_text,
    search_rows,
    search_text,
)
from index.manifest import documents

ON = date(2026, 11, 20)


def test_answer_is_printed_with_its_sources_and_the_line_to_read_aloud(ask):
    answer = ask("深圳软件企业营收首次达到10亿元，奖多少？")
    text = answer_text(answer)
    assert "[1] 《深圳市推动软件产业高质量发展的若干措施》五、（十二）" in text
    assert f"电话答复：{answer.spoken}" in text


def test_no_markup_is_printed(answers):
    for _, answer in answers:
        assert not re.search(r"(?m)(?<!\*)\*\*(?!\*)|^>", answer_text(answer)), answer.question


def test_asterisks_of_a_document_are_printed(ask):
    assert "****年*月*日" in answer_text(ask("光明区这份措施从哪一天起施行？"))


def test_follow_up_is_printed_as_it_was_understood(ask):
    answer = ask("那广州呢？", history=("深圳的软件企业营收首次达到10亿元，奖多少？",))
    assert answer_text(answer).startswith(f"（理解为：{answer.rewritten}）")


def test_refusal_is_printed_without_a_source(ask):
    text = answer_text(ask("珠海的软件企业营收首次达到10亿元奖多少？"))
    assert "[1]" not in text
    assert "电话答复" not in text


def test_found_clauses_are_numbered_and_shortened(assistant):
    found = assistant.search("首版次", k=3, on=ON)
    assert [row["rank"] for row in search_rows(found)] == [1, 2, 3]
    lines = search_text(found).splitlines()
    assert len(lines) == 6
    assert all(len(line) <= 95 for line in lines[1::2])
    assert search_text([]) == "没有找到相关条款 / nothing found"


def test_documents_are_printed_with_what_they_do_not_state():
    rows = document_rows(ON)
    text = document_text(rows)
    assert [row["id"] for row in rows] == [entry.id for entry in documents()]
    assert {row["id"]: row["standing"] for row in rows}["shenzhen"] == "in_force"
    assert "深府规〔2022〕5号" in text
    assert "文件未载明" in text
    assert "None" not in text


def test_awards_are_printed_one_a_line_and_counted():
    rows = award_rows("shenzhen", on=ON)
    lines = awards_text(rows).splitlines()
    assert len(lines) == len(rows) + 1
    assert str(len(rows)) in lines[-1]
    assert "None" not in "".join(lines)


@pytest.mark.parametrize(
    ("facts", "words"),
    [(["revenue=12亿"], "金额 50万元"), (["revenue=9亿"], "不符合"), ([], "还缺条件")],
)
def test_calculation_is_printed_with_its_outcome(facts, words):
    text = calculation_text(calculated("shenzhen#5.12/a", facts, on=ON))
    assert words in text.splitlines()[0]
    assert ("（revenue）" in text) == (not facts)


def test_match_is_printed_with_claims_and_the_best_combination():
    profile = read_profile({"place": "光明区", "revenue": "12亿", "newly_settled": "是", "first_time": "是"})
    text = match_text(match(profile, on=ON))
    assert "可以申请：" in text
    assert "最佳组合：1050万元" in text
    assert "guangming#2.7/b" in text
