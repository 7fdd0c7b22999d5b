"""A question and its history as a frozen Query: what is asked, of which place, in which language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.kinds import Kind, kinds_of, talks_policy
from assistant.lookup import clauses_named
from assistant.places import Places, find_places
from assistant.privacy import mask, unmasked
from assistant.types import Language, Reason
from index.lexicon import lexicon
from index.text import clean, fold, simplify

LONGEST_QUESTION = 2_000  # characters; a caller's question is a tenth of it

Turn = str | Mapping[str, str]

_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|</?[a-z!][^<>]*>", re.IGNORECASE | re.DOTALL)
_INSTRUCTIONS = re.compile(
    r"忽略.{0,12}(?:指令|指示|规则|要求|提示|限制)|无视.{0,12}(?:指令|规则|要求)|系统提示|提示词"
    r"|(?:你|您)(?:都|就|必须|应当|要)?只(?:说|回答|输出|回复)|从现在(?:起|开始)|扮演|你现在是|假装|越狱|开发者模式"
    r"|ignore (?:all|any|the|previous|above)|disregard|system prompt|you are now|pretend|act as|jailbreak"
    r"|developer mode|repeat after me|base64",
    re.IGNORECASE,
)
_SENTENCE_ENDS = "。！？!?\n"
_FOLLOWS = re.compile(
    r"^(?:那么?|要是|如果|假如|换成|换做|若是|再|还有|另外|其中|它|这个|那个|这条|上面|刚才|同样|and |what about|how about)"
    r"|呢[?？。]?$|也是|一样吗"
)
_OWN_SUBJECT = 16  # a question this long that names its own place stands on its own feet
_TOPIC_BREAK = re.compile(r"[。？?；;！!]+")
_TOPIC_SPLIT = re.compile(r"[，,、+/和跟与及]|以及|另外|还有|还想|再(?=[卖买建办])|\band\b|\bplus\b")
_LONGEST_TOPICS = 6


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: ``text`` is searched, ``earlier`` is what a follow-up builds on."""

    question: str
    text: str
    language: Language
    places: Places
    kinds: frozenset[Kind]
    clauses: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    earlier: str = ""
    rewritten: str | None = None
    refusal: Reason | None = None


def understand(question: str, *, history: Sequence[Turn] = ()) -> Query:
    """The query that a question and the turns before it come to; it never raises."""
    shown = mask(clean(question))
    language = _language(shown)
    text = _searchable(shown)
    refusal = _refusal(question, shown, text)
    if refusal is not None:
        return Query(shown[:LONGEST_QUESTION], "", language, Places(), frozenset(), refusal=refusal)
    earlier = _earlier(text, history)
    return _query(shown, text, language, earlier)


def _query(shown: str, text: str, language: Language, earlier: str) -> Query:
    places = find_places(text)
    if earlier and not places.documents:
        inherited = find_places(earlier)
        places = replace(places, documents=inherited.documents, elsewhere=places.elsewhere or inherited.elsewhere)
    kinds = kinds_of(text)
    return Query(
        question=shown,
        text=text,
        language=language,
        places=places,
        kinds=kinds,
        clauses=clauses_named(text, places.documents),
        topics=_topics(text, kinds),
        earlier=earlier,
        rewritten=f"{earlier} → {text}" if earlier else None,
    )


def _searchable(shown: str) -> str:
    """The words that are searched: no masks, no markup, no instructions to the system, folded and spelt right."""
    words = _TAGS.sub(" ", unmasked(shown))
    kept = "".join(s for s in _sentences(words) if not _INSTRUCTIONS.search(s))
    return lexicon().correct(fold(kept))


def _sentences(text: str) -> list[str]:
    """The sentences of a text; a stop inside quotation marks ends none."""
    pieces, start, depth = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "“「『") - (char in "”」』")
        if char in _SENTENCE_ENDS and depth <= 0:
            pieces.append(text[start : at + 1])
            start = at + 1
    return [*pieces, text[start:]]


def _refusal(question: str, shown: str, text: str) -> Reason | None:
    if len(question) > LONGEST_QUESTION:
        return Reason.TOO_LONG
    if not any(c.isalnum() for c in shown):
        return Reason.EMPTY
    if not any(c.isalnum() for c in text):
        return Reason.UNSAFE if _INSTRUCTIONS.search(shown) else Reason.EMPTY
    if _INSTRUCTIONS.search(shown) and not talks_policy(text):
        return Reason.UNSAFE
    return None


def _language(shown: str) -> Language:
    letters = sum(c.isascii() and c.isalpha() for c in shown)
    han = sum("\u3400" <= c <= "\u9fff" for c in shown)
    if letters > 4 * han:
        return Language.ENGLISH
    changed = sum(a != b for a, b in zip(shown, simplify(shown), strict=False))
    return Language.TRADITIONAL if changed >= 2 or (changed and changed * 8 >= han) else Language.CHINESE


def _earlier(text: str, history: Sequence[Turn]) -> str:
    """What the question builds on: the last question before it that had a subject, if it follows up."""
    asked = [t for t in (_searchable(mask(clean(turn))) for turn in _user_turns(history)) if t and talks_policy(t)]
    if not asked or not _follows_up(text):
        return ""
    *before, last = asked
    return f"{before[-1]} {last}" if before and _follows_up(last) else last


def _user_turns(history: Sequence[Turn]) -> list[str]:
    """What the person said before, in order; answers are left out."""
    said = [t if isinstance(t, str) else t.get("content", "") for t in history if _is_users(t)]
    return [s[:LONGEST_QUESTION] for s in said if isinstance(s, str)]


def _is_users(turn: Turn) -> bool:
    return isinstance(turn, str) or turn.get("role", "user") == "user"


def _follows_up(text: str) -> bool:
    if _FOLLOWS.search(text):
        return True
    named = find_places(text).documents
    return not named or (len(text) < _OWN_SUBJECT and not talks_policy(text))


def _topics(text: str, kinds: frozenset[Kind]) -> tuple[str, ...]:
    """The parts of a question that may each be a question of their own; none when it is one."""
    sentences = [s.strip() for s in _TOPIC_BREAK.split(text)]
    parts = sentences
    if kinds & {Kind.SEVERAL, Kind.COMPARE}:
        parts = [p.strip() for s in sentences for p in _TOPIC_SPLIT.split(s)]
    worth = tuple(dict.fromkeys(p for p in parts if len(p) >= 3))
    return worth[:_LONGEST_TOPICS] if len(worth) > 1 else ()
