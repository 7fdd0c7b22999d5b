"""The chat's kept conversations, its facts, its files and what is thought of an answer."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "深圳软件企业营业收入首次达到50亿元，能拿多少奖励？"


def test_a_fact_is_changed_and_figure_steps_and_script_follow(server: Any, opened: Any, ask: Any, shot: Any) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    figure = page.locator(".pa-figure").first
    figure.locator(".pa-edit > summary").click()
    assert figure.locator("[data-key=revenue] input").input_value() == "50亿元"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    figure.locator("[data-key=revenue] input").fill("120亿")
    figure.locator(".pa-amount strong", has_text="300万元").wait_for()
    assert "三百万元" in page.locator(".pa-spoken p").inner_text()
    assert "120亿元" in figure.locator(".pa-steps").inner_text()
    assert [url.rpartition("/")[2] for url in asked] == ["figure"]
    anew = page.locator("#pa-t1-reply .pa-anew")
    assert "300万元" in anew.inner_text()
    page.evaluate("window.pa.copy = text => { window.copied = text; }")
    page.click("#pa-t1-reply .pa-copy-text")
    assert page.evaluate("window.copied").startswith(anew.locator("span").inner_text())
    shot(page, "page-anew")
    anew.locator("button").click()
    figure.locator(".pa-amount strong", has_text="150万元").wait_for()
    assert figure.locator("[data-key=revenue] input").input_value() == "50亿元"
    assert (anew.count(), "三百万元" in page.locator(".pa-spoken p").inner_text()) == (0, False)
    figure.locator("[data-key=first_time] input[value=否]").check(force=True)
    figure.locator(".pa-none", has_text="不符合条件").wait_for()
    figure.locator("[data-key=revenue] input").fill("很多")
    figure.locator(".pa-facts-trouble", has_text="读不出数值").wait_for()
    shot(page, "page-facts")


def test_what_is_missing_is_asked_as_buttons_and_fields(server: Any, opened: Any, ask: Any, shot: Any) -> None:
    page = opened(server[0])
    ask(page, "光明区租办公用房，租金补贴怎么算？")
    figure = page.locator(".pa-figure").first
    assert figure.locator(".pa-lacking").count() >= 2
    figure.locator("[data-key=area] input").fill("800")
    figure.locator("[data-key=rent_per_m2_month] input").fill("60")
    figure.locator(".pa-amount strong", has_text="28.8万元").wait_for()
    assert figure.locator(".pa-lacking").count() == 0
    figure.locator("[data-key=park_kind] .pa-pick", has_text="其他产业园").click()
    figure.locator(".pa-none", has_text="不符合条件").wait_for()
    shot(page, "page-missing")


def test_the_first_line_is_there_before_the_rest_is_written(scripted: str, opened: Any, shot: Any) -> None:
    page = opened(scripted)
    page.fill("#pa-box textarea", "逐句")
    page.press("#pa-box textarea", "Enter")
    page.locator("#pa-t1-reply", has_text="正在写完整的说明").wait_for()
    assert "150万元" in page.locator("#pa-t1-reply .pa-body").inner_text()
    assert page.locator(".pa-figure").first.is_visible()
    page.request.get(f"{scripted}v1/search?q=继续")
    page.locator("#pa-t1-reply", has_text="逐句写的第一句").wait_for()
    shot(page, "page-streaming")
    page.request.get(f"{scripted}v1/search?q=继续")
    page.locator("#pa-t1-reply", has_text="全部写完的答复").wait_for()
    assert page.locator(".pa-pending").count() == 0
    assert "逐句写的第一句" not in page.locator("#pa-t1-reply").inner_text()


def test_conversations_are_kept_searched_renamed_opened_and_deleted(
    server: Any, opened: Any, ask: Any, shot: Any
) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    page.wait_for_url(re.compile(r"\?c="))
    first = page.url
    page.click("#pa-new")
    page.locator("#pa-evidence .pa-library").wait_for()
    ask(page, "广州CMMI五级奖多少？")
    page.wait_for_url(lambda url: "?c=" in url and url != first)
    page.reload()
    page.locator("#pa-t1-reply", has_text="50万元").wait_for()
    assert page.locator(".pa-question").inner_text() == "广州CMMI五级奖多少？"
    page.click("#pa-history-open")
    page.wait_for_function("document.querySelectorAll('#pa-history-list li').length === 2")
    shot(page, "page-history")
    page.fill("#pa-history-words", "营业收入")
    page.wait_for_function("document.querySelectorAll('#pa-history-list li').length === 1")
    row = page.locator("#pa-history-list li").first
    row.locator("button", has_text="改名").click()
    row.locator("input").fill("<b>营收</b>")
    row.locator("input").press("Enter")
    page.locator("#pa-history-list a", has_text="<b>营收</b>").wait_for()
    assert page.locator("#pa-history-list b").count() == 0
    page.locator("#pa-history-list a", has_text="<b>营收</b>").click()
    page.locator("#pa-t1-reply", has_text="150万元").wait_for()
    assert "150万元" in ask(page, "那要是60亿呢？")
    page.click("#pa-history-open")
    row = page.locator("#pa-history-list li", has_text="营收")
    row.locator("button", has_text="删除").click()
    row.locator(".pa-danger").click()
    page.locator("#pa-evidence .pa-library").wait_for()
    page.click("#pa-history-open")
    page.wait_for_function("document.querySelectorAll('#pa-history-list li').length === 1")


def test_another_browser_sees_none_of_them(server: Any, opened: Any, ask: Any) -> None:
    first, second = opened(server[0]), opened(server[0])
    ask(first, QUESTION)
    first.wait_for_url(re.compile(r"\?c="))
    second.goto(first.url)
    second.locator("#pa-evidence .pa-library").wait_for()
    second.wait_for_timeout(500)
    assert second.locator(".pa-question").count() == 0
    second.click("#pa-history-open")
    second.locator("#pa-history-state", has_text="还没有保存的对话").wait_for()


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_conversation_is_saved_and_read_back(server: Any, opened: Any, ask: Any, kind: str) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    with page.expect_download() as saved:
        page.locator(f".pa-foot-tools .pa-file[data-kind={kind}]").click()
    assert saved.value.suggested_filename == f"conversation.{kind}"
    if kind == "docx":
        from docx import Document

        text = "".join(p.text for p in Document(saved.value.path()).paragraphs)
    else:
        from pypdf import PdfReader

        text = re.sub(r"\s", "", "".join(p.extract_text() for p in PdfReader(saved.value.path()).pages))
    assert QUESTION in text
    assert "150万元" in text
    assert "shenzhen#5.12" in text
    assert "127729cdfbd43dd4e31607ac56ef76eb8aeb7142a9826f88bfe62d450e2af883" in text


def test_an_answer_is_copied_as_text_and_as_markdown(server: Any, opened: Any, ask: Any) -> None:
    page = opened(server[0], permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    for name, begin in (("text", "问：深圳"), ("markdown", "## 问：深圳")):
        page.locator(f"#pa-t1-reply .pa-copy-{name}").click()
        page.locator(f"#pa-t1-reply .pa-copy-{name}", has_text="已复制").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(begin)
        assert "150万元" in copied
        assert "127729cdfbd4" in copied


def test_what_is_thought_of_an_answer_is_kept_with_its_reason(server: Any, opened: Any, ask: Any, until: Any) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    page.click("#pa-t1-reply .pa-useless")
    page.locator("#pa-t1-reply .pa-why", has_text="条款不对").click()
    page.fill("#pa-t1-reply .pa-why-words", "应为五、（十三）")
    page.press("#pa-t1-reply .pa-why-words", "Enter")
    page.locator(".pa-thanks", has_text="已记下").wait_for()
    answer = page.locator("#pa-t1").get_attribute("data-answer")
    until(page, f"fetch('/v1/answers/{answer}').then(r => r.json()).then(kept => kept.feedback?.length > 0)")
    kept = page.evaluate("id => fetch('/v1/answers/' + id).then(reply => reply.json())", answer)
    assert [(one["useful"], one["reason"]) for one in kept["feedback"]] == [(False, "条款不对：应为五、（十三）")]
    # Another answer draws the bubbles anew, and so does coming back.
    ask(page, "那100亿呢？")
    page.wait_for_selector("#pa-t1-reply .pa-useless[aria-pressed=true]")
    page.reload()
    page.wait_for_selector("#pa-t1-reply .pa-useless[aria-pressed=true]")
    assert page.locator("#pa-t2-reply [aria-pressed=true]").count() == 0


def test_on_paper_stand_questions_answers_and_clauses(server: Any, opened: Any, ask: Any, shot: Any) -> None:
    page = opened(server[0])
    ask(page, QUESTION)
    ask(page, "那100亿呢？")
    page.emulate_media(media="print")
    assert not page.locator("#pa-box").is_visible()
    assert not page.locator(".pa-top").is_visible()
    assert page.locator("#pa-t1 .pa-clause").first.is_visible()
    assert page.locator("#pa-t2 .pa-clause").first.is_visible()
    shot(page, "page-print")
