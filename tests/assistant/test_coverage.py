import pytest

from assistant.coverage import Subject, is_foreign, subject_of
from assistant.understand import understand


@pytest.fixture
def index(assistant):
    return assistant._index


def test_subject_leaves_out_places_counts_and_the_asking_for_an_amount(index):
    subject = subject_of(understand("深圳的租金补贴最高多少？"), index)
    assert set(subject.weights) == {"租金"}


def test_word_that_no_document_holds_is_unknown(index):
    assert "社保" in subject_of(understand("深圳社保缴费比例是多少？"), index).unknown


def test_share_is_weighted_by_how_telling_a_word_is():
    subject = Subject({"社保": 5.0, "单位": 1.0}, frozenset({"社保"}))
    assert subject.share_in("用户单位") == pytest.approx(1 / 6)
    assert subject.share_in("社保单位") == 1


def test_question_without_a_subject_is_covered_by_anything():
    assert Subject({}, frozenset()).share_in("") == 1


@pytest.mark.parametrize(
    ("question", "score", "foreign"),
    [
        ("深圳奶粉补贴多少", 0.2, True),
        ("深圳奶粉补贴多少", 0.4, False),  # a match as good as this is believed
        ("深圳算力补贴多少", 0.2, False),  # every word is known
        ("奶粉花了300万，深圳补多少", 0.2, False),  # an amount is read by the calculator
        ("你是谁", 0.2, True),
    ],
)
def test_question_is_foreign_when_an_unknown_word_decides_it(index, question, score, foreign):
    query = understand(question)
    subject = subject_of(query, index)
    assert is_foreign(query, subject, said=index.said_of("shenzhen#3.9"), score=score) is foreign
