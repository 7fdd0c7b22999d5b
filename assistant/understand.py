"""A question and its history as a frozen Query: what is asked, of which place, in which language."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.calculator import Facts
from assistant.instructions import instructs, wants_fraud, without_instructions
from assistant.kinds import Kind, kinds_of, talks_policy
from assistant.lookup import clauses_named, document_of_number
from assistant.neighbours import Neighbour, neighbour_of
from assistant.offers import asks_for_all
from assistant.places import Places, find_places
from assistant.privacy import mask, unmasked
from assistant.types import Language, Notice, Reason
from index.beside import Beside, held
from index.clauses import corpus_clauses
from index.lexicon import lexicon
from index.manifest import documents
from index.spelling import put_right
from index.terms import words
from index.text import clean, fold, simplify

LONGEST_QUESTION = 2_000  # characters; a caller's question is a tenth of it

Turn = str | Mapping[str, str]

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s，。；）)]+|www\.[^\s，。；）)]+|(?:javascript|data|vbscript):\S*", re.IGNORECASE
)
_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|</?[a-z!][^<>]*>|<(?=[a-z!/])", re.DOTALL)
_OBJECT = re.compile(r"\{[^{}]*[\"“”'][^{}]*:[^{}]*\}")  # {"role": "system", …}
# What can only be said after something else, and what may also begin a question of its own.
_FOLLOWS = re.compile(
    r"^(?:那(?!个[\s,])|换成|换做|其中|它|这个|那个(?![\s,])|这条|上面|刚才|同样|and |what about|how about)|呢[?。]?$"
)
_MAY_FOLLOW = re.compile("^(?:要是|如果|假如|若是|再|还有|另外)|也是|一样吗")
_FIGURE = re.compile("[0-9一二三四五六七八九十百千万亿]")
_OWN_SUBJECT = 16  # a question this long that names its own place stands on its own feet
_MOST_TURNS = 6
_SENTENCE = re.compile(r"[^。!?！？\n]*[。!?！？\n]*")
# Of two questions without a mark between them the first ends where it asks: 服务谁 梯队怎么叫.
_TOPIC_BREAK = re.compile(r"[。？?；;！!]+|(?<=[谁吗么少叫啥])[ 　]+")
_SET_APART = re.compile(r"(?:[\u4e00-\u9fff][.·・_\-*|/\s]{1,2}){5,}[\u4e00-\u9fff]")
_TOPIC_SPLIT = re.compile(
    r"\bvs\b\.?|\bversus\b|对比|[，,、+/和跟与及]|以及|另外|还有|还想|加上|连同|外加|一个是|再(?=[卖买建办])|\band\b|\bplus\b"
)
_LONGEST_TOPICS = 6
# Who or what answers here, and nothing else.
_OF_ITSELF = re.compile(
    r"(?:(?:那么?)?你(?:到底|究竟)?(?:是谁|是什么|叫什么|是不?是?(?:机器人|真人|人工|ai)|[能会](?:做|干|帮我?)?(?:什么|啥|点啥))"
    r"|who are you|what (?:are|can) you)"
    r"[^,，。]{0,12}$"
)
_NO_SUBJECT = re.compile(
    r"[\W\d_]|[省市区][里级]|能[拿领补]|具体|[按给拿能补]|几成|封顶|上限|最[多高]|多少|奖励?|补?贴|资助|元|万|亿"
)
_LEAST_OF_SUBJECT = 2  # characters
_LONGEST_ACRONYM = 6
# Kinds that 那广州呢 takes over from the turn before; which amount it asks for is for the search to say.
_CARRIED = frozenset({Kind.DEPARTMENT, Kind.VALIDITY, Kind.STANDING, Kind.APPLY, Kind.STACKING})
_OWN_KINDS = _CARRIED | {Kind.AMOUNT, Kind.LIST}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: ``text`` is searched, ``earlier`` is what a follow-up builds on.

    ``offers`` says that no subject is named: all that a place offers is asked for.
    ``facts`` are those that a chat model made out in the question; what is read without one goes before them.
    """

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
    neighbour: Neighbour | None = None
    notices: tuple[Notice, ...] = ()
    offers: bool = False
    facts: Facts = field(default_factory=dict)


def earlier_questions(history: Sequence[Turn]) -> list[str]:
    """What the person asked last, in order, as it may be shown and told on: personal data masked."""
    return [mask(clean(turn)) for turn in _user_turns(history)]


def understand(question: str, *, history: Sequence[Turn] = ()) -> Query:
    """The query that a question and the turns before it come to; it never raises."""
    shown = mask(clean(question))
    if len(shown) > LONGEST_QUESTION:
        return _refused(shown[:LONGEST_QUESTION], Reason.TOO_LONG)
    text = _searchable(question)
    if not any(c.isalnum() for c in text):
        return _refused(shown, Reason.UNSAFE if _told_something(shown) else Reason.EMPTY)
    if wants_fraud(text):
        return _refused(shown, Reason.UNSAFE)
    if _OF_ITSELF.match(text) and not find_places(text).documents:
        return _refused(shown, Reason.OUT_OF_SCOPE)  # the refusal says what is covered
    return _query(_Said(shown, text), _earlier(text, history))


def _told_something(shown: str) -> bool:
    """Whether a message of which nothing is left to search said anything but an address or a mask."""
    return instructs(fold(shown)) or any(c.isalnum() for c in _without_markup(fold(unmasked(shown))))


def _refused(shown: str, reason: Reason) -> Query:
    return Query(shown, "", _language(shown), Places(), frozenset(), refusal=reason)


@dataclass(frozen=True, slots=True)
class _Said:
    """A turn as it may be shown, and as it is searched."""

    shown: str
    text: str

    @property
    def understood(self) -> str:
        """What was understood of it: spelt right, or, where personal data stood in it, as it may be shown."""
        return self.text if unmasked(self.shown) == self.shown else self.shown


def _query(now: _Said, before: Sequence[_Said]) -> Query:
    """The query of a turn and of those that it builds on: they give the place and kind that it does not name."""
    shown, text, earlier = now.shown, now.text, [turn.text for turn in before]
    places = find_places(text)
    numbered = document_of_number(text)
    if numbered and not places.documents:
        places = replace(places, documents=(numbered,))
    named = [find_places(turn) for turn in reversed(earlier)]
    if not places.documents and not places.elsewhere:
        places = next((p for p in named if p.documents), places)
    kinds = kinds_of(text) or kinds_of(" ".join(earlier))
    asked = kinds if kinds & _OWN_KINDS else kinds | _asked_before(earlier)
    return Query(
        question=shown,
        text=text,
        language=_language(shown),
        places=places,
        kinds=asked,
        clauses=clauses_named(text, places.documents),
        topics=_topics(text, kinds),
        earlier=" ".join(earlier),
        rewritten=f"{' '.join(turn.understood for turn in before)} → {now.understood}" if before else None,
        neighbour=neighbour_of(text),
        notices=tuple(_notices(shown)),
        offers=not earlier and asks_for_all(text),
    )


def _notices(shown: str) -> Iterator[Notice]:
    """What is to be told of the message itself."""
    if unmasked(shown) != shown:
        yield Notice.PERSONAL_DATA
    if instructs(fold(shown)):
        yield Notice.INSTRUCTIONS


def _asked_before(earlier: Sequence[str]) -> frozenset[Kind]:
    """The kinds that the last turn to ask anything hands on."""
    kinds = (kinds_of(turn) & _OWN_KINDS for turn in reversed(earlier))
    return next((asked & _CARRIED for asked in kinds if asked), frozenset())


def _searchable(said: str) -> str:
    """The words that are searched: folded and spelt right, without masks, markup, addresses and instructions."""
    masked = mask("\n".join(clean(line) for line in said.splitlines()))
    text = "\n".join(fold(_SET_APART.sub(_joined, line)) for line in unmasked(masked).splitlines())
    return put_right(lexicon().correct(clean(_what_asks(without_instructions(_without_markup(text))))))


def _joined(match: re.Match[str]) -> str:
    """Characters that somebody set apart one by one, 光.明.区., as words."""
    return "".join(c for c in match[0] if c.isalnum())


def _without_markup(text: str) -> str:
    text = _ADDRESS.sub(" ", text)
    text = _OBJECT.sub(" ", text)
    while (less := _TAGS.sub(" ", text)) != text:
        text = less
    return text


def _what_asks(text: str) -> str:
    """A folded text without the sentences that say nothing of the subject, when others do."""
    sentences = _SENTENCE.findall(text)
    telling = [s for s in sentences if talks_policy(s) or find_places(s).documents or _says_something(s)]
    return "".join(telling) if any(map(talks_policy, telling)) else text


def _language(shown: str) -> Language:
    han = sum("\u3400" <= c <= "\u9fff" for c in shown)
    latin = re.findall("[A-Za-z]{2,}", shown)
    if sum(map(len, latin)) > 4 * han:
        # An acronym or two, as CSMM or ipo, is typed by people of either language.
        return Language.ENGLISH if any(len(w) > _LONGEST_ACRONYM for w in latin) or len(latin) > 2 else Language.CHINESE
    changed = sum(a != b for a, b in zip(shown, simplify(shown), strict=False))
    return Language.TRADITIONAL if changed >= 2 or (changed and changed * 8 >= han) else Language.CHINESE


def _earlier(text: str, history: Sequence[Turn]) -> tuple[_Said, ...]:
    """The turns that a question builds on, if it follows up: back to the last that stood on its own feet."""
    said = (_Said(mask(clean(turn)), _searchable(turn)) for turn in _user_turns(history))
    asked = [turn for turn in said if _was_answered(turn.text)]
    if not asked or not _follows_up(text):
        return ()
    chain = [asked.pop()]
    while asked and _follows_up(chain[0].text):
        chain.insert(0, asked.pop())
    return tuple(chain)


def _was_answered(turn: str) -> bool:
    """Whether a turn can be built on: about the policies, and not only about a place that has none here."""
    places = find_places(turn)
    if places.own_policy or (places.elsewhere and not places.documents):
        return False
    return bool(places.documents) or talks_policy(turn) or _says_something(turn)


def _user_turns(history: Sequence[Turn]) -> list[str]:
    """What the person said last, in order; answers, and what was too long to be answered, are left out."""
    turns = (turn if isinstance(turn, Mapping) else {"content": turn} for turn in history or ())
    said = [turn.get("content") for turn in turns if turn.get("role", "user") == "user"]
    return [turn for turn in said if isinstance(turn, str) and len(turn) <= LONGEST_QUESTION][-_MOST_TURNS:]


def _follows_up(text: str) -> bool:
    if neighbour_of(text):
        return False  # a subject that other rules govern is a subject of its own
    if _FOLLOWS.search(text):
        return True
    places = find_places(text)
    if not places.documents and not places.elsewhere:
        return not asks_for_all(text) and (talks_policy(text) or _says_something(text))
    if _MAY_FOLLOW.search(text):
        return len(text) < _OWN_SUBJECT or not talks_policy(text)
    return len(text) < _OWN_SUBJECT and not talks_policy(text)


def _says_something(text: str) -> bool:
    """Whether a text has any sign of the subject: a kind of question, a figure, a word that the documents use."""
    if kinds_of(text) or _FIGURE.search(text) or lexicon().terms_in(text):
        return True
    said = (word for word in words(lexicon().content(text)) if len(word) > 1)
    return any(all(pair in _pairs_of_corpus() for pair in pairwise(word)) for word in said)


@functools.cache
def _pairs_of_corpus() -> frozenset[tuple[str, str]]:
    """Every two characters that stand side by side in a clause: it does not grow with the number of documents."""
    return frozenset(pair for clause in corpus_clauses().values() for pair in pairwise(clause.text.lower()))


def _subject(text: str) -> str:
    """What of a part could be a subject: neither fillers nor figures nor the asking for an amount."""
    return _NO_SUBJECT.sub("", _place_names(held()).sub("", lexicon().content(text)))


@functools.lru_cache(maxsize=2)
def _place_names(_beside: Beside) -> re.Pattern[str]:
    """The names of the places of all documents, told anew when others are held beside our own."""
    return re.compile("|".join(dict.fromkeys(entry.place.rstrip("省市区") + "[省市区]?" for entry in documents())))


def _topics(text: str, kinds: frozenset[Kind]) -> tuple[str, ...]:
    """The parts of a question that may each be a question of their own; none when it is one."""
    sentences = [s.strip() for s in _TOPIC_BREAK.split(text)]
    parts = sentences
    if kinds & {Kind.SEVERAL, Kind.COMPARE}:
        parts = [p.strip() for s in sentences for p in _TOPIC_SPLIT.split(s)]
    worth = tuple(dict.fromkeys(p for p in parts if len(_subject(p)) >= _LEAST_OF_SUBJECT))
    return worth[:_LONGEST_TOPICS] if len(worth) > 1 else ()
