"""What the built-in model is trained on: pairs of texts that mean the same, drawn anew for every round.

A question belongs to the unit that answers it and to the other questions about that unit; a
caller's word belongs to the documents' term for it. Questions are varied as callers vary them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from index.entries import Entry
from index.lexicon import Lexicon
from index.manifest import documents
from index.text import fold

_HAN = re.compile("[\u4e00-\u9fff]")
_SHORTEST = 6  # characters; a shorter question does not survive a slip of the fingers
_TO_OTHER_QUESTION = 0.3
_OF_LEXICON = 0.3
_AS_SEARCHED, _CONTENT_ONLY = 0.35, 0.5
_WITHOUT_PLACE, _MISTYPED = 0.25, 0.3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that mean the same; pairs ``about`` the same thing are not each other's wrong answers."""

    one: str
    other: str
    about: str
    document: str


class Pairs:
    """The pairs that units, questions and lexicon give."""

    def __init__(self, entries: Iterable[Entry], lexicon: Lexicon) -> None:
        entries = tuple(entries)
        self._units = {e.id: fold(e.text) for e in entries if e.kind == "unit"}
        self._questions = tuple(e for e in entries if e.kind == "question")
        self._lexicon = lexicon
        self._said = sorted((said, term) for said, terms in lexicon.terms.items() for term in terms)
        self._siblings: dict[str, list[Entry]] = {}
        for question in self._questions:
            self._siblings.setdefault(question.unit_id, []).append(question)
        self._sounds = homophones("".join((*self._units.values(), *(q.text for q in self._questions))))
        self._places = re.compile("|".join(name for d in documents() for name in (d.place, d.place.rstrip("省市区"))))

    def texts(self) -> list[str]:
        """Every text that the pairs are made of: what the vocabulary has to hold."""
        return [*self._units.values(), *(fold(q.text) for q in self._questions), *(" ".join(p) for p in self._said)]

    def drawn(self, draw: Random) -> list[Pair]:
        """One round of pairs, in random order."""
        pairs = [self._of_question(question, draw) for question in self._questions]
        said = draw.sample(self._said, int(_OF_LEXICON * len(self._said)))
        pairs += [Pair(word, term, term, "") for word, term in said]
        draw.shuffle(pairs)
        return pairs

    def _of_question(self, question: Entry, draw: Random) -> Pair:
        others = [q for q in self._siblings[question.unit_id] if q is not question]
        answer = self._units[question.unit_id]
        if others and draw.random() < _TO_OTHER_QUESTION:
            answer = fold(draw.choice(others).text)
        return Pair(self._varied(fold(question.text), draw), answer, question.clause_id, question.document_id)

    def _varied(self, text: str, draw: Random) -> str:
        """A question as it may reach the model: as the assistant searches for it, or raw and mistyped."""
        chance = draw.random()
        if chance < _CONTENT_ONLY:
            content = self._lexicon.content(self._lexicon.correct(text))
            return as_searched(content, self._lexicon) if chance < _AS_SEARCHED else content
        if draw.random() < _WITHOUT_PLACE:
            text = self._places.sub("", text)
        return mistyped(text, draw, self._sounds) if draw.random() < _MISTYPED else text


def as_searched(content: str, lexicon: Lexicon) -> str:
    """What a question is about, with the documents' terms for it beside the caller's words."""
    return " ".join((content, *lexicon.terms_in(content)))


def homophones(text: str) -> dict[str, str]:
    """Every Chinese character of a text that sounds like others of it, with all that sound so."""
    from pypinyin import lazy_pinyin

    by_sound: dict[str, str] = {}
    for character in sorted(set(_HAN.findall(text))):
        sound = lazy_pinyin(character)[0]
        by_sound[sound] = by_sound.get(sound, "") + character
    return {c: alike for alike in by_sound.values() if len(alike) > 1 for c in alike}


def mistyped(text: str, draw: Random, sounds: Mapping[str, str]) -> str:
    """The text with one Chinese character left out, swapped with the next, or replaced by one that sounds alike."""
    places: Sequence[int] = [at for at, character in enumerate(text) if _HAN.match(character)]
    if len(places) < _SHORTEST:
        return text
    at = draw.choice(places)
    before, character, after = text[:at], text[at], text[at + 1 :]
    return draw.choice(
        (
            before + after,
            before + after[:1] + character + after[1:],
            before + draw.choice(sounds.get(character, character)) + after,
        )
    )
