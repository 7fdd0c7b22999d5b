"""What kind of thing a question asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant import kinds
from assistant.kinds import Kind, kinds_of, talks_policy
from index.text import fold
from index.yamlfile import DataFileError, read_yaml

ASKED = {
    Kind.AMOUNT: [
        "深圳首版次奖多少",
        "买算力能补几成",
        "房租一年封顶是几",
        "贷款贴几个点",
        "What is the maximum grant for open source?",
        "How much does the district pay?",
    ],
    Kind.DEPARTMENT: [
        "广州国企用信创哪个部门牵头",
        "省措施谁负责解释",
        "这块归哪个局管",
        "材料向谁交",
        "Which department is in charge?",
    ],
    Kind.VALIDITY: [
        "深圳措施什么时候到期",
        "光明的措施哪天开始施行",
        "穗府办规〔2020〕2号还有效吗",
        "旧文件废止了没有",
        "Is it still valid?",
        "这政策管到哪一年",
        "这个做到什么时候为止",
        "项目2028年初验收，到那时还能申请吗",
    ],
    Kind.STANDING: ["广东那份是正式文件还是征求意见稿", "光明的稿子印发了吗", "Is this a draft?"],
    Kind.APPLY: ["怎么申请租金补贴", "现在能递材料吗", "how to apply for it"],
    Kind.STACKING: [
        "光明和深圳的奖励能叠加吗",
        "省里市里都能拿吗",
        "会不会重复享受",
        "两个政策碰到一起怎么办",
        "选哪份、能都要吗",
        "Can we combine both awards?",
    ],
    Kind.COMPARE: ["广州和深圳哪边高", "三个地方对比一下", "Compare Guangzhou and Shenzhen", "两市有什么区别"],
    Kind.SEVERAL: [
        "广州和深圳各给多少",
        "开发商、用户分别拿多少",
        "上市奖另外还有贴息吗",
        "What do they each pay respectively?",
    ],
    Kind.LIST: ["光明给房租的有哪几条", "有哪些支持人才的政策", "列一下深圳的园区支持"],
    Kind.CONFIRM: ["广州奖5000万对吧", "按20%补，是吗", "That is 300万, right?"],
}


@pytest.mark.parametrize(("kind", "question"), [(kind, q) for kind, several in ASKED.items() for q in several])
def test_kind_is_read_from_the_question(kind, question):
    assert kind in kinds_of(fold(question))


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        (Kind.SEVERAL, "穗府办规〔2020〕2号还有效吗"),
        (Kind.SEVERAL, "评优的奖励还有没有"),
        (Kind.SEVERAL, "我们是第三个买家"),
        (Kind.APPLY, "领过60万了还能再拿满100万吗"),
        (Kind.APPLY, "隔壁装修太吵可以报警吗"),
        (Kind.VALIDITY, "首版次奖多少"),
        (Kind.DEPARTMENT, "首版次最高奖多少"),
        (Kind.STACKING, "上市奖多少"),
        (Kind.COMPARE, "深圳园区租金怎么补"),
        (Kind.AMOUNT, "省措施谁负责解释"),
    ],
)
def test_other_kinds_are_not_read_into_it(kind, question):
    assert kind not in kinds_of(fold(question))


def test_question_may_be_of_several_kinds():
    assert kinds_of("广州和深圳首版次各奖多少,哪边高") >= {Kind.AMOUNT, Kind.SEVERAL, Kind.COMPARE, Kind.POLICY}


@pytest.mark.parametrize("text", ["", " ", "你好", "明天会不会下雨", "讲个笑话", "what is the weather like"])
def test_small_talk_is_of_no_kind(text):
    assert kinds_of(fold(text)) == frozenset()
    assert not talks_policy(fold(text))


@pytest.mark.parametrize(
    "question",
    ["首版次软件的补助", "软件园区租金", "申报专精特新", "government subsidy for software companies", "獨角獸獎勵"],
)
def test_words_of_the_trade_are_noticed(question):
    assert talks_policy(fold(question))


def test_signs_are_written_as_folded_text_is():
    signs = read_yaml(Path(kinds.__file__).with_name("kinds.yaml"))
    assert set(signs) == set(Kind)
    words = [word for several in signs.values() for sign in several for word in re.findall(r"(?<!\\)[A-Z]", sign)]
    assert words == []


def test_kind_without_signs_is_refused(tmp_path, monkeypatch):
    (tmp_path / "kinds.yaml").write_text("amount: [多少]\n", encoding="utf-8")
    monkeypatch.setattr(kinds, "__file__", str(tmp_path / "kinds.py"))
    with pytest.raises(DataFileError, match=r"kinds\.yaml: kinds .'amount'., expected exactly"):
        kinds._signs.__wrapped__()
