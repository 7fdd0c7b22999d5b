import pytest

from assistant.coverage import Subject, signs_of, subject_of
from assistant.understand import understand


@pytest.fixture
def index(assistant):
    return assistant.index


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


def signs(index, question, score=0.2):
    query = understand(question)
    return signs_of(query, subject_of(query, index), index, score=score)


def test_words_that_no_document_holds_lower_what_is_known(index):
    assert signs(index, "深圳奶粉补贴多少").known < signs(index, "深圳算力补贴多少").known


def test_signs_tell_words_of_the_trade_and_stated_money(index):
    said = signs(index, "奶粉花了300万，深圳补贴多少")
    assert (said.policy, said.money) == (True, True)
    assert not signs(index, "明天深圳会不会下雨").policy


@pytest.mark.parametrize("question", ["深圳和广州的租金补贴比较", "深圳的文件什么时候到期", "能和市里的叠加吗"])
def test_no_single_clause_is_asked_for_where_documents_or_several_things_are(index, question):
    assert signs(index, question) is None


def test_word_of_the_trade_that_a_dictionary_takes_apart_is_of_the_subject(index):
    assert "算力" in subject_of(understand("光明买算力能补多少"), index).weights
