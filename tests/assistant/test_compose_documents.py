"""How documents stand, until when they hold, and what may be combined."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("question", "words", "clause"),
    [
        ("深圳这份措施有效期到哪一天？", "2027年10月14日", "shenzhen#8"),
        ("深府规〔2022〕5号现在还有效吗？", "现行有效", "shenzhen#8"),
        ("省里的措施什么时候到期？", "2028年12月31日", "guangdong#end"),
        ("广州这份文件现在能直接申报吗？", "征求意见稿", "guangzhou#3.6"),
        ("光明区这份措施是正式文件吗？", "征求意见稿", "guangming#6.20"),
    ],
)
def test_standing_is_told_with_the_provision_that_says_so(ask, question, words, clause):
    answer = ask(question)
    assert words in answer.answer
    assert clause in {c.clause_id for c in answer.citations}
    assert not [c for c in answer.calculations if c.amount_yuan is not None]


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2022, 10, 1), "尚未施行"), (date(2026, 11, 20), "现行有效"), (date(2027, 10, 15), "届满")],
)
def test_standing_is_that_of_the_day_asked(ask, day, words):
    assert words in ask("深圳这份软件措施现在有效吗？", on=day).answer


def test_each_document_that_is_named_is_told_of(ask):
    answer = ask("广州和深圳两份软件措施，哪份是正式文件，哪份是征求意见稿？")
    assert {"guangzhou", "shenzhen"} <= {c.document_id for c in answer.citations}
    assert "正式印发" in answer.answer
    assert "尚未正式印发" in answer.answer


def test_what_a_document_leaves_blank_is_not_filled_in(ask):
    answer = ask("光明区这份措施从哪一天起施行？")
    assert "****年*月*日" in answer.answer
    assert "2023" not in answer.answer


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("广州市级的两份同类政策能重复享受吗？", "guangzhou#3.2", "不得重复享受"),
        ("深圳市级其他同类措施能同时享受吗？", "shenzhen#8", "不得重复享受"),
        ("省级其他同类优惠能叠加吗？广东省", "guangdong#end", "不得重复享受"),
        ("光明区的补贴和市级政策能叠加享受吗？", "guangming#6.19", "可叠加享受"),
        ("广东省和广州市的支持能同时享受吗？", "guangdong#end", "文件未规定"),
    ],
)
def test_combining_is_answered_from_the_provision(ask, question, clause, words):
    answer = ask(question)
    assert clause in {c.clause_id for c in answer.citations}
    assert words in answer.answer


@pytest.mark.parametrize(
    "question",
    ["光明区上市奖励与深圳市的上市资助能同时拿吗？", "光明区企业既拿了市里首版次资助，又想拿区里的资助，可以叠加吗？"],
)
def test_combining_is_answered_where_a_ceiling_was_found_too(ask, question):
    answer = ask(question)
    assert "guangming#6.19" in {c.clause_id for c in answer.citations}
    assert "叠加" in answer.answer


def test_silent_documents_give_no_sum(ask):
    answer = ask("广东省和广州市的支持能同时享受吗，一共多少？")
    assert not [c for c in answer.calculations if c.award_id and "+" in c.award_id]


@pytest.mark.parametrize(
    ("question", "named", "other"),
    [
        ("广州首版次软件的保险产品哪个局牵头", "市地方金融监管局", "市科技局"),
        ("广州创新产品目录收首版次，归哪个局", "市科技局", "市地方金融监管局"),
        ("广州专精特新一次性奖励哪个部门牵头", "市工业和信息化局；配合单位：各区政府", "税务局"),
    ],
)
def test_department_is_the_one_in_charge_of_the_deciding_sentence(ask, question, named, other):
    leads = [line for line in ask(question).answer.splitlines() if line.startswith("**牵头单位")]
    assert leads
    assert named in leads[0]
    assert other not in leads[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("项目2027年11月才验收，到时候还能按深圳的措施申请吗？", True),
        ("项目2027年3月验收，到时候还能按深圳的措施申请吗？", False),
        ("2027年底深圳的措施还有效吗？", True),
        ("2027年初深圳的措施还有效吗？", False),
        ("我们2028年初才验收，到那时还能拿深府规〔2022〕5号去申请吗？", True),
    ],
)
def test_month_after_the_last_day_is_told_to_be_after_it(ask, question, told):
    answer = ask(question).answer
    assert "现行有效，至2027年10月14日届满" in answer
    assert ("，这份文件已到期" in answer) is told


def test_day_asked_about_is_told_to_be_past_the_award_s_own_term(ask):
    assert "您说的2028年3月已过这一期限。" in ask("打算2028年3月再贷款，省高企贷款贴息赶得上不？").answer


def test_award_with_a_last_day_of_its_own_is_told_by_that_one(ask):
    answer = ask("省里软件高企贷款贴息到哪天截止")
    assert answer.answer.startswith("**省制造业和高新技术企业贷款贴息**实施至**2027年12月31日**（本条自己的期限）[1]")
    assert "2028年12月31日" not in answer.answer
    assert [c.clause_id for c in answer.citations] == ["guangdong#1.4"]
    english = ask("Until when does Guangdong pay interest subsidies on high-tech software loans?").answer
    assert "until **2027年12月31日**" in english
