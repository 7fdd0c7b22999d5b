"""What a chat model is given to write from: clauses and the checked answer as data, within its context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.prompts import Message, data, load_prompt
from assistant.types import Answer, Citation, Language

_LANGUAGES: Final = {
    Language.CHINESE: "简体中文",
    Language.TRADITIONAL: "简体中文",
    Language.ENGLISH: "英文（金额保留中文原文写法）",
}
_WITH_TOOLS: Final = (
    "6. 资料不够时可以调用工具查条款、比较地区、查效力；要换一个条件计算时调用计算工具，金额只能来自它的结果。"
)
_NONE: Final = "无"
_SHARE_FOR_REPLY: Final = 4  # a quarter of the context is left for what the model writes and its tools give
_EARLIER: Final = 6
_FIXED: Final = 900  # characters of the prompt itself; a character is about a token, never more than one and a half


def answer_messages(first: Answer, *, earlier: Sequence[str], context: int, with_tools: bool) -> list[Message]:
    """The messages that ask a model to say an answer; clauses are cut to their deciding words as room runs out."""
    room = context - context // _SHARE_FOR_REPLY - _FIXED - len(first.answer) - len(first.question)
    told = [data(question) for question in earlier[-_EARLIER:]]
    return load_prompt("answer").filled(
        passages=passages(first.citations, room=room - sum(map(len, told))),
        checked=data(first.answer),
        earlier="\n".join(told) or _NONE,
        question=data(first.rewritten or first.question),
        language=_LANGUAGES[first.language],
        tools=_WITH_TOOLS if with_tools else "",
    )


def repair_messages(*, shown: str, failed: str, problems: Sequence[str]) -> list[Message]:
    """What a model is told after a sentence that did not pass."""
    return load_prompt("repair").filled(
        shown=data(shown) or _NONE, failed=data(failed), problems="\n".join(f"· {data(said)}" for said in problems)
    )


def passages(citations: Sequence[Citation], *, room: int) -> str:
    """The clauses, numbered as they are cited, in about so many characters: the last are cut to their quotes first."""
    texts = [clause.text for clause in citations]
    for place in reversed(range(len(texts))):
        if sum(map(len, texts)) > room:
            texts[place] = citations[place].quote
    return "\n".join(_passage(n, c, text) for n, (c, text) in enumerate(zip(citations, texts, strict=True), start=1))


def _passage(number: int, clause: Citation, text: str) -> str:
    head = f"《{clause.document}》{clause.label}{clause.title}（{clause.standing_name}）"
    return f"<资料 编号={number}>\n[{number}] {head}\n{data(text)}\n</资料>"
