import pytest

from assistant.offers import asks_for_all
from assistant.understand import understand
from index.text import fold


@pytest.mark.parametrize(
    "question",
    [
        "广州有哪些补贴",
        "我们公司能拿什么钱？",
        "光明区对软件企业有什么支持",
        "我在前海刚开了家小公司，有啥补贴能拿",
        "我们在南沙做信创中间件的，想申请钱，有啥",
        "软件企业有哪些优惠政策",
        "東莞的公司有什麼資助",
        "What subsidies are there in Shenzhen for software companies?",
    ],
)
def test_question_without_a_subject_asks_for_all(question):
    assert understand(question).offers


@pytest.mark.parametrize(
    "question",
    [
        "深圳上市有什么奖励",
        "广州首版次有哪些支持",
        "光明租房有没有补贴",
        "我们做首版次软件的，深圳有什么补贴",
        "我们营收12亿，能拿多少钱",
        "杭州有什么补贴",
        "有哪些部门牵头",
        "What does Guangzhou offer for open source?",
        "你好",
    ],
)
def test_question_with_a_subject_or_of_a_place_without_documents_does_not(question):
    assert not understand(question).offers


def test_follow_up_takes_its_subject_from_before():
    assert asks_for_all(fold("那深圳有什么政策"))
    assert not understand("那深圳有什么政策", history=["广州的租金补贴怎么算"]).offers
