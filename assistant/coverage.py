"""What a question is about, and the signs of whether the documents answer it.

深圳 … 补贴多少 fits many a clause; 社保缴费 fits none. What tells is how well the best clause fits and how
many of the question's own terms the documents hold at all.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from assistant.answerable import Signs
from assistant.calculator.quantity import Kind as QuantityKind
from assistant.calculator.quantity import Quantity, find_quantities
from assistant.kinds import Kind
from assistant.places import find_places, without_names
from assistant.understand import Query
from index.clauses import corpus_clauses
from index.lexicon import lexicon
from index.search import Index
from index.terms import terms, words
from index.text import simplify

_MOST_TELLING = 5.0  # what a word that the index does not know weighs, and the most that any does
# Questions of whole documents are not covered by one clause.
_NOT_OF_A_CLAUSE = frozenset({Kind.STACKING, Kind.VALIDITY, Kind.STANDING, Kind.APPLY})
_HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
_SMALL = "按对是其的等被经向在和与及或将把为以由从到于并也都了一不各该本这那"
_IN_QUOTES = re.compile('[“"「『]([\u4e00-\u9fff]{2,8})[”"」』]')
_OFTEN = 3
_SAMPLE = 2_000  # clauses; more would not change what is written often
_COUNTS = re.compile(
    r"[第一二三四五六七八九十两几半多每这那哪]|市里|区里|省里|补[贴助]|资助|奖|比例|金额|上限|封顶|最[高多]|总共|合计|一共|百分"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: its telling words with their weights."""

    weights: Mapping[str, float]

    def share_in(self, said: str) -> float:
        """The share of the subject, weighted, that a text speaks of; 1 when there is no subject."""
        covered = sum(weight for word, weight in self.weights.items() if _in(word, said))
        return covered / sum(self.weights.values()) if self.weights else 1.0


def subject_of(query: Query, index: Index) -> Subject:
    """The subject of a question, as far as the words of the index tell it."""
    telling = tuple(_telling(query))
    unknown = frozenset(word for word in telling if _unknown(word, index))
    return Subject({word: _weight(word, index, unknown) for word in telling})


def signs_of(query: Query, index: Index, *, score: float, given: float) -> Signs | None:
    """What tells whether a clause answers: the best score, and that of what would be given.

    None where no single clause is asked for.
    """
    if query.earlier or query.clauses or query.kinds & _NOT_OF_A_CLAUSE:
        return None
    quantities = find_quantities(query.text)
    return Signs(
        score=score,
        given=given,
        known=_known(lexicon().content(without_names(_without(query.text, quantities))), index),
        place=bool(query.places.documents),
        money=any(q.kind is QuantityKind.MONEY for q in quantities),
    )


def _without(text: str, quantities: Sequence[Quantity]) -> str:
    """A text without its figures: they are the caller's own, and no document holds them."""
    for quantity in reversed(quantities):
        text = f"{text[: quantity.start]} {text[quantity.end :]}"
    return text


def _known(content: str, index: Index) -> float:
    """The share of a text's terms that the index holds, none of no terms."""
    found = [term for term in dict.fromkeys(terms(content)) if len(term) > 1]
    held = sum(index.knows(term) or (term.isascii() and bool(lexicon().terms_in(term))) for term in found)
    return held / len(found) if found else 0.0


def _weight(word: str, index: Index, unknown: frozenset[str]) -> float:
    return _MOST_TELLING if word in unknown else min(index.lexical_ideal(word), _MOST_TELLING)


def _telling(query: Query) -> Iterator[str]:
    """The words of a question that carry its subject: no fillers, no places, no counts, no asking for an amount."""
    content = lexicon().content(query.text)
    quoted = _IN_QUOTES.findall(simplify(query.question))  # “四化”: a name that no dictionary holds
    for word in dict.fromkeys([*quoted, *_with_trade_words(words(content))]):
        if len(word) > 1 and not _COUNTS.match(word) and not word[0].isdigit():
            places = find_places(word)
            if not (places.documents or places.elsewhere):
                yield word


def _with_trade_words(cut: Sequence[str]) -> Iterator[str]:
    """The words of a text, with those of the trade put together that a general dictionary takes apart: 算力."""
    rest = list(cut)
    while rest:
        word = rest.pop(0)
        yield word + rest.pop(0) if rest and word + rest[0] in _trade_words() else word


@functools.cache
def _trade_words() -> frozenset[str]:
    """Two characters that the documents write together again and again, each a word of its own to the dictionary."""
    pairs = Counter(
        first + second
        for clause in islice(corpus_clauses().values(), _SAMPLE)
        for first, second in pairwise(words(clause.text))
        if len(first) == len(second) == 1 and _HAN_WORD.fullmatch(first + second) and first not in _SMALL
    )
    return frozenset(pair for pair, times in pairs.items() if times >= _OFTEN)


def _unknown(word: str, index: Index) -> bool:
    """Whether a Chinese word stands nowhere in the index and the lexicon leads nowhere from it."""
    return bool(_HAN_WORD.fullmatch(word)) and not index.knows(word) and not _terms_of(word)


def _in(word: str, said: str) -> bool:
    return word in said or any(term in said for term in _terms_of(word))


@functools.lru_cache(maxsize=4096)  # each clause that is read again is asked about the same words
def _terms_of(word: str) -> tuple[str, ...]:
    return lexicon().terms_in(word)
