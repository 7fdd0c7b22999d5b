"""Which places the stretches of a sentence speak of."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.places import Places, find_places, place_names, places_within
from assistant.types import Citation
from index.manifest import Level, document, documents
from index.text import fold

_CLAUSE: Final = re.compile(r"[^,;。!?\n]+")
# 国家级、省级、市级 are levels of an award, no places.
_LEVELS: Final = re.compile(
    r"国家(?:级|里)?(?:、|或者?|和|及|以及|与)省(?:里|级)?|(?:国家|省|市|区|部)级|各区(?:政府)?"
    r"|\b(?:national|provincial|municipal|district|city|state)(?:[- ]level)?|国家、省、市|省、市"
)
_EACH: Final = re.compile("都|均|(?<!不)一样|(?<!不)相同|同样|皆|both|same")
_CITY: Final = re.compile("市里|市级|市层面|市政府")
_EVERY_DISTRICT: Final = "各区"
_OWN_DISTRICT: Final = re.compile("区里|区级|区政府|所在区")
_PROVINCE: Final = "广东省"
_VERBATIM: Final = 6
_WHOLE: Final = 4  # characters of a stretch between commas that is the clause's own


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch between two commas, with the places that it speaks of, its own or those before it."""

    start: int
    end: int
    places: Places
    each: bool = False

    def misses(self, cited: Sequence[str]) -> tuple[str, ...]:
        """The places named whose documents are none of those cited; with 都 every one must be, else one is enough."""
        held = [d for d in self.places.documents if any(_same_place(d, other) for other in cited)]
        if self.places.documents:
            missing = (*(d for d in self.places.documents if d not in held), *self.places.elsewhere)
            return missing if not held or self.each else ()
        reached = any(document(d).level is Level.PROVINCE for d in cited if _known(d))
        within = set() if not reached else places_within("广东省")
        return tuple(place for place in self.places.elsewhere if place not in within)


def placed(text: str, cited: Sequence[Citation], before: Places) -> tuple[Placed, ...]:
    """The stretches of a readable text with the places that each speaks of; ``before`` are those of what precedes."""
    found, current = [], before
    masked = _masked(text, tuple(c.text for c in cited))
    if any(_EVERY_DISTRICT in c.text for c in cited):
        masked = _OWN_DISTRICT.sub(lambda m: "　" * len(m[0]), masked)
    for match in _CLAUSE.finditer(masked):
        own = _places(match[0])
        current = own if own.documents or own.elsewhere else _city_of(current, match[0])
        found.append(
            Placed(
                match.start(),
                match.end(),
                current,
                each=bool(_EACH.search(match[0])) and len(own.documents) + len(own.elsewhere) > 1,
            )
        )
    return tuple(found)


def _city_of(places: Places, words: str) -> Places:
    """市里 behind a district is the city that it lies in."""
    if not _CITY.search(words):
        return places
    known = {entry.place: entry.id for entry in documents()}
    cities = [known[within] for d in places.documents if (within := document(d).within) in known]
    return Places(tuple(cities)) if cities else places


def unrelated(places: Places, cited: Sequence[str]) -> tuple[str, ...]:
    """The places with a document that lie neither in, around nor at the place of a cited one."""
    return tuple(d for d in places.documents if not any(_related(d, other) for other in cited if _known(other)))


def lies_in(places: Places, cited: Sequence[str]) -> bool:
    """Whether the places named with a document all lie within the place of a cited one."""
    around = [document(d).place for d in cited if _known(d)]
    return all(any(place in _home(d).split()[1:] for place in around) for d in places.documents)


def _related(one: str, other: str) -> bool:
    first, second = _home(one), _home(other)
    return _same_place(one, other) or document(one).place in second or document(other).place in first


def strangers(words: str, cited: Sequence[Citation], known: str) -> tuple[str, ...]:
    """The places of a readable stretch that its clauses do not name, where they name others; ``known`` may be named."""
    own = frozenset().union(
        *(_names(_plain(c.document)) | _names(_home(c.document_id)) | {c.document_id} for c in cited)
    )
    held = frozenset().union(*(_names(_plain(c.text)) for c in cited))
    if not held - own or _ANY_PLACE.search(words):
        return ()
    return tuple(sorted(_names(_LEVELS.sub("　", words)) - held - own - _names(known)))


_ANY_PLACE: Final = re.compile("各区|各市|各地|企业在|公司在|您|贵|例如|比如|不含|不包括|不是")


@functools.lru_cache(maxsize=2048)
def _names(text: str) -> frozenset[str]:
    return place_names(text)


def _home(document_id: str) -> str:
    """The place of a document and those that it lies in."""
    if not _known(document_id):
        return ""
    entry = document(document_id)
    return f"{entry.place} {entry.within or ''} {_PROVINCE}"


@functools.lru_cache(maxsize=2048)
def _places(clause: str) -> Places:
    return find_places(_LEVELS.sub(lambda m: "　" * len(m[0]), clause))


def _masked(text: str, sources: tuple[str, ...]) -> str:
    """The text without what stands in a cited clause word for word: 深圳市科技独角兽榜单 names a list there."""
    grams = frozenset().union(*map(_grams, sources)) if sources else frozenset()
    masked = list(text)
    for match in _CLAUSE.finditer(text):
        words = match[0].strip(" ()[]“”")
        if len(words) >= _WHOLE and any(words in _plain(source) for source in sources):
            masked[match.start() : match.end()] = "　" * len(match[0])
    for start in range(len(text) - _VERBATIM + 1):
        if text[start : start + _VERBATIM] in grams:
            masked[start : start + _VERBATIM] = "　" * _VERBATIM
    return "".join(masked)


@functools.lru_cache(maxsize=512)
def _plain(source: str) -> str:
    return fold(source)


@functools.lru_cache(maxsize=512)
def _grams(source: str) -> frozenset[str]:
    plain = _plain(source)
    return frozenset(
        plain[n : n + _VERBATIM] for n in range(len(plain) - _VERBATIM + 1) if "," not in plain[n : n + _VERBATIM]
    )


def _known(document_id: str) -> bool:
    return any(entry.id == document_id for entry in documents())


def _same_place(one: str, other: str) -> bool:
    return one == other or (_known(one) and _known(other) and document(one).place == document(other).place)
