import pytest

from assistant.cite import MOST_CITATIONS, marks
from assistant.types import Reason, Status


def test_one_place_gives_its_usual_awards_each_with_its_clause(ask):
    answer = ask("深圳有哪些补贴？")
    assert answer.status is Status.ANSWERED
    assert {c.document_id for c in answer.citations} == {"shenzhen"}
    lines = [line for line in answer.answer.splitlines() if line.startswith("* ")]
    assert len(lines) == len(answer.citations) == MOST_CITATIONS
    assert all(len(marks(line)) == 1 for line in lines)


@pytest.mark.parametrize(
    "question", ["广州有哪些补贴？", "光明区有什么支持？", "What subsidies are there in Guangming?"]
)
def test_every_amount_is_one_that_the_cited_clause_writes(ask, question):
    answer = ask(question)
    texts = {n: c.text for n, c in enumerate(answer.citations, 1)}
    for line in (line for line in answer.answer.splitlines() if line.startswith("* ")):
        amount = line.split("**")[1].split(" × ")[0].split(" + ")[0]
        assert amount in texts[marks(line)[0]]


def test_no_place_named_gives_something_of_each_and_says_so(ask):
    answer = ask("我们公司能拿什么钱？")
    assert answer.reason is Reason.AMBIGUOUS_PLACE
    assert {c.document_id for c in answer.citations} >= {"guangdong", "guangzhou", "shenzhen", "guangming"}


def test_place_without_a_document_gets_those_of_the_province_and_is_told_so(ask):
    answer = ask("东莞有哪些补贴？")
    assert "没有东莞市自己的政策文件" in answer.answer
    assert {c.document_id for c in answer.citations} == {"guangdong"}


def test_document_without_amounts_names_what_it_is_about(ask):
    answer = ask("广东省行动计划有哪些政策？")
    assert "人才与团队" in answer.answer
    assert "万亿" not in answer.answer
