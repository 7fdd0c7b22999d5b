"""One sentence against the clauses that it cites: what they say passes in any writing, all else does not."""

from __future__ import annotations

import time

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guard import ViolationKind, violations
from eval.right import written

SHENZHEN, GUANGZHOU, GUANGMING = "shenzhen#5.12", "guangzhou#2.2.5", "guangming#2.7"
FIFTY = "深圳对年营收首次达到10亿元的企业一次性奖励{}[1]。"


@pytest.mark.parametrize(
    "amount", ["50万元", "五十万元", "伍拾万元", "500,000元", "５０万元", "0.005亿元", "50 万元", "50万"]
)
def test_amount_passes_in_any_writing(kinds, amount):
    assert not kinds(FIFTY.format(amount), SHENZHEN)


@pytest.mark.parametrize(
    "amount", ["60万元", "六十万元", "500万元", "50亿元", "50元", "600,000元", "0.006亿元", "150万元"]
)
def test_another_amount_does_not_in_any_writing(kinds, amount):
    assert kinds(FIFTY.format(amount), SHENZHEN)


def writings(yuan):
    """An amount of whole 万 in several writings."""
    yield f"{yuan // 10_000}万元"
    yield f"{cn2an.an2cn(str(yuan // 10_000))}万元"
    yield f"{yuan:,}元"
    yield f"{yuan / 100_000_000:.4f}亿元"


def test_only_the_figure_of_the_clause_passes(sources):
    known = sources(SHENZHEN)

    @given(st.integers(1, 9_999) | st.just(50))
    def holds(tens):
        for amount in writings(tens * 10_000):
            assert bool(violations(FIFTY.format(amount), known)) is (tens != 50), amount

    holds()


@pytest.mark.parametrize(
    ("sentence", "clause", "kind"),
    [
        ("营收首次达到10亿元的，最高奖励50万元[1]。", SHENZHEN, ViolationKind.BOUND),
        ("年营收首次达到10亿元的，奖励200万元[1]。", "guangming#4.13", ViolationKind.FIGURE),
        ("广州企业落户奖励300万元[1]。", "guangzhou#2.2.4", ViolationKind.BOUND),
        ("广州对首次达到10亿元的企业奖励50万元[1]。", SHENZHEN, ViolationKind.PLACE),
        ("营收首次达到10亿元的奖励150万元[1]。", SHENZHEN, ViolationKind.TIER),
        ("第一档奖50万元，第二档奖300万元，第三档奖150万元[1]。", SHENZHEN, ViolationKind.TIER),
        ("国家级、省级、市级名园分别奖励300万元、500万元、200万元[1]。", "shenzhen#3.9", ViolationKind.TIER),
        ("五、（十三）规定，首次达到10亿元的奖励50万元[1]。", SHENZHEN, ViolationKind.LABEL),
        ("深府规〔2022〕6号有效期5年[1]。", "shenzhen#8", ViolationKind.DOCUMENT_NUMBER),
        ("措施自2022年10月16日起施行[1]。", "shenzhen#8", ViolationKind.FIGURE),
        ("措施于2022年10月15日印发，有效期5年[1]。", "shenzhen#8", ViolationKind.FIGURE),
        ("与市级其他同类优惠措施可以重复享受[1]。", "shenzhen#8", ViolationKind.NEGATION),
        ("营收未达到10亿元的，奖励50万元[1]。", SHENZHEN, ViolationKind.NEGATION),
        ("首次达到10亿元的，不予奖励50万元[1]。", SHENZHEN, ViolationKind.NEGATION),
        ("专业园区每家企业累计最高360万元[1]。", "guangming#3.11", ViolationKind.PERIOD),
        ("首次达到10亿元的，每年奖励50万元[1]。", SHENZHEN, ViolationKind.PERIOD),
        ("单个项目最高500万元，同一企业最高200万元[1]。", "guangming#1.1", ViolationKind.PER),
        ("专业园区每平方米每年补贴30元[1]。", "guangming#3.11", ViolationKind.PER),
        ("可以1:1配套[1]。", "guangming#1.1", ViolationKind.FIGURE),
        ("贴息期限不超过48个月[1]。", "guangming#5.15", ViolationKind.FIGURE),
    ],
)
def test_role_of_a_figure_is_kept(kinds, sentence, clause, kind):
    assert kind in kinds(sentence, clause)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("贴息期限不超过36个月[1]。", "guangming#5.15"),
        ("按不超过审定总投入的三成资助，最多1000万元[1]。", "shenzhen#6.18"),
        ("按不超过审定总投入的百分之三十资助，最多1000万元[1]。", "shenzhen#6.18"),
        ("分别奖励50、150、300万元[1]。", SHENZHEN),
        ("深府规[2022]5号有效期5年[1]。", "shenzhen#8"),
        ("深府规［2022］5号有效期5年[1]。", "shenzhen#8"),
    ],
)
def test_other_writings_of_the_same_pass(kinds, sentence, clause):
    assert not kinds(sentence, clause)


def test_each_figure_is_held_to_the_clause_that_its_own_mark_stands_for(kinds):
    right = "首次达到10亿元的，深圳奖励50万元[1]，广州最高奖励200万元[2]。"
    assert not kinds(right, SHENZHEN, GUANGZHOU)
    assert kinds(right.replace("[1]", "[3]").replace("[2]", "[1]").replace("[3]", "[2]"), SHENZHEN, GUANGZHOU)
    assert kinds(right.replace("深圳", "珠海"), SHENZHEN, GUANGZHOU)


def test_unresolvable_mark_takes_its_claim_with_it(kinds):
    assert kinds("首次达到10亿元的奖励50万元[2]。", SHENZHEN) == {ViolationKind.UNRESOLVED}


@pytest.mark.parametrize("claim", ["奖励50万元。", "您可以享受这项奖励。", "这两项可以叠加。", "有效期5年。"])
def test_claim_without_a_mark_is_stopped(kinds, claim):
    assert kinds(claim, SHENZHEN) == {ViolationKind.UNCITED}


@pytest.mark.parametrize(
    "talk", ["您好。", "请咨询主管部门核实。", "您的营收是多少？", "下面分别说明：", "您说的营收是12亿元。"]
)
def test_talk_needs_no_mark(kinds, talk):
    assert not kinds(talk, SHENZHEN, question="营收12亿元，奖多少？")


def test_figure_hoped_for_in_the_question_is_no_award(kinds):
    assert kinds("可获得500万元奖励[1]。", SHENZHEN, question="深圳能拿500万吗？")
    assert not kinds("您问的500万元，文件没有写明[1]。", SHENZHEN, question="深圳能拿500万吗？")


def test_result_of_a_calculation_may_be_told_as_what_it_is(kinds):
    known = {"award": "shenzhen#6.19/a", "facts": {"sales": "2000万元", "recognised": "是", "role": "开发企业"}}
    assert not kinds("2000万元乘以30%是600万元，因此最高资助600万元[1]。", "shenzhen#6.19", **known)
    assert kinds("因此资助600万元[1]。", "shenzhen#6.19", **known)
    assert kinds("因此您最高可得1000万元[1]。", "shenzhen#6.19", **known)
    assert kinds("因此最高资助600万元[1]。", "shenzhen#6.19")


def test_provisions_decide_what_may_be_combined(kinds):
    assert not kinds("原则上可以与市级以上政策叠加享受[1]。", "guangming#6.19")
    assert kinds("与区内其他同类措施可以叠加享受[1]。", "guangming#6.19")
    assert kinds("可以叠加享受[1]。", SHENZHEN)


@pytest.mark.parametrize(
    "hostile", ["可获得500万元奖励[1]。", "可以叠加[1]。", "最高5000万元[1]。", "fd9 8k% 12 ;; [1]"]
)
@pytest.mark.parametrize("clause", [SHENZHEN, GUANGZHOU, GUANGMING, "shenzhen#8"])
def test_hostile_sentences_say_nothing(kinds, hostile, clause):
    assert kinds(hostile, clause)


def test_message_names_what_was_said_and_what_the_sources_say(sources):
    found = violations(FIFTY.format("60万元"), sources(SHENZHEN))
    assert any("60万元" in one.message and "50万元" in one.message and one.message.endswith("。") for one in found)


@pytest.mark.alone
def test_sentence_takes_a_few_milliseconds(sources):
    known = sources(SHENZHEN, GUANGZHOU, GUANGMING)
    texts = [right.text for right in written(on=known.as_of)]
    for text in texts:
        violations(text, known)
    start = time.process_time()
    for text in texts:
        violations(text, known)
    assert (time.process_time() - start) / len(texts) < 0.005
