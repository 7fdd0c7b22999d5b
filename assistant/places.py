"""Which places a question names: those with a document here, and those without."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from index.lexicon import EXPANSIONS
from index.manifest import documents
from index.text import fold
from index.yamlfile import read_yaml

# What 市里 and 区里 mean depends on what else is named; see _contextual.
_ASKED = "(?=文件|政策|层面|财政|措施|能|可|有|补|奖|给)"
_ALONE = r"(?:^|[\s，、和跟与]){}(?=[\s和跟与、]|$)"
_CITY_WORDS = re.compile(f"市里|市级{_ASKED}|市政府|" + _ALONE.format("市"))
_DISTRICT_WORDS = re.compile(f"区里|区级{_ASKED}|区政府|" + _ALONE.format("区"))
_PROVINCE_WORDS = re.compile(f"省级{_ASKED}|省(?:文件|政策|措施|财政|计划|行动)|" + _ALONE.format("省"))
_PLAN_WORDS = re.compile("行动计划|省计划|产业集群|集群计划|[这那该]份?计划")
_MEASURES_WORDS = re.compile("若干措施|措施")
# A district is asked for its own policy, not merely named as an address.
_OWN_POLICY = "(?=区?(?:政府)?(?:对|给|补|奖|的?(?:政策|措施|文件|补贴|奖励|扶持))|.{0,16}区级)"


@dataclass(frozen=True, slots=True)
class Places:
    """The documents whose places are named, and names of places that have none.

    ``elsewhere`` are places without a document; ``own_policy`` are districts, likewise without
    one, that are asked for their own policy and not merely named as an address.
    """

    documents: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    own_policy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    pattern: re.Pattern[str]
    documents: tuple[str, ...] = ()
    elsewhere: str = ""
    own_policy: str = ""


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    names: tuple[_Name, ...]
    no_place: re.Pattern[str]


def find_places(text: str) -> Places:
    """The places that a folded question names, in the order of the documents."""
    gazetteer = _gazetteer()
    plain = gazetteer.no_place.sub("　", text)
    named = [name for name in gazetteer.names if name.pattern.search(plain)]
    found = {d for name in named for d in name.documents}
    elsewhere = tuple(dict.fromkeys(name.elsewhere for name in named if name.elsewhere))
    own_policy = tuple(dict.fromkeys(name.own_policy for name in named if name.own_policy))
    found |= _contextual(plain, found)
    return Places(_in_order(_of_province(plain, found)), elsewhere, own_policy)


def _contextual(text: str, found: set[str]) -> set[str]:
    """What 省, 市里 and 区里 add: the city that a named district lies in, the one district we hold."""
    added = set()
    if _PROVINCE_WORDS.search(text):
        added |= {"guangdong", "guangdong-plan"}
    if _CITY_WORDS.search(text) and "guangming" in found:
        added.add("shenzhen")
    if _DISTRICT_WORDS.search(text) and (not found or found & {"shenzhen", "guangming"}):
        added.add("guangming")
    return added


def _of_province(text: str, found: set[str]) -> set[str]:
    """Which of the province's two documents is meant, when the words say which."""
    if _PLAN_WORDS.search(text):
        return (found - {"guangdong"}) | {"guangdong-plan"}
    if _MEASURES_WORDS.search(text):
        return found - {"guangdong-plan"}
    return found


def _in_order(found: Iterable[str]) -> tuple[str, ...]:
    wanted = set(found)
    return tuple(entry.id for entry in documents() if entry.id in wanted)


@functools.cache
def _gazetteer() -> _Gazetteer:
    data = read_yaml(EXPANSIONS / "places.yaml")
    names = [name for row in data["places"] for name in _place(row)]
    names += [_Name(_pattern([row["place"], *row.get("aliases", ())]), (), row["place"]) for row in data["elsewhere"]]
    # A word like 鹏城实验室 names no place; 深圳, which is listed as no 深, does.
    no_place = [word for row in data["contextual"] for word in row.get("not_in", ()) if not _is_name(word, names)]
    return _Gazetteer(tuple(names), _pattern(no_place))


def _is_name(word: str, names: Iterable[_Name]) -> bool:
    return any(name.pattern.fullmatch(fold(word)) for name in names)


def _place(row: dict[str, Any]) -> Iterator[_Name]:
    """A place, the districts in it as addresses, and those districts where their own policy is asked."""
    yield _Name(_pattern([row["place"], *row["aliases"]]), tuple(row.get("documents", (row["document"],))))
    for inner in row.get("inside", ()):
        words = [inner["name"], *inner.get("aliases", ())]
        yield _Name(_pattern(words), (inner.get("document", row["document"]),))
        if not inner.get("own_document", False):
            yield _Name(re.compile(f"(?:{_pattern(words).pattern}){_OWN_POLICY}"), own_policy=inner["name"])


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """The words as one pattern, folded; Latin ones stand alone, Chinese ones anywhere."""
    ordered = sorted({fold(w) for w in words}, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in ordered) or "(?!)")
