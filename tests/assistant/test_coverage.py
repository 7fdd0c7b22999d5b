import pytest

from assistant.coverage import Subject, signs_of, subject_of
from assistant.understand import understand


@pytest.fixture
def index(assistant):
    return assistant.index


def test_subject_leaves_out_places_counts_and_the_asking_for_an_amount(index):
    subject = subject_of(understand("深圳的租金补贴最高多少？"), index)
    assert set(subject.weights) == {"租金"}


def test_word_that_no_document_holds_tells_most(index):
    weights = subject_of(understand("深圳社保的企业缴费比例是多少？"), index).weights
    assert weights["社保"] == max(weights.values()) > weights["企业"]


def test_share_is_weighted_by_how_telling_a_word_is():
    subject = Subject({"社保": 5.0, "单位": 1.0})
    assert subject.share_in("用户单位") == pytest.approx(1 / 6)
    assert subject.share_in("社保单位") == 1


def test_question_without_a_subject_is_covered_by_anything():
    assert Subject({}).share_in("") == 1


def signs(index, question, score=0.2):
    return signs_of(understand(question), index, score=score, given=score / 2)


def test_words_that_no_document_holds_lower_what_is_known(index):
    assert signs(index, "深圳奶粉补贴多少").known < signs(index, "深圳算力补贴多少").known


def test_signs_tell_the_scores_named_places_and_stated_money(index):
    said = signs(index, "奶粉花了300万，深圳补贴多少", score=0.4)
    assert (said.score, said.given, said.place, said.money) == (0.4, 0.2, True, True)
    assert not signs(index, "奶粉补贴多少").money
    assert not signs(index, "奶粉补贴多少").place


def test_figures_of_the_caller_leave_what_is_known_alone(index):
    assert signs(index, "光明，租金补贴，350平方米").known == signs(index, "光明，租金补贴").known


@pytest.mark.parametrize("question", ["深圳的文件什么时候到期", "能和市里的叠加吗"])
def test_no_single_clause_is_asked_for_where_whole_documents_are(index, question):
    assert signs(index, question) is None


def test_word_of_the_trade_that_a_dictionary_takes_apart_is_of_the_subject(index):
    assert "算力" in subject_of(understand("光明买算力能补多少"), index).weights
