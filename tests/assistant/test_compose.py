"""What is said to each kind of finding, in the words of the documents."""

from __future__ import annotations

import re

import pytest

from assistant.cite import MARK
from assistant.types import Reason, Status
from index.text import squeeze


def quotes(answer):
    """The block quotes of an answer, without their marks."""
    return [MARK.sub("", line[2:]) for line in answer.answer.splitlines() if line.startswith("> ")]


def test_deciding_words_are_quoted_with_document_label_and_standing(ask):
    answer = ask("深圳给骨干软件人才的子女入学有什么政策？")
    assert "**深圳市若干措施**（现行）四、（十一）加大软件人才招引力度" in answer.answer
    assert any("子女入学" in quote for quote in quotes(answer))


def test_every_piece_of_a_quote_stands_in_a_cited_clause(answers):
    for _, answer in answers:
        texts = [squeeze(c.text) for c in answer.citations]
        for quote in quotes(answer):
            pieces = [p for p in re.split(r"…+|(?<=[。；])", quote) if p.strip()]
            assert all(any(squeeze(p) in text for text in texts) for p in pieces), answer.question


def test_quote_is_verbatim_or_shows_its_gaps(answers):
    for _, answer in answers:
        texts = [squeeze(c.text) for c in answer.citations]
        for quote in quotes(answer):
            assert all(any(squeeze(p) in text for text in texts) for p in re.split(r"…+", quote)), answer.question


def test_quote_carries_the_mark_of_its_clause(answers):
    for _, answer in answers:
        for line in (line for line in answer.answer.splitlines() if line.startswith("> ")):
            mark = MARK.search(line)
            assert mark, answer.question
            words = re.split(r"…+|(?<=[。；])", MARK.sub("", line[2:]))[0]
            assert squeeze(words) in squeeze(answer.citations[int(mark[1]) - 1].text), answer.question


def test_no_title_of_a_clause_is_quoted_as_its_words(answers):
    for _, answer in answers:
        assert not [q for q in quotes(answer) if re.fullmatch(r"（[一二三四五六七八九十]+）.{2,20}。", q)], (
            answer.question
        )


@pytest.mark.parametrize("place", ["guangzhou", "guangming", "guangdong"])
def test_drafts_among_the_clauses_are_warned_of(answers, place):
    given = [a for _, a in answers if a.status is Status.ANSWERED and any(c.document_id == place for c in a.citations)]
    assert given
    for answer in given:
        assert "征求意见稿" in answer.answer or "draft" in answer.answer, answer.question


def test_document_in_force_is_not_called_a_draft(ask):
    assert "征求意见稿" not in ask("深圳软件企业营收首次达到10亿元，奖多少？").answer


def test_expired_document_is_warned_of(ask):
    assert "已到期" in ask("产业集群行动计划里要培育几个千亿级企业？").answer


def test_award_of_another_place_is_introduced_as_such(ask):
    answer = ask("广州的产业用房每平方米租金补贴几元？")
    first = answer.answer.split("\n")[0]
    assert "广州市若干措施没有这项规定" in first
    assert "光明区若干措施" in first


def test_figure_that_cannot_be_used_is_named_and_its_clause_shown(ask):
    answer = ask("深圳软件企业营收首次达到2亿美元，奖多少？")
    assert answer.status is Status.CLARIFY
    assert "2亿美元" in answer.answer.split("\n")[0]
    assert answer.citations[0].clause_id == "shenzhen#5.12"


def test_stated_lack_of_a_fact_is_asked_back(ask):
    answer = ask("广东省关键软件前沿赛道的产业基础再造资助，项目总额还没核定下来，能算出具体金额吗？")
    assert (answer.status, answer.reason) == (Status.CLARIFY, Reason.MISSING_FACT)
    assert "5000万元" in answer.answer


def test_refusal_points_to_the_nearest_clause_and_gives_no_figure(answers):
    for _, answer in answers:
        if answer.status is Status.REFUSED:
            assert not re.search(r"\d+(?:\.\d+)?(?:万|亿|%)", answer.answer), answer.question


def test_english_questions_get_english_sentences_and_chinese_quotes(ask):
    answer = ask("What rent subsidy does Guangming District give?")
    assert "draft" in answer.answer
    assert "产业用房" in "".join(quotes(answer))
    own = "\n".join(line for line in answer.answer.splitlines() if not line.startswith(("> ", "**光", "* ")))
    assert len(re.findall(r"[A-Za-z]{2,}", own)) >= 5


def test_side_of_a_comparison_without_a_rule_of_its_own_is_named_and_no_award_is_made_of_it(ask):
    answer = ask("广州和光明的上市奖励各多少？")
    assert "广州市若干措施里没有查到直接对应的规定，最接近的是：" in answer.answer
    assert {c.clause_id.partition("#")[0] for c in answer.calculations} == {"guangming"}


def test_both_sides_of_a_comparison_are_given_where_both_have_a_rule(ask):
    answer = ask("小升规的奖励，光明和广州各多少？")
    assert "最接近的是" not in answer.answer
    assert {c.document_id for c in answer.citations} >= {"guangming", "guangzhou"}
