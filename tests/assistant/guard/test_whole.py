"""The figure gate: what no source bears out is taken out with its whole sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.cite import MARK, citation
from assistant.guard import check, guard
from assistant.neighbours import neighbour_of
from assistant.types import Answer, Calculation, Outcome, Reason, Status, Step
from eval.figures import figures
from index.clauses import corpus_clauses
from index.text import fold, squeeze

ON = date(2026, 11, 20)
TRUE = "营业收入首次达到10亿元的，给予50万元奖励。[1]"
NUMBERS = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture
def cited():
    """Shenzhen's clause on revenue tiers: 10、50、100亿元, 50、150、300万元."""
    return (citation("shenzhen#5.12", on=ON),)


@pytest.fixture
def passes(cited):
    """Whether a sentence, put behind a true one, is let through; the true one always is."""

    def passes(sentence, *sources):
        guarded = check(f"{TRUE}\n{sentence}", sources=[cited[0].text, *sources], citations=cited)
        assert guarded.text.startswith(TRUE)
        return sentence.strip() in guarded.text

    return passes


@pytest.mark.parametrize(
    "sentence",
    [
        "另有500万元奖励。[1]",
        "另有５００万元奖励。[1]",
        "另有五百万元奖励。[1]",
        "另有伍佰万元奖励。[1]",
        "另有0.5亿元奖励。[1]",
        "另有5,000,000元奖励。[1]",
        "按35%给予补贴。[1]",
        "按３５％给予补贴。[1]",
        "按百分之三十五给予补贴。[1]",
        "年化1.5个百分点。[1]",
        "自2023年7月1日起施行。[1]",
        "有效期3年。[1]",
        "有效期三年。[1]",
        "每年不超过7个。[1]",
        "面积800平方米以上。[1]",
        "每平方米30元。[1]",
    ],
)
def test_invented_figure_takes_its_sentence_and_mark_with_it(passes, sentence):
    assert not passes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "分别给予50万元、150万元、300万元奖励。[1]",
        "给予500,000元奖励。[1]",
        "给予五十万元奖励。[1]",
        "给予５０万元奖励。[1]",
        "营收要达到一百亿元。[1]",
        "文件鼓励企业做大做强。[1]",
        "没有规定的，以申报指南为准。",
    ],
)
def test_figure_of_a_cited_clause_passes_however_it_is_written(passes, sentence):
    assert passes(sentence)


def test_figure_of_the_question_passes(passes):
    assert not passes("您说的营收是12亿元。")
    assert passes("您说的营收是12亿元。", "我们营收12亿元，奖多少？")


@pytest.mark.parametrize(
    "sentence", ["给予5000万元奖励。[1]", "给予5万元奖励。[1]", "给予50亿元奖励。[1]", "给予50元奖励。[1]"]
)
def test_a_figure_of_another_size_is_not_the_same(cited, sentence):
    assert not check(sentence, sources=["给予50万元奖励。", "给予500万元奖励。"], citations=cited).text


def test_range_passes_by_its_two_ends(cited):
    sources = ["给予1000万元。", "给予1亿元。"]
    assert check("一千万元至一亿元。", sources=sources, citations=cited).text
    assert not check("一千万元至两亿元。", sources=sources, citations=cited).text


@pytest.mark.parametrize("day", ["2022年10月16日", "2022年11月15日"])
def test_date_is_held_to_month_and_day(cited, day):
    sources = ["自2022年10月15日起施行，11月16日。"]
    assert not check(f"自{day}起施行。", sources=sources, citations=cited).text
    assert check("自2022年10月15日起施行。", sources=sources, citations=cited).text


def test_unresolvable_mark_takes_its_sentence_with_it(passes):
    assert not passes("这一条可以申请。[7]")
    assert not passes("这一条可以申请。[0]")


@pytest.mark.parametrize("number", ["深府规[2022]5号", "深府规〔2022〕5号", "深府规［2022］5号"])
def test_document_number_in_brackets_is_no_mark(passes, number):
    assert passes(f"依据{number}。[1]", number)


def test_removed_sentences_are_told(cited):
    guarded = check(f"{TRUE}另有500万元。还有7个名额。", sources=[cited[0].text], citations=cited)
    assert guarded.text == TRUE
    assert guarded.removed == ("另有500万元。", "还有7个名额。")


def test_paragraphs_that_pass_stay_as_they_are(cited):
    text = "**50万元**（定额）。[1]\n\n* 达到10亿元一档：50万元\n\n> 给予50万元、150万元、300万元奖励。[1]"
    assert check(text, sources=[cited[0].text], citations=cited).text == text


@pytest.fixture
def answer(cited):
    def answer(text, **fields):
        plain = Answer("", "深圳奖多少？", Status.ANSWERED, Reason.OK, text, text, ON, citations=cited)
        return replace(plain, **fields)

    return answer


def test_line_to_read_aloud_passes_the_gate_too(answer):
    safe = guard(answer("给予50万元奖励。", spoken="给予五百万元奖励。"))
    assert (safe.answer, safe.spoken) == ("给予50万元奖励。", "")


def test_figure_of_a_calculation_passes(answer):
    said = "10亿元 × 3% = 3000万元。"
    step = Step("10亿元 × 3% = 3000万元", Decimal(30_000_000))
    trace = Calculation("x/a", "shenzhen#5.12", "奖励", Outcome.AMOUNT, amount_yuan=Decimal(30_000_000), steps=(step,))
    assert guard(answer(said)).answer == ""
    assert guard(answer(said, calculations=(trace,))).answer == said


def test_figure_of_a_clause_that_is_not_cited_does_not_pass(answer):
    rent = citation("guangming#3.11", on=ON)
    assert guard(answer("每家企业每年最高资助360万元。", related=(rent,))).answer == ""


def test_nearest_clause_of_a_refusal_may_be_named(answer):
    label = corpus_clauses()["guangzhou#2.3.9"].label
    said = f"最接近的是{label}支持首版次软件研发应用。"
    named = answer(said, citations=(), related=(citation("guangzhou#2.3.9", on=ON),))
    assert guard(named).answer == said


def test_guarding_again_changes_nothing(answers):
    for _, given in answers:
        again = guard(given)
        assert (again.answer, again.spoken) == (given.answer, given.spoken)


def held_by(given):
    """The texts that may bear an answer's figures out: cited clauses, the question, the trace."""
    yield from (given.question, given.rewritten or "", given.as_of.isoformat())
    yield from (text for c in given.citations for text in (c.text, c.document, c.label))
    yield from (f"{c.document}{c.label}{c.title}" for c in given.related)
    yield from (n.ask for n in (neighbour_of(fold(given.question)),) if n)
    for calculation in given.calculations:
        yield calculation.title
        yield from calculation.inputs.values()
        yield from calculation.conditions
        yield from (words for step in calculation.steps for words in (step.text, step.quote or ""))


def test_every_amount_and_rate_of_real_answers_has_a_source(answers):
    for _, given in answers:
        held = figures("\n".join(held_by(given)))
        amounts = {
            f"{amount.normalize():f}元"
            for c in given.calculations
            for amount in (c.amount_yuan, c.at_least_yuan, c.ceiling_yuan)
            if amount is not None
        }
        assert figures(given.answer) <= held | amounts, given.question
        assert figures(given.spoken) <= held | amounts, given.question


def test_every_number_of_real_answers_has_a_source(answers):
    for _, given in answers:
        held = {n for text in held_by(given) for n in NUMBERS.findall(squeeze(text))}
        held |= {
            n for c in given.citations for n in ("2027", "14", "12", "31") if c.standing in ("in_force", "expired")
        }
        held |= {n for c in given.calculations for n in NUMBERS.findall(_in_words(c.ceiling_yuan))}
        said = {n for line in given.answer.splitlines() for n in NUMBERS.findall(squeeze(MARK.sub("", line)))}
        assert said <= held, given.question


def _in_words(amount):
    return "" if amount is None else f"{amount / 10_000:f} {amount / 100_000_000:f} {amount:f}".replace(".0000", "")
