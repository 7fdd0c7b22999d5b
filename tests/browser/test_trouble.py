"""The page when things go wrong: hostile words, a slow answer, a failure, nothing asked."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = (
    "黑 <img src=x onerror=\"document.title='hit'\">",
    "黑 ![x](http://outside.example/x.png)",
    "黑 <script>document.title='hit'</script>",
    "黑 ${document.title='hit'} {{constructor.constructor('document.title=1')()}}",
    "黑 [x](javascript:document.title='hit') <iframe src=http://outside.example></iframe> www.outside.example",
    "黑 <style>@import url(http://outside.example/x.css)</style><svg onload=\"document.title='hit'\">",
)


def test_hostile_words_in_questions_answers_and_documents_stay_words(
    scripted: str, opened: Any, ask: Any, shot: Any
) -> None:
    page = opened(scripted)
    for question in HOSTILE:
        ask(page, question)
        assert page.locator(".pa-question").last.inner_text() == question
    page.wait_for_timeout(300)
    assert page.title() == "软件企业政策助手"
    inside = (
        "#pa-chat .pa-question *:not(br), #pa-chat .pa-body img, #pa-right img, #pa-right script, #pa-right svg, iframe"
    )
    assert page.locator(inside).count() == 0
    for link in page.locator("#pa-chat a, #pa-right a").all():
        assert str(link.get_attribute("href")).startswith("#pa-")
    shot(page, "page-hostile")


def test_nothing_asked_sends_nothing_and_says_so_gently(scripted: str, opened: Any) -> None:
    page = opened(scripted)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    for typed in ("", "   "):
        page.fill("#pa-box textarea", typed)
        page.press("#pa-box textarea", "Enter")
        page.locator("#pa-hint", has_text="请先写下您的问题").wait_for()
    page.click("#pa-box .submit-button")
    page.wait_for_timeout(300)
    assert sent == []
    assert page.locator(".pa-question").count() == 0
    page.type("#pa-box textarea", "深")
    assert page.locator("#pa-hint").inner_text() == ""


def test_a_failure_is_one_human_sentence(scripted: str, opened: Any, ask: Any) -> None:
    page = opened(scripted)
    text = ask(page, "坏")
    assert "请稍后再问" in text
    assert "secret" not in page.content()
    assert page.locator(".pa-status.pa-failed").inner_text() == "未能答复"
    assert "150万元" in ask(page, "深圳营收首次达到50亿，奖多少？")


def test_a_slow_answer_is_announced_and_can_be_stopped(scripted: str, opened: Any, ask: Any, shot: Any) -> None:
    page = opened(scripted)
    page.fill("#pa-box textarea", "更慢")
    page.press("#pa-box textarea", "Enter")
    page.wait_for_selector(".pa-pending")
    shot(page, "page-waiting")
    page.click("#pa-box .stop-button")
    page.locator(".pa-reply[id]", has_text="已停止").wait_for()
    page.wait_for_selector("#pa-box .submit-button")
    assert "150万元" in ask(page, "深圳营收首次达到50亿，奖多少？")


def test_a_slow_answer_comes_in_the_end(scripted: str, opened: Any) -> None:
    page = opened(scripted)
    page.fill("#pa-box textarea", "慢")
    page.press("#pa-box textarea", "Enter")
    page.locator("#pa-t1-reply", has_text="150万元").wait_for()
    assert page.locator(".pa-pending").count() == 0
    assert page.input_value("#pa-box textarea") == ""


def test_two_visitors_do_not_see_each_other(scripted: str, opened: Any, ask: Any) -> None:
    first, second = opened(scripted), opened(scripted)
    ask(first, "深圳营收首次达到50亿，奖多少？")
    ask(second, "珠海呢")
    assert first.locator(".pa-question").count() == 1
    assert second.locator(".pa-question").all_inner_texts() == ["珠海呢"]


def test_a_question_as_understood_is_shown_with_its_answer(scripted: str, opened: Any, ask: Any) -> None:
    page = opened(scripted)
    ask(page, "深圳营收首次达到50亿，奖多少？")
    ask(page, "那100亿呢")
    assert "按此理解：深圳营收首次达到50亿，奖多少？ 那100亿呢" in page.locator("#pa-t2-reply").inner_text()


def found_card_moves_by(page: Any, ask: Any) -> str:
    """The animation of a clause that was just opened; looked at in one go, since Gradio may draw the panel anew."""
    ask(page, "深圳营收首次达到50亿，奖多少？")
    page.locator(".pa-card").first.wait_for(state="attached")
    return str(
        page.evaluate(
            """() => {
                const card = document.querySelector(".pa-card");
                card.classList.add("pa-found");
                return getComputedStyle(card).animationName;
            }"""
        )
    )


def test_reduced_motion_is_respected(scripted: str, opened: Any, ask: Any) -> None:
    assert found_card_moves_by(opened(scripted), ask) == "pa-found"
    assert found_card_moves_by(opened(scripted, reduced_motion="reduce"), ask) == "none"


def test_hostile_words_stay_words_at_the_desk(scripted: str, visit: Any, shot: Any) -> None:
    page = visit(scripted, "/desk")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for typed in HOSTILE:
        page.fill("#pa-q", typed)
        page.locator(".pa-row", has_text=typed[:4]).first.wait_for()
        page.press("#pa-q", "Enter")
        page.locator("#pa-card h2").first.wait_for()
        page.wait_for_function("words => document.querySelector('#pa-card h2').textContent === words", arg=typed)
    page.fill("#pa-notes", HOSTILE[0])
    page.locator("#pa-saved", has_text="已保存").wait_for()
    page.wait_for_timeout(300)
    assert page.title() == "坐席台 · 软件企业政策助手"
    assert page.locator("#pa-desk :is(img, script, svg, iframe, style)").count() == 0
    assert dialogs == []
    shot(page, "desk-hostile")


def test_hostile_words_stay_words_in_the_lists(scripted: str, visit: Any, opened: Any, ask: Any) -> None:
    chat = opened(scripted)
    ask(chat, HOSTILE[0])
    chat.click("#pa-t1-reply .pa-useless")
    chat.fill("#pa-t1-reply .pa-why-words", HOSTILE[0])
    chat.click("#pa-t1-reply .pa-why-send")
    chat.locator(".pa-thanks", has_text="已记下").wait_for()
    chat.click("#pa-history-open")
    chat.locator("#pa-history-list li").first.wait_for()
    assert chat.locator("#pa-history-list img").count() == 0
    chat.evaluate(
        "words => fetch('/v1/handovers', { method: 'POST', headers: { 'content-type': 'application/json' }, "
        "body: JSON.stringify({ question: words, context: { told: words, notes: words } }) })",
        HOSTILE[0],
    )
    for address, row in (("/overview?list=wrong", "#pa-table tbody tr"), ("/handovers", "#pa-rows li")):
        page = visit(scripted, address)
        page.locator(row, has_text="onerror").first.wait_for()
        page.wait_for_timeout(200)
        assert page.locator("main :is(img, script, svg, iframe)").count() == 0
        assert "hit" not in page.title()


def test_a_late_reply_does_not_take_the_place_of_a_newer_one(scripted: str, visit: Any) -> None:
    page = visit(scripted, "/desk")
    page.fill("#pa-q", "迟")
    page.wait_for_timeout(80)
    page.fill("#pa-q", "快")
    page.locator(".pa-row", has_text="快").first.wait_for()
    page.wait_for_timeout(900)
    assert page.locator(".pa-row", has_text="迟").count() == 0


def test_the_desk_says_when_nothing_can_be_reached_and_goes_on_afterwards(scripted: str, visit: Any) -> None:
    page = visit(scripted, "/desk")
    page.context.set_offline(True)
    page.fill("#pa-q", "奖励")
    page.locator("#pa-count", has_text="连不上服务").wait_for()
    page.press("#pa-q", "Enter")
    page.locator("#pa-card", has_text="连不上服务").wait_for()
    page.context.set_offline(False)
    page.fill("#pa-q", "奖励多少")
    page.locator(".pa-row").first.wait_for()
    page.press("#pa-q", "Enter")
    page.locator("#pa-card .pa-amount strong").first.wait_for()
