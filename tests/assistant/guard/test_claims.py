"""What a sentence claims without a figure, or around one: standing, bodies, conditions, certainty, silence."""

from __future__ import annotations

import pytest

from assistant.guard import ViolationKind

SHENZHEN, GUANGZHOU, GUANGMING = "shenzhen#5.12", "guangzhou#2.2.5", "guangming#2.7"


@pytest.mark.parametrize(
    ("sentence", "clause", "kind"),
    [
        ("广州的措施已经正式施行，有效期5年[1]。", "guangzhou#3.6", ViolationKind.STANDING),
        ("光明区现行政策对新引进企业首次达到1亿元奖励300万元[1]。", GUANGMING, ViolationKind.STANDING),
        ("这份深圳文件只是征求意见稿[1]。", "shenzhen#8", ViolationKind.STANDING),
        ("深圳的措施已过有效期[1]。", "shenzhen#8", ViolationKind.STANDING),
        ("The Guangming measures are already in effect [1].", "guangming#6.20", ViolationKind.STANDING),
        ("年营收奖励由市科技局牵头[1]。", GUANGZHOU, ViolationKind.BODY),
        ("入驻软件名园的租金补贴由市工业和信息化局牵头[1]。", "guangzhou#2.4.11", ViolationKind.BODY),
        ("省措施由广东省科学技术厅负责解释[1]。", "guangdong#end", ViolationKind.BODY),
        ("营收首次达到10亿元且当年实现盈利的，奖励50万元[1]。", SHENZHEN, ViolationKind.CONDITION),
        ("只有深圳的国有企业可以申请公共技术服务平台资助[1]。", "shenzhen#2.4", ViolationKind.CONDITION),
        (
            "实缴注册资本不少于2000万元，并且年营收不少于1亿元，才能拿最高300万元[1]。",
            "guangzhou#2.2.4",
            ViolationKind.CONDITION,
        ),
        ("您做垂类模型就一定能拿到100万元[1]。", "guangming#1.3", ViolationKind.PROMISE),
        ("可以，完全符合条件。[1]", SHENZHEN, ViolationKind.PROMISE),
        ("您公司可以拿到这项奖励[1]。", SHENZHEN, ViolationKind.PROMISE),
        ("各区都必须给予配套资助[1]。", "shenzhen#8", ViolationKind.PROMISE),
        ("所有软件企业都能享受阶梯式奖励[1]。", SHENZHEN, ViolationKind.PROMISE),
        ("You will definitely receive the funding [1].", "shenzhen#4.11", ViolationKind.PROMISE),
        ("文件未规定。[1]", SHENZHEN, ViolationKind.NEGATION),
        ("文件没有写明奖励金额[1]。", SHENZHEN, ViolationKind.NEGATION),
        ("活动无需备案，按50%资助，最高200万元[1]。", "guangming#5.17", ViolationKind.NEGATION),
        ("次年营业收入负增长的企业，也给予10万元奖励[1]。", "guangming#4.12", ViolationKind.NEGATION),
        ("不是首次达到10亿元的企业，也奖励50万元[1]。", SHENZHEN, ViolationKind.NEGATION),
        ("软件购置费用不能纳入技术改造支持范围[1]。", "guangzhou#2.1.2", ViolationKind.NEGATION),
        ("市里累计资助可以超过投资额[1]。", "shenzhen#8", ViolationKind.NEGATION),
        ("重点支持广州、佛山创建鲲鹏产业生态示范区[1]。", "guangdong-plan#4.4", ViolationKind.PLACE),
    ],
)
def test_what_the_clause_does_not_bear_out_is_stopped(kinds, sentence, clause, kind):
    assert kind in kinds(sentence, clause)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("深圳的措施现行有效，有效期5年[1]。", "shenzhen#8"),
        ("广州的文件尚未正式印发，还是征求意见稿[1]。", "guangzhou#3.6"),
        ("根据现行的深圳措施，营收首次达到50亿元的可获得150万元奖励[1]。", SHENZHEN),
        ("这项工作由市工信局牵头[1]。", GUANGZHOU),
        ("由省工信厅负责解释[1]。", "guangdong#end"),
        ("必须是营业收入首次达到10亿元，才能拿这50万元[1]。", SHENZHEN),
        ("两个条件满足其一即可：实缴注册资本不少于2000万元，或者年营收不少于1亿元[1]。", "guangzhou#2.2.4"),
        ("并非所有新引进企业都能拿到落户奖励，需要符合条件[1]。", "shenzhen#5.13"),
        ("文件里写的比例和限额都是上限，不是一定能拿满[1]。", "guangzhou#3.3"),
        ("对规模以上企业按增量的一定比例给予阶梯式奖励，但文件没有写明比例[1]。", SHENZHEN),
        ("活动必须事先备案，未备案的不在资助范围内[1]。", "guangming#5.17"),
        ("次年营收没有正增长的，拿不到10万元[1]。", "guangming#4.12"),
        ("区里可以配套，但不是必须配套[1]。", "shenzhen#8"),
        ("还没上市的企业，完成股改后可先拿100万元[1]。", "guangming#4.14"),
    ],
)
def test_what_it_bears_out_passes(kinds, sentence, clause):
    assert not kinds(sentence, clause)


def test_eligibility_may_be_told_where_a_calculation_came_to_an_amount(kinds):
    known = {"award": "shenzhen#5.12/a", "facts": {"revenue": "12亿元", "first_time": "是"}}
    assert not kinds("您公司可以拿到这项奖励[1]。", SHENZHEN, **known)
    assert kinds("您公司一定能拿到这项奖励[1]。", SHENZHEN, **known)


@pytest.mark.parametrize(
    "sentence",
    [
        "完成股改后可先申请200万元[1]。",
        "上市成功后还有100万元[1]。",
        "RMB 2 million after share reform [1].",
        "100万元（成功上市）、200万元（受理）、300万元（股改）[1]。",
    ],
)
def test_level_in_other_words_keeps_its_amount(kinds, sentence):
    assert ViolationKind.TIER in kinds(sentence, "guangming#4.14")


def test_levels_in_other_words_pass_with_their_amounts(kinds):
    assert not kinds("股改100万元、受理200万元、上市成功再给300万元[1]。", "guangming#4.14")
    english = "RMB 1 million after share reform, RMB 2 million once the application is accepted [1]."
    assert not kinds(english, "guangming#4.14")


def test_level_is_kept_across_the_marks_of_a_sentence(kinds):
    right = "在深圳上市成功，市里最高资助400万元[1]，光明区再奖300万元[2]。"
    assert not kinds(right, "shenzhen#7.20", "guangming#4.14")
    assert kinds(right.replace("再奖300", "再奖100"), "shenzhen#7.20", "guangming#4.14")


@pytest.mark.parametrize(
    "sentence",
    [
        "达到5亿元但未达到20亿元，因此可获得500万元奖励[1]。",
        "首次达到5000万元可获得150万元，未达到20亿元可获得2000万元[1]。",
        "首次达到1亿元可得300万元，之后若达到5000万元，再补足差额[1]。",
        "首次达到1亿元可得300万元，之后若未达到5亿元，再补足差额[1]。",
        "达到5亿元但未达到10亿元，因此不可获得500万元奖励[1]。",
    ],
)
def test_step_not_reached_gives_nothing_and_the_next_one_is_the_next(kinds, sentence):
    assert kinds(sentence, GUANGMING)


def test_next_step_is_reckoned_from_what_the_caller_has(kinds):
    asked = {"question": "深圳营收8亿元有奖励吗？"}
    assert not kinds("贵公司营收8亿元，还没有达到10亿元这一档[1]。", SHENZHEN, **asked)
    assert kinds("贵公司营收8亿元，还没有达到50亿元这一档[1]。", SHENZHEN, **asked)


def test_alike_awards_are_told_apart_by_the_words_they_differ_in(kinds):
    right = "专业园区每家企业每年最高360万元，其他园区每家企业每年最高180万元[1]。"
    assert not kinds(right, "guangming#3.11")
    assert kinds(right.replace("180", "360"), "guangming#3.11")
    assert kinds("首版次软件，深圳开发商最高不超过100万元[1]。", "shenzhen#6.19")


def test_condition_behind_its_amount_is_the_award_s_own(kinds):
    english = "Guangzhou offers up to RMB {} million once annual revenue first reaches RMB 1 billion [1]."
    assert not kinds(english.format(2), GUANGZHOU)
    assert kinds(english.format(20), GUANGZHOU)


def test_year_is_not_told_as_in_total(kinds):
    told = "Loan interest is subsidised at up to 30%, up to RMB 2 million {}, for no more than 3 years [1]."
    assert not kinds(told.format("a year"), "guangming#5.15")
    assert ViolationKind.PERIOD in kinds(told.format("in total"), "guangming#5.15")


def test_each_of_several_places_is_borne_out(kinds):
    each = "能力成熟度认证奖励在深圳[1]和广州[2]都是最高{}万元。"
    assert not kinds(each.format(50), "shenzhen#5.14", "guangzhou#2.2.6")
    assert kinds(each.format(30), "shenzhen#5.14", "guangzhou#2.2.6")
    assert kinds("因此，广州市级的奖励和光明区的奖励原则上可以同时享受[1]。", "guangming#6.19")
    assert not kinds("深圳[1]给50万元，广州[2]最高给200万元，都是首次达到10亿元。", SHENZHEN, GUANGZHOU)
    assert kinds("深圳提出推动人工智能算力中心有序发展[1]，但这一条没有资金标准。", "guangzhou#1.4")


def test_words_before_a_leading_mark_are_judged_too(kinds):
    assert kinds("广州的措施已经正式施行[1]，奖励最高200万元。", GUANGZHOU)


def test_ceiling_is_exceeded_or_not_as_it_is(kinds):
    known = {
        "award": "guangming#5.17/a",
        "facts": {"event_cost": "500万元", "filed": "是"},
        "question": "展会花了500万元，备案过，补多少？",
    }
    told = "展会花了500万元，50%为250万元，{}200万元的上限，因此最高200万元[1]。"
    assert not kinds(told.format("超过了"), "guangming#5.17", **known)
    assert kinds(told.format("没有超过"), "guangming#5.17", **known)
    assert kinds(told.format("超过了").replace("250", "500"), "guangming#5.17", **known)


def test_combining_is_told_of_the_level_that_is_meant(kinds):
    assert kinds("光明区的政策与深圳市的政策不能同时享受[1]。", "guangming#6.19")
    assert kinds("该措施没有限制与其他省级同类措施重复享受[1]。", "guangdong#end")
    assert kinds("区级配套与市级资助只能二选一[1]。", "shenzhen#8")
    assert kinds("三份文件都规定同级其他同类政策可以重复享受[1]。", "shenzhen#8")


def test_a_sentence_too_long_to_judge_is_stopped(kinds):
    assert kinds("营收首次达到10亿元奖励50万元" * 60 + "[1]。", SHENZHEN) == {ViolationKind.LENGTH}
