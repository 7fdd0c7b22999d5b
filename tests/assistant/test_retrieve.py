"""From a query to ranked units, on the real index."""

from __future__ import annotations

import pytest

from assistant.opening import open_assistant
from assistant.retrieve import retrieve, search
from assistant.settings import Settings
from assistant.understand import understand
from index.build import open_index


@pytest.fixture(scope="session")
def index(assistant, home):
    """The index that the assistant reads."""
    assert open_assistant(Settings(home=home))
    return open_index(home)


@pytest.fixture
def found(index):
    return lambda question, **more: retrieve(understand(question, **more), index)


def clauses(matches):
    return list(dict.fromkeys(m.clause_id for m in matches))


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("深圳房租能补几成", "shenzhen#3.9"),
        ("光明办公室租金补贴", "guangming#3.11"),
        ("深圳 IPO 成功给钱吗", "shenzhen#7.20"),
        ("深圳员工小孩上学", "shenzhen#4.11"),
        ("广州 CSMM 四级", "guangzhou#2.2.6"),
        ("广東省貸款貼息", "guangdong#1.4"),
        ("first-edition software in Shenzhen", "shenzhen#6.19"),
        ("光明区小升规", "guangming#4.12"),
    ],
)
def test_clause_is_found_in_the_words_that_people_use(found, question, clause):
    assert clause in clauses(found(question).inside)[:3]


def test_matches_are_ranked_from_best_to_worst(found):
    matches = found("光明区租金补贴怎么算").inside
    assert matches
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    assert all(0 <= m.score <= 1.2 for m in matches)
    assert len({m.unit_id for m in matches}) == len(matches)


def test_matches_name_the_clause_and_document_of_their_unit(found):
    for match in found("首版次").inside:
        assert match.unit_id.startswith(f"{match.clause_id}~")
        assert match.clause_id.startswith(f"{match.document_id}#")


def test_named_place_is_inside_and_the_others_outside(found):
    result = found("深圳首版次奖多少")
    assert {m.document_id for m in result.inside} == {"shenzhen"}
    assert "shenzhen" not in {m.document_id for m in result.outside}
    assert result.outside


def test_without_a_place_everything_is_inside(found):
    result = found("首版次奖多少")
    assert len({m.document_id for m in result.inside}) > 1
    assert not result.outside


def test_each_topic_is_searched_for_itself(found):
    result = found("深圳的首版次和软件名园分别奖多少？")
    best = {clauses(topic)[0] for topic in result.topics if topic}
    assert {"shenzhen#6.19", "shenzhen#3.9"} <= best


def test_follow_up_is_searched_with_what_it_builds_on(found):
    result = found("那广州呢？", history=["深圳首版次软件奖多少？"])
    assert clauses(result.inside)[0] == "guangzhou#2.3.9"


def test_words_of_nothing_find_nothing_good(found):
    assert max((m.score for m in found("红烧肉怎么做").inside), default=0) < 0.2


def test_search_gives_each_clause_once_and_no_more_than_asked(index):
    matches = search("奖励", index, k=5)
    assert len(clauses(matches)) == len(matches) == 5


def test_search_keeps_to_the_documents_named(index):
    matches = search("奖励", index, k=10, within=["guangming"])
    assert {m.document_id for m in matches} == {"guangming"}
    assert not search("奖励", index, k=10, within=["nowhere"])


def test_same_words_find_the_same(found):
    assert found("光明区租金补贴") == found("光明区租金补贴")
