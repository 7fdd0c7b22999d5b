"""What people say and what the documents write: synonyms, English terms, frequent misspellings, fillers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from index.text import fold
from index.yamlfile import DataFileError, read_yaml

EXPANSIONS = Path(__file__).parent / "expansions"
_SHORT = 2  # characters; a misspelling as short as this may be the ends of two right words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by what else they are called, and right spellings by wrong ones."""

    terms: dict[str, tuple[str, ...]]
    spellings: dict[str, str]
    _said: re.Pattern[str]
    _wrong: re.Pattern[str]
    _filler: re.Pattern[str]

    def correct(self, text: str) -> str:
        """The folded text with frequent misspellings put right."""
        return self._wrong.sub(lambda m: self.spellings[m[0]] if _stands_alone(m) else m[0], text)

    def content(self, text: str) -> str:
        """The folded text without the words that carry a question but not its subject."""
        return " ".join(self._filler.sub(" ", text).split())

    def terms_in(self, text: str) -> tuple[str, ...]:
        """The documents' terms for what a folded text says in other words, each once."""
        found = dict.fromkeys(term for m in self._said.finditer(text) for term in self._meant(m[0]))
        return tuple(term for term in found if term not in text)

    def _meant(self, said: str) -> tuple[str, ...]:
        """What a word means; English plurals as their singular."""
        singular = (said, said.removesuffix("s"), said.removesuffix("es"))
        return next((self.terms[form] for form in singular if form in self.terms), ())


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the project."""
    return read_lexicon(EXPANSIONS / "lexicon.yaml")


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon that a file holds; DataFileError names what is wrong and where."""
    data = read_yaml(path)
    if not isinstance(data, dict) or set(data) != {"groups", "misspelt", "fillers"}:
        raise DataFileError(f"{path.name}: keys {_keys(data)}, expected exactly groups, misspelt and fillers")
    terms: dict[str, list[str]] = {}
    for number, group in enumerate(data["groups"]):
        if _keys(group) != ["also", "term"]:
            raise DataFileError(f"{path.name}: groups[{number}]: keys {_keys(group)}, expected exactly term and also")
        for said in group["also"]:
            terms.setdefault(fold(str(said)), []).append(fold(str(group["term"])))
    spellings = {fold(str(wrong)): fold(str(right)) for right, wrongs in data["misspelt"].items() for wrong in wrongs}
    frozen = {said: tuple(dict.fromkeys(meant)) for said, meant in terms.items()}
    fillers = [fold(word) for group in data["fillers"] for word in group]
    return Lexicon(frozen, spellings, _any_of(frozen), _any_of(spellings), _any_of(fillers))


def _keys(value: object) -> list[str]:
    return sorted(map(str, value)) if isinstance(value, dict) else []


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether a misspelling is not made of the ends of two right words: 设备|按比例 holds no 备案."""
    if len(found[0]) > _SHORT:
        return True
    import rjieba

    ends = [0, *accumulate(len(word) for word in rjieba.cut(found.string, False))]
    return found.start() in ends and found.end() in ends


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, longest first; Latin ones only whole."""
    ordered = sorted(words, key=len, reverse=True)
    latin = "|".join(re.escape(word) for word in ordered if word.isascii())
    by_first: dict[str, list[str]] = {}
    for word in ordered:
        if not word.isascii():
            by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    # By their first character, and what all Latin ones share once: most places are passed at one glance.
    parts = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()]
    parts += [rf"(?<![a-z0-9])(?:{latin})(?:s|es)?(?![a-z0-9])"] if latin else []
    return re.compile("|".join(parts) or r"(?!)")
