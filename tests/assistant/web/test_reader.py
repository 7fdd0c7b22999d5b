from __future__ import annotations

import pytest

from assistant.web.links import reader_address
from assistant.web.query import Query
from assistant.web.reader import build
from index.clauses import corpus_clauses
from index.manifest import documents


def page(language: str = "zh", **said: str) -> str:
    return build(Query.of(said.items()), language=language)


@pytest.mark.parametrize("entry", documents(), ids=lambda entry: entry.id)
def test_every_clause_of_a_document_has_its_place_its_hash_and_its_link(entry, read) -> None:
    seen = read(page(document=entry.id))
    own = [c for c in corpus_clauses().values() if c.document_id == entry.id]
    for clause in own:
        assert clause.id.partition("#")[2] in seen.ids
        assert reader_address(clause.id, language="zh") in seen.links
    text = "".join("".join(seen.text).split())
    assert all("".join(clause.text.split()) in text for clause in own)


def test_a_clause_is_shown_in_its_document_with_the_quote_marked() -> None:
    quote = "对营业收入首次达到10亿元、50亿元、100亿元的软件和信息服务业企业，分别给予50万元、150万元、300万元奖励。"
    html = page(clause="shenzhen#5.12", quote=quote)
    assert html.count("pa-current") == 1
    assert f'<mark class="pa-deciding">{quote}</mark>' in html


def test_a_quote_that_differs_in_a_digit_marks_nothing() -> None:
    html = page(clause="shenzhen#5.12", quote="分别给予50万元、150万元、3000万元奖励")
    assert "<mark" not in html


def test_what_is_searched_is_marked_in_the_text_and_counted_over_all_documents() -> None:
    html = page(document="guangming", q="租金")
    assert '<mark class="pa-hit">租金</mark>' in html
    assert "3 条里找到 7 处" in html
    assert html.index("光明区若干措施</span> <span") < html.index("深圳市若干措施</span> <span")


def test_words_that_no_document_holds_are_told() -> None:
    assert "都没有“火星”" in page(q="火星")


def test_an_unknown_clause_or_document_is_told_and_something_is_shown() -> None:
    assert "没有名为" in page(clause="shenzhen#99")
    assert "No such name" in page("en", document="nowhere")
    assert "深圳市推动软件产业高质量发展的若干措施" in page(document="nowhere")


def test_the_standing_is_that_of_the_day() -> None:
    assert "2028-01-01 的状态" in page(on="2028-01-01")
    head = page(on="2028-01-01").partition('class="pa-paper-standing"')[2][:120]
    assert "已到期" in head


def test_awards_of_a_clause_can_be_worked_out_from_it() -> None:
    assert "/calculator?award=shenzhen%235.12%2Fa" in page(document="shenzhen")
