"""The chat page, in Gradio: questions on the left, what each answer rests on beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from assistant.person import person_of, wait_of
from assistant.web.chat import Talk, bubbles, hasty, opened, say, stopped, waits
from assistant.web.history import history
from assistant.web.keeping import Keeping
from assistant.web.markup import escape
from assistant.web.pages import Asking
from assistant.web.panel import panel
from assistant.web.words import Words, words

if TYPE_CHECKING:
    from assistant.records.store import Records

EXAMPLES: Final = {
    "zh": (
        "深圳软件企业年营收首次达到50亿元，奖励多少？",
        "软件企业贷款，省里怎么贴息？",
        "光明区租办公用房，租金补贴怎么算？",
        "广东、广州、深圳对首版次软件各有什么支持？",
    ),
    "en": (
        "How much does Shenzhen award for revenue of 5 billion yuan for the first time?",
        "How does the province subsidise loan interest of software companies?",
        "How is the office rent subsidy in Guangming District worked out?",
        "What does Guangzhou pay for CMMI level 5?",
    ),
}
AT_ONCE: Final = 8
"""How many questions the page answers at the same time."""

_LONGEST_QUESTION = 10_000


def build(gr: Any, page: Any, asker: Asking, records: Records | None = None, *, language: str) -> None:
    """The chat and its clauses, into the page's blocks, which are open."""
    said = words(language)
    talk = gr.State(Talk())
    gr.HTML(f'<h1 class="pa-unseen">{said["nav_consult"]}</h1>', padding=False)
    with gr.Row(elem_id="pa-main", equal_height=False):
        with gr.Column(scale=5, min_width=320, elem_id="pa-left"):
            chat = _chatbot(gr, said, examples=EXAMPLES[language])
            box = _question_box(gr, said)
            with gr.Row(elem_id="pa-foot", equal_height=True):
                gr.HTML(_hint(said), elem_id="pa-under", padding=False)
                gr.HTML(history(said) if records else "", elem_id="pa-history-place", padding=False)
                fresh = gr.Button(said["new_chat"], elem_id="pa-new", size="sm", scale=0, min_width=96)
        with gr.Column(scale=4, min_width=320, elem_id="pa-right"):
            gr.HTML(f'<h2 id="pa-evidence-title">{said["evidence"]}</h2>', padding=False)
            beside = gr.HTML(_beside(Talk(), language), elem_id="pa-evidence", padding=False)
    parts = {"box": box, "chat": chat, "beside": beside, "talk": talk, "fresh": fresh}
    _wire(gr, page, asker, records, language, **parts)


_QUIET: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}


def _wire(
    gr: Any,
    page: Any,
    asker: Asking,
    records: Records | None,
    language: str,
    *,
    box: Any,
    chat: Any,
    beside: Any,
    talk: Any,
    fresh: Any,
) -> None:
    """What happens on opening, sending, choosing an example, stopping and starting afresh."""
    shown = partial(_shown, gr, language)

    def keeping(request: Any) -> Keeping:
        return Keeping(records, person_of(request).owner)

    def reopen(request: Any) -> tuple[Any, ...]:
        named = str(request.query_params.get("c", ""))
        return shown(opened(keeping(request).turns(named), named))

    async def respond(question: str, now: Talk, request: Any) -> AsyncIterator[tuple[Any, ...]]:
        if not question.strip():
            yield (gr.skip(),) * 4
            return
        if wait_of(request):
            yield shown(hasty(now, question.strip(), words(language)["hasty"].format(wait=wait_of(request))))
            return
        async for later in say(asker.stream, question.strip(), now, keep=keeping(request).keep):
            yield shown(later, value="")

    async def respond_to_example(chosen: Any, now: Talk, request: Any) -> AsyncIterator[tuple[Any, ...]]:
        async for row in respond(chosen.value["text"], now, request):
            yield row

    # Gradio finds what it fills in by its class, not by a name.
    for function in (reopen, respond, respond_to_example):
        function.__annotations__["request"] = gr.Request
    respond_to_example.__annotations__["chosen"] = gr.SelectData
    outputs = [box, chat, beside, talk]
    running = [
        box.submit(respond, [box, talk], outputs, concurrency_limit=AT_ONCE, **_QUIET),
        chat.example_select(respond_to_example, [talk], outputs, concurrency_limit=AT_ONCE, **_QUIET),
    ]
    box.stop(lambda now: shown(stopped(now)), [talk], outputs, cancels=running, queue=False, **_QUIET)
    fresh.click(lambda: shown(Talk(), value=""), None, outputs, cancels=running, queue=False, **_QUIET)
    page.load(reopen, None, outputs, **_QUIET)


def _shown(gr: Any, language: str, now: Talk, **changed: str) -> tuple[Any, ...]:
    """What the page shows of a conversation: the box, the bubbles, the panel, and the conversation itself."""
    said, waiting = words(language), waits(now)
    # A new one each time: Gradio takes an update apart when it uses it.
    box = gr.update(submit_btn=not waiting and said["send"], stop_btn=waiting and said["stop"], **changed)
    return box, bubbles(now), _beside(now, language), now


def _chatbot(gr: Any, said: Words, *, examples: tuple[str, ...]) -> Any:
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
        examples=[{"text": text} for text in examples],
    )


def _question_box(gr: Any, said: Words) -> Any:
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


def _hint(said: Words) -> str:
    return (
        f'<p id="pa-hint" role="status" data-empty="{escape(said["empty_hint"])}"></p>'
        f'<p class="pa-keys">{said["keys"]}</p>'
    )


def _beside(talk: Talk, language: str) -> str:
    """The panel, which also tells the page's script which conversation this is."""
    return panel(talk.turns, on=_today(), language=language, conversation=talk.conversation)


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the wall where the program runs
