from __future__ import annotations

import html
import re
from typing import Any

import pytest

from assistant.web.cards import badge, card, cards, marked, nearest
from assistant.web.words import words

SAID = words()
HOSTILE = '<img src=x onerror="alert(1)">'


def test_the_deciding_sentence_is_marked_and_the_whole_clause_is_there(citation: Any) -> None:
    given = citation()
    html_text = marked(given["text"], given["quote"], words=SAID)
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html_text) == [given["quote"]]
    assert re.sub(r"<br>", "\n", re.sub(r"</?mark[^>]*>", "", html_text)) == given["text"]


def test_a_quote_that_differs_in_one_digit_marks_nothing(citation: Any) -> None:
    given = citation()
    assert "<mark" not in marked(given["text"], given["quote"].replace("150万元", "1500万元"), words=SAID)


def test_no_quote_marks_nothing() -> None:
    assert "<mark" not in marked("条款", "", words=SAID)


def test_only_the_first_card_is_open_and_each_has_its_own_anchor(citation: Any) -> None:
    shown = cards([citation(), citation(clause_id="shenzhen#8")], key="t3", words=SAID)
    assert re.findall(r'<details class="pa-card" id="([^"]+)"( open)?>', shown) == [
        ("pa-t3-1", " open"),
        ("pa-t3-2", ""),
    ]


def test_a_card_names_document_label_title_id_and_hash(citation: Any) -> None:
    shown = card(citation(), 1, key="t1", words=SAID)
    for piece in ("[1]", "深圳市若干措施", "五、（十二）", "壮大软件企业中坚力量", "shenzhen#5.12", "0123456789ab<"):
        assert piece in shown


def test_the_copied_reference_carries_the_whole_hash(citation: Any) -> None:
    copied = re.search(r'data-copy="([^"]*)"', card(citation(), 1, key="t1", words=SAID))
    assert copied is not None
    assert html.unescape(copied[1]).endswith("shenzhen#5.12 sha256:" + "0123456789abcdef" * 4)


@pytest.mark.parametrize(
    ("standing", "name"),
    [
        ("in_force", "现行"),
        ("draft", "征求意见稿"),
        ("expired", "已到期"),
        ("not_yet", "未施行"),
        ("nonsense", "效力未载明"),
    ],
)
def test_standing_is_a_label_in_words(standing: str, name: str) -> None:
    assert badge({"standing": standing}, words=SAID) == f'<span class="pa-badge pa-{standing}">{name}</span>'


@pytest.mark.parametrize("field", ["clause_id", "document", "label", "title", "text", "quote", "standing", "sha256"])
def test_no_field_of_a_citation_can_become_an_element(citation: Any, field: str) -> None:
    given = citation(**{field: HOSTILE}, document_id="own")
    assert "<img" not in card(given, 1, key="t1", words=SAID)
    assert "<img" not in nearest([given], words=SAID)


def test_nearest_clauses_have_no_number_and_no_mark(citation: Any) -> None:
    shown = nearest([citation()], words=SAID)
    assert "不是答复依据" in shown
    assert "[1]" not in shown
    assert "<mark" not in shown


def test_a_document_outside_the_corpus_goes_by_its_title(citation: Any) -> None:
    assert "某市办法" in card(citation(document_id="own", document="某市办法"), 1, key="t1", words=SAID)
