"""Where a text names an input of the calculator, one of its options, or its denial."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.calculator import Input, InputType, load_inputs

_NUMBERS = tuple(kind for kind in InputType if kind.is_number)


@dataclass(frozen=True, slots=True)
class Target:
    """What a word stands for: a number's key, a choice's option, or a flag's yes or no."""

    key: str
    option: str | None = None
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of an input at ``text[start:end]``."""

    start: int
    end: int
    targets: tuple[Target, ...]

    def keys(self, *types: InputType) -> tuple[str, ...]:
        """The keys of these types that the word may stand for."""
        inputs = load_inputs()
        return tuple(target.key for target in self.targets if inputs[target.key].type in types)


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The words of inputs in their order; a word inside a longer one is none, unless it alone names a number."""
    folded = text.casefold() if len(text.casefold()) == len(text) else text
    kept: list[Mention] = []
    for mention in _scan(folded):
        if not kept or mention.end > kept[-1].end or _still_names(mention, kept[-1]):
            kept.append(mention)
    return tuple(kept)


def _still_names(inner: Mention, outer: Mention) -> bool:
    """Whether a word that ends a longer one names a number that the longer does not: 流动资金贷款 is a 贷款."""
    return inner.end == outer.end and bool(inner.keys(*_NUMBERS)) and not outer.keys(*_NUMBERS)


def _scan(text: str) -> Iterator[Mention]:
    words = _words()
    for start, first in enumerate(text):
        for word, targets in words.get(first, ()):
            if text.startswith(word, start):
                yield Mention(start, start + len(word), targets)
                break


@functools.cache
def _words() -> Mapping[str, tuple[tuple[str, tuple[Target, ...]], ...]]:
    """Every word with what it stands for, by its first character, the longest first."""
    meanings: dict[str, list[Target]] = {}
    for entry in load_inputs().values():
        for word, target in _words_of(entry):
            targets = meanings.setdefault(word.casefold(), [])
            if target not in targets:
                targets.append(target)
    by_first: dict[str, list[tuple[str, tuple[Target, ...]]]] = {}
    for word, targets in sorted(meanings.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(word[0], []).append((word, tuple(targets)))
    return {first: tuple(found) for first, found in by_first.items()}


def _words_of(entry: Input) -> Iterator[tuple[str, Target]]:
    if entry.type is InputType.FLAG:
        yield from ((word, Target(entry.key)) for word in entry.aliases)
        yield from ((word, Target(entry.key, yes=False)) for word in entry.denied)
        return
    for option in entry.options:
        yield from ((word, Target(entry.key, option.name)) for word in (option.name, *option.aliases))
    yield from ((word, Target(entry.key)) for word in (entry.name, *entry.aliases))
