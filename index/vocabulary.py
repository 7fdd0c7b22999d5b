"""The words that the built-in model knows, as a tokenizer that any of its readers can load."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.terms import words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

UNKNOWN = "<unk>"
# Chinese words stay as they were cut; Latin letters and digits are pieces of their own.
_PIECE = re.compile(r"[a-z]+|\d+|[\u3400-\u4dbf\u4e00-\u9fff]+")
_NOT_A_WORD = r"[^a-z\d\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}]+"
_LATIN_OR_DIGITS = r"[a-z]+|\d+"
# A character known only from inside words: below every word, above the unknown.
_CHARACTER_PENALTY = 4.0


def pieces(text: str) -> list[str]:
    """The words of a text as the vocabulary holds them."""
    return [piece for word in words(text) for piece in _PIECE.findall(word)]


def vocabulary(texts: Iterable[str]) -> Tokenizer:
    """A tokenizer that cuts texts into the words of these texts, and what it does not know into characters."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.Unigram([(UNKNOWN, _unknown_score()), *_scores(texts)], unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_NOT_A_WORD), "removed"),
            pre_tokenizers.Split(Regex(_LATIN_OR_DIGITS), "isolated"),
        ]
    )
    return tokenizer


def _scores(texts: Iterable[str]) -> list[tuple[str, float]]:
    """Every word with the logarithm of how often it occurs, and every character, in a fixed order."""
    counts = Counter(piece for text in texts for piece in pieces(text))
    total = sum(counts.values())
    scores = {word: math.log(count / total) for word, count in counts.items()}
    rare = math.log(1 / total) - _CHARACTER_PENALTY
    for character in {c for word in counts if not word.isascii() for c in word} - set(scores):
        scores[character] = rare
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _unknown_score() -> float:
    return -40.0
