"""The conversation: asking, waiting, stopping, and the bubbles that show it. No Gradio in here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.errors import AssistantError
from assistant.web.markup import escape, lines, prose
from assistant.web.panel import Turn
from assistant.web.words import Words, words
from index.errors import IndexFailure

_QUICK = 0.25
"""Seconds within which an answer comes without a word about waiting: nothing is to flicker."""

_KEPT = 30
"""How many turns of a conversation are kept on the page and used for follow-ups."""


class Ask(Protocol):
    """What answers the page's questions, with an answer object of the contract."""

    def __call__(self, question: str, *, history: Sequence[str]) -> Mapping[str, Any]:
        """The answer to a question that follows these earlier questions."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it stands; ``pending`` is a question that waits for its answer."""

    turns: tuple[Turn, ...] = ()
    pending: str | None = None
    count: int = 0


async def say(ask: Ask, question: str, talk: Talk) -> AsyncIterator[Talk]:
    """The conversation with the question waiting (only when it waits for long), then with its answer."""
    asked = asyncio.ensure_future(asyncio.to_thread(answered, ask, question, talk))
    done, _ = await asyncio.wait({asked}, timeout=_QUICK)
    if not done:
        yield Talk(talk.turns, question, talk.count)
    yield await asked


def answered(ask: Ask, question: str, talk: Talk) -> Talk:
    """The conversation with the question and its answer added; a failure becomes a sentence, never a trace."""
    try:
        answer = ask(question, history=[turn.question for turn in talk.turns])
    except (AssistantError, IndexFailure) as error:
        answer = {"answer": str(error)}
    except Exception:
        logging.getLogger(__name__).exception("a question could not be answered")
        answer = {"answer": words()["error"]}
    return _with(talk, question, answer)


def stopped(talk: Talk) -> Talk:
    """The conversation after its pending question was given up."""
    return talk if talk.pending is None else _with(talk, talk.pending, {"answer": words()["stopped"]})


def _with(talk: Talk, question: str, answer: Mapping[str, Any]) -> Talk:
    turn = Turn(f"t{talk.count + 1}", question, answer)
    return Talk((*talk.turns, turn)[-_KEPT:], None, talk.count + 1)


def bubbles(talk: Talk) -> list[dict[str, str]]:
    """The conversation as chat messages, each one line of safe HTML."""
    shown = []
    for turn in talk.turns:
        shown += [_message("user", asked(turn.question)), _message("assistant", reply(turn))]
    if talk.pending is not None:
        waiting = f'<div class="pa-reply pa-pending">{escape(words()["pending"])}</div>'
        shown += [_message("user", asked(talk.pending)), _message("assistant", waiting)]
    return shown


def asked(question: str) -> str:
    """A question as the user wrote it."""
    return f'<div class="pa-question">{lines(question)}</div>'


def reply(turn: Turn) -> str:
    """An answer with its marks, and what became of the question when it was not answered."""
    answer, said = turn.answer, turn.words
    body = prose(str(answer.get("answer", "")), key=turn.key, citations=len(answer.get("citations", ())))
    return (
        f'<div class="pa-reply" id="pa-{turn.key}-reply">{status_line(answer, said)}{understood_line(answer, said)}'
        f'<div class="pa-body">{body}</div>{_tools(turn)}</div>'
    )


def _message(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def status_line(answer: Mapping[str, Any], said: Words) -> str:
    """What became of a question that was not simply answered."""
    status = str(answer.get("status", "failed"))
    if status == "answered":
        return ""
    label = said.get(f"reason_{answer.get('reason')}") or said.get(status, said["failed"])
    return f'<p class="pa-status pa-{escape(status)}">{escape(label)}</p>'


def understood_line(answer: Mapping[str, Any], said: Words) -> str:
    """The question as it was understood, where that is more than was typed."""
    rewritten = answer.get("rewritten")
    return f'<p class="pa-understood">{said["understood"]}{lines(rewritten)}</p>' if rewritten else ""


def _tools(turn: Turn) -> str:
    """The row under an answer; the page's script copies and jumps."""
    if "status" not in turn.answer:
        return ""
    said = turn.words
    see = f'<a class="pa-see" href="#pa-{turn.key}">{said["to_evidence"]}</a>'
    return f'<p class="pa-tools"><button type="button" class="pa-copy">{said["copy_reply"]}</button>{see}</p>'
