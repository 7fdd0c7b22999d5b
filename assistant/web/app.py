"""The frame of the page, in Gradio; it asks nothing from outside this machine."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.web.chat import Ask, Talk, bubbles, say, stopped
from assistant.web.markup import escape
from assistant.web.panel import panel
from assistant.web.words import words

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

EXAMPLES: Final = (
    "深圳软件企业年营收首次达到50亿元，奖励多少？",
    "软件企业贷款，省里怎么贴息？",
    "光明区租办公用房，租金补贴怎么算？",
    "广东、广州、深圳对首版次软件各有什么支持？",
)
_HERE = Path(__file__).parent
_LONGEST_QUESTION = 10_000
_AT_ONCE, _WAITING = 8, 256
_FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "system-ui", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "monospace")


def mount_page(app: FastAPI, ask: Ask) -> FastAPI:
    """The app with the page at ``/``; routes of its own must have been declared before."""
    import gradio as gr

    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_page(ask),
        path="/",
        theme=_theme(),
        css=(_HERE / "style.css").read_text(encoding="utf-8"),
        head=_head(),
        favicon_path=str(_HERE / "icon.svg"),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        max_file_size=1,
    )
    return mounted


def build_page(ask: Ask) -> gr.Blocks:
    """The page as Gradio blocks."""
    # Before the first import: Gradio reads it then, and would look its own servers up at once.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    said = words()
    page: gr.Blocks = gr.Blocks(title=said["name"], fill_width=True, analytics_enabled=False)
    with page:
        talk = gr.State(Talk())
        fresh = _header(gr)
        with gr.Row(elem_id="pa-main", equal_height=False):
            with gr.Column(scale=5, min_width=320, elem_id="pa-left"):
                chat = _chatbot(gr)
                box = _question_box(gr)
                gr.HTML(_hint(), elem_id="pa-under", padding=False)
            with gr.Column(scale=4, min_width=320, elem_id="pa-right"):
                gr.HTML(f'<h2 id="pa-evidence-title">{said["evidence"]}</h2>', padding=False)
                beside = gr.HTML(panel((), on=_today()), elem_id="pa-evidence", padding=False)
        _wire(gr, ask, box=box, chat=chat, beside=beside, talk=talk, fresh=fresh)
        page.load(lambda: panel((), on=_today()), None, beside, **_QUIET)
    page.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE, api_open=False)
    return page


_QUIET: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}


def _wire(gr: Any, ask: Ask, *, box: Any, chat: Any, beside: Any, talk: Any, fresh: Any) -> None:
    """What happens on sending, choosing an example, stopping and starting afresh."""
    said = words()

    def field(*, waiting: bool = False, **changed: str) -> Any:
        # A new one each time: Gradio takes an update apart when it uses it.
        return gr.update(submit_btn=not waiting and said["send"], stop_btn=waiting and said["stop"], **changed)

    def shown(now: Talk, **changed: str) -> tuple[Any, ...]:
        waiting = now.pending is not None
        return field(waiting=waiting, **changed), bubbles(now), panel(now.turns, on=_today()), now

    async def respond(question: str, now: Talk) -> AsyncIterator[tuple[Any, ...]]:
        if not question.strip():
            yield field(), gr.skip(), gr.skip(), gr.skip()
            return
        async for later in say(ask, question.strip(), now):
            yield shown(later, value="")

    async def respond_to_example(chosen: gr.SelectData, now: Talk) -> AsyncIterator[tuple[Any, ...]]:
        async for row in respond(chosen.value["text"], now):
            yield row

    respond_to_example.__annotations__["chosen"] = gr.SelectData  # Gradio finds it by its class, not by a name
    outputs = [box, chat, beside, talk]
    running = [
        box.submit(respond, [box, talk], outputs, concurrency_limit=_AT_ONCE, **_QUIET),
        chat.example_select(respond_to_example, [talk], outputs, concurrency_limit=_AT_ONCE, **_QUIET),
    ]
    box.stop(lambda now: shown(stopped(now)), [talk], outputs, cancels=running, queue=False, **_QUIET)
    fresh.click(lambda: shown(Talk(), value=""), None, outputs, cancels=running, queue=False, **_QUIET)


def _header(gr: Any) -> Any:
    said = words()
    with gr.Row(elem_id="pa-head", equal_height=True):
        gr.HTML(f"<header><h1>{said['name']}</h1><p>{said['tagline']}</p></header>", padding=False, elem_id="pa-brand")
        return gr.Button(said["new_chat"], elem_id="pa-new", size="sm", scale=0, min_width=96)


def _chatbot(gr: Any) -> Any:
    said = words()
    return gr.Chatbot(
        elem_id="pa-chat",
        label=said["conversation"],
        show_label=False,
        container=False,
        height="100%",
        layout="bubble",
        buttons=[],
        latex_delimiters=[],
        allow_tags=False,
        autoscroll=False,
        placeholder=f"<h2>{said['welcome']}</h2><p>{said['welcome_more']}</p>",
        examples=[{"text": text} for text in EXAMPLES],
    )


def _question_box(gr: Any) -> Any:
    said = words()
    return gr.Textbox(
        elem_id="pa-box",
        label=said["ask"],
        show_label=False,
        container=False,
        placeholder=said["ask_here"],
        lines=1,
        max_lines=6,
        max_length=_LONGEST_QUESTION,
        submit_btn=said["send"],
        autofocus=True,
    )


def _hint() -> str:
    said = words()
    return (
        f'<p id="pa-hint" role="status" data-empty="{escape(said["empty_hint"])}"></p>'
        f'<p class="pa-keys">{said["keys"]}</p>'
    )


def _theme() -> Any:
    import gradio as gr

    return gr.themes.Base(primary_hue="teal", neutral_hue="slate", radius_size="md", font=_FONTS, font_mono=_MONO)


def _head() -> str:
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    return f'<meta name="robots" content="noindex"><script>{script}</script>'


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the wall where the program runs
