from __future__ import annotations

from assistant.topics import topics
from assistant.web.compare import build
from assistant.web.query import Query


def page(language: str = "zh", **said: str) -> str:
    return build(Query.of(said.items()), language=language)


def test_every_topic_can_be_chosen_and_is_counted_by_place() -> None:
    html = page()
    for topic in topics().values():
        assert f">{topic.name}</a>" in html
    english = page("en")
    assert "First-edition software" in english
    assert "Guangming District" in english


def test_places_stand_side_by_side_and_a_missing_side_is_named() -> None:
    html = page(topic="rent")
    columns = html.split('<section class="pa-column">')[1:]
    assert [column[4 : column.index("</h3>")] for column in columns] == ["广东省", "广州市", "深圳市", "光明区"]
    assert "文件中没有这一类奖补" in columns[0]
    assert "1080万元" in columns[3]
    assert "最高" in columns[3]


def test_each_award_leads_to_its_clause_and_the_calculator() -> None:
    html = page(topic="rent")
    assert "/reader?clause=guangming%233.11&amp;" in html
    assert "/calculator?award=guangming%233.11%2Fa" in html


def test_no_amount_is_said_where_the_document_fixes_none() -> None:
    column = page(topic="rent").split('<section class="pa-column">')[2]
    assert "文件未定具体金额" in column
    assert "<strong>" not in column


def test_a_single_fixed_amount_is_no_ceiling() -> None:
    html = page(topic="scale")
    card = html.partition("“小升规”奖励")[2][:400]
    assert "定额" in card


def test_an_unknown_topic_is_told_in_one_sentence() -> None:
    assert "loans" in page(topic="loan")


def test_a_share_without_a_ceiling_is_not_called_unfixed() -> None:
    card = page(topic="first-edition").partition("智能体软件首版次目录省级配套")[2][:200]
    assert "未设上限" in card
    assert "未定具体金额" not in card
