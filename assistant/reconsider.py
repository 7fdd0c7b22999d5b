"""A second look at an answer that came to little: a follow-up resolved, a fact read, with a chat model's help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant import read_more, rewrite
from assistant.calculator import Facts
from assistant.chat import Chat
from assistant.clock import Clock
from assistant.prompts import load_prompt
from assistant.types import Answer, Reason, Status

# What no rewriting helps: it is not asked, not allowed, or not about the policies at all.
_FINAL = frozenset({Reason.EMPTY, Reason.TOO_LONG, Reason.UNSAFE, Reason.UNCLEAR_FIGURE})


class Again(Protocol):
    """The way from a question to an answer without a model."""

    def __call__(self, question: str, *, on: date, facts: Facts | None = None) -> Answer:
        """The answer to a question that stands alone, with facts that were made out in it."""


def reconsider(chat: Chat, first: Answer, *, earlier: Sequence[str], again: Again, clock: Clock) -> Answer:
    """The answer to what was meant, worked out by the same rules; the first answer itself when nothing is better."""
    if first.status is not Status.ANSWERED and earlier and first.reason not in _FINAL:
        return _followed_up(chat, first, earlier, again, clock)
    if first.rewritten is None:
        return _with_facts(chat, first, again, clock)
    return first


def _followed_up(chat: Chat, first: Answer, earlier: Sequence[str], again: Again, clock: Clock) -> Answer:
    whole = rewrite.rewrite(chat, first.question, earlier=earlier, clock=clock)
    if whole is None:
        return first
    answer = again(whole, on=first.as_of)
    if answer.status is not Status.ANSWERED:
        return first
    return _of(first, replace(answer, rewritten=whole), rewrite.STEP)


def _with_facts(chat: Chat, first: Answer, again: Again, clock: Clock) -> Answer:
    facts = read_more.read_more(chat, first, clock=clock)
    if not facts:
        return first
    answer = again(first.question, on=first.as_of, facts=facts)
    fewer = len(read_more.missing_keys(answer)) < len(read_more.missing_keys(first))
    return _of(first, answer, read_more.STEP) if fewer and answer.status is Status.ANSWERED else first


def _of(first: Answer, better: Answer, step: str) -> Answer:
    """The better answer as one to the first's question, with the prompt that led to it."""
    prompts = {step: load_prompt(step).sha256}
    return replace(better, id=first.id, question=first.question, prompts=prompts)
