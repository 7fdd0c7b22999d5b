"""Words typed by sound or with a slip, put right: 算立券 is 算力券, 短扳 is 短板, insentive is incentive.

What the documents or the lexicon write stays, and so do figures: no character of a number is ever
read as another.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.clauses import corpus_clauses
from index.lexicon import EXPANSIONS, lexicon
from index.terms import words
from index.text import fold

_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_LATIN = re.compile(r"(?<![a-z0-9])[a-z]{5,}(?![a-z0-9])")
_NUMERAL = re.compile("[0-9零〇一二三四五六七八九十百千万亿两半几多]")
# Characters that join words: with one other they are no misspelling of a third.
_JOINING = frozenset(
    "的地得了着过吗呢啊吧呀么我你您他她它们咱是在有无和与跟同或及对把被给让叫向往到从自由于比按就都也还又再很太更最"
    "不没未别能会要想该应可以而但若如果因为所其这那哪谁啥怎各每个些只将且之后前上下里外中内间时月日号次即"
)
_SHORT, _LONGEST = 2, 6  # characters of a word that is looked for
_MOST_READINGS = 8
# Sounds that speech and the south of China mix up.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
_SLIPS = ((8, 1), (99, 2))  # letters that may be wrong in English words shorter than this


def put_right(text: str) -> str:
    """The folded text with its misspelt words as the documents write them."""
    return _LATIN.sub(lambda m: _latin(m[0]), _HAN_RUN.sub(lambda m: "".join(_han(m[0])), text))


def _han(run: str) -> Iterator[str]:
    """The run's words, those put right that only sound right."""
    cut = words(run)
    at = 0
    while at < len(cut):
        length, right = _longest_at(cut, at)
        yield right
        at += length


def _longest_at(cut: Sequence[str], at: int) -> tuple[int, str]:
    """How many words from here are one misspelt word, and that word put right; else one, as it stands."""
    loose = list(itertools.takewhile(lambda word: len(word) == 1 or word not in _words(), cut[at:]))
    for length in range(min(len(loose), _LONGEST), 0, -1):
        said = "".join(loose[:length])
        following = cut[at + length] if at + length < len(cut) else ""
        if _SHORT <= len(said) <= _LONGEST and not _belongs(said[-1], following) and (right := _sounds_like(said)):
            return length, right
    return 1, cut[at]


def _belongs(character: str, following: str) -> bool:
    """Whether a character is the beginning of what follows: 搞首|版次 is 搞 and 首版次."""
    return len(following) > 1 and _is_written(character + following)


@functools.lru_cache(maxsize=4096)
def _sounds_like(said: str) -> str | None:
    """The commonest of our words that sounds like this; None when it holds a numeral, or none does.

    Two characters say little: one of them must be right, and of what is a word elsewhere the tones too.
    """
    if _NUMERAL.search(said) or _is_written(said):
        return None
    elsewhere = words(said) == [said]
    if len(said) == _SHORT:
        return None if _JOINING & set(said) else _commonest(_alike(said, toned=elsewhere))
    return None if elsewhere else _commonest(w for sound in _readings(said) for w in _by_sound().get(_mixed(sound), ()))


def _alike(said: str, *, toned: bool) -> Iterator[str]:
    """The words that share a character with this one and sound exactly alike."""
    readings = set(_readings(said, toned=toned))
    for word in {word for sound in _readings(said) for word in _by_sound().get(_mixed(sound), ())}:
        if any(a == b for a, b in zip(word, said, strict=True)) and readings & set(_readings(word, toned=toned)):
            yield word


def _commonest(found: Iterator[str]) -> str | None:
    return max(found, key=lambda word: (_words()[word], word), default=None)


def _readings(said: str, *, toned: bool = False) -> tuple[str, ...]:
    """How the characters may be read, as one string each."""
    from pypinyin import Style, pinyin

    syllables = pinyin(said, style=Style.TONE3 if toned else Style.NORMAL, heteronym=True)
    read = itertools.islice(itertools.product(*syllables), _MOST_READINGS)
    return tuple(dict.fromkeys(map(" ".join, read)))


def _mixed(sound: str) -> str:
    """A reading with the sounds that are mixed up as one."""
    for one, other in _ALIKE:
        sound = sound.replace(one, other)
    return sound


@functools.cache
def _by_sound() -> dict[str, list[str]]:
    """The Chinese ones of our words by how they are read."""
    from pypinyin import lazy_pinyin

    found: dict[str, list[str]] = {}
    for word in _words():
        if _HAN_RUN.fullmatch(word) and len(word) <= _LONGEST and not _NUMERAL.search(word):
            found.setdefault(_mixed(" ".join(lazy_pinyin(word))), []).append(word)
    return found


@functools.cache
def _words() -> dict[str, int]:
    """The words that need no putting right and may have been meant, with how often they occur."""
    counts = Counter(word for clause in corpus_clauses().values() for word in words(clause.text))
    for said, meant in lexicon().terms.items():
        counts.update(word for term in (said, *meant) for word in (term, *words(term)))
    return dict(counts)


@functools.lru_cache(maxsize=16_384)
def _is_written(said: str) -> bool:
    """Whether two characters or more stand somewhere as they are; a pair that stands nowhere tells it at once."""
    pairs = list(itertools.pairwise(said))
    return all(pair in _right_pairs() for pair in pairs) and (len(pairs) == 1 or said in _right_text())


@functools.cache
def _right_pairs() -> frozenset[tuple[str, str]]:
    return frozenset(itertools.pairwise(_right_text()))


@functools.cache
def _right_text() -> str:
    """All that is written right, names of places too."""
    places = fold((EXPANSIONS / "places.yaml").read_text(encoding="utf-8"))
    return "\n".join([*(fold(clause.text) for clause in corpus_clauses().values()), *_words(), places])


@functools.lru_cache(maxsize=4096)
def _latin(word: str) -> str:
    """An English word, or the one of ours that it is a slip away from; plurals and the like are no slips."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    most = next(most for length, most in _SLIPS if len(word) < length)
    best = extractOne(word, _latin_words(), scorer=OSA.distance, score_cutoff=most)
    if best is None or best[0][0] != word[0] or best[0].startswith(word) or word.startswith(best[0]):
        return word
    return str(best[0])


@functools.cache
def _latin_words() -> tuple[str, ...]:
    return tuple(sorted(word for word in _words() if _LATIN.fullmatch(word)))
