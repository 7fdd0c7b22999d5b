from __future__ import annotations

from html.parser import HTMLParser

import pytest

from assistant.web.markup import lines, prose


def elements(html: str) -> set[str]:
    """The names of the elements that a browser would make of it."""
    found: set[str] = set()
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, _: found.add(tag)  # type: ignore[method-assign]
    reader.feed(html)
    return found


def shown(markdown: str, *, citations: int = 2) -> str:
    return prose(markdown, key="t1", citations=citations)


def test_a_mark_leads_to_the_card_of_its_citation() -> None:
    assert '<a class="pa-mark" href="#pa-t1-2">[2]</a>' in shown("奖励50万元[2]。")


@pytest.mark.parametrize("text", ["深府规[2023]5号", "深府规〔2022〕5号", "见[7]", "见[0]", "［1］"])
def test_brackets_that_are_no_citation_stay_as_they_are(text: str) -> None:
    assert shown(text) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "![x](http://outside.example/x.png)",
        "[链接](javascript:alert(1))",
        "[链接](http://outside.example)",
        "<http://outside.example>",
        "<script>alert(1)</script>",
        "[x]: http://outside.example\n\n[x]",
        "```<b>\n<img src=x>\n```",
        '**<a href="http://outside.example">x</a>**',
    ],
)
def test_nothing_in_an_answer_becomes_an_element_that_loads_or_leads_away(hostile: str) -> None:
    assert elements(shown(hostile)) <= {"p", "strong", "code"}


def test_an_answer_is_one_line_so_that_the_chat_does_not_read_it_as_markdown_again() -> None:
    assert "\n" not in shown("一\n\n- 二\n- 三\n\n> 四\n\n|甲|乙|\n|-|-|\n|1|2|")


def test_tables_quotes_lists_and_bold_are_drawn() -> None:
    html = shown("**粗**\n\n> 引\n\n- 项\n\n|甲|乙|\n|-|-|\n|1|2[1]|")
    for piece in ("<strong>粗</strong>", "<blockquote>", "<li>项</li>", '<td>2<a class="pa-mark"'):
        assert piece in html


def test_plain_text_keeps_its_lines_and_loses_its_power() -> None:
    assert lines('一<b>\n"二"&') == "一&lt;b&gt;<br>&quot;二&quot;&amp;"
