"""Which places a question names: those with a document here, and those without."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.errors import UnknownName
from index.lexicon import EXPANSIONS
from index.manifest import documents, in_order
from index.text import fold
from index.yamlfile import read_yaml

# What 市里 and 区里 mean depends on what else is named; see _contextual.
_ASKED = "(?=文件|政策|层面|财政|措施|能|可|有|补|奖|给)"
# Alone between blanks or marks; 国家、省、市级 are levels.
_ALONE = r"(?:^|(?<!国家)(?<!省)[\s,，、和跟与]){}(?=[\s和跟与、]|$)(?!、市)"
# 市里批了 is where money came from.
_CITY_WORDS = re.compile(
    f"市里(?!批|的?(?:资助金额|钱[还没]|款)|已经?[给批拨])|市级{_ASKED}|市政府|" + _ALONE.format("市")
)
_DISTRICT_WORDS = re.compile(f"区里|区级{_ASKED}|区政府|" + _ALONE.format("区"))
_LEVEL = "(?<![为到成是上、或])"  # 评上省级: an award's level, no place
_PROVINCE_WORDS = re.compile(
    f"{_LEVEL}省级{_ASKED}|(?<![各外本跨全他两几出])省(?=产业基础|智能体|动能|科技厅|工信厅|高企|高新|制造业)|省(?:里|级)?(?:的|软件|\U00020bb6|那|这|该|份)*(?:产业)?(?:文件|政策|措施|财政|计划|行动|贴|补|奖励|\\d)|^省(?![级会份略去属])|"
    + _ALONE.format("省")
)
_PLAN_WORDS = re.compile("行动计划|省计划|产业集群|集群计划|[这那该]份?计划")
_MEASURES_WORDS = re.compile("若干措施|措施")
# A district is asked for its own policy, not merely named as an address.
_OWN_POLICY = re.compile(
    "区?(?:政府)?(?:对|给|补|奖|的?(?:政策|措施|文件|补贴|奖励|扶持))|(?:区的?)?(?:租金|房租|落户|上市|人才|营收)(?:补贴|奖励|资助)|区?自己的|.{0,16}(?:区级|区里[^,，。]{0,6}[给补奖])"
    "|区?的?[^,，。]{0,6}[一二三四五六七八九十]条"
)
# What a city sets aside for a project is no policy that is asked for: 给项目安排了2亿.
_OWN_OF_CITY = re.compile(
    "[市区县]?(?:里|级|政府|财政)?(?:对|给|补|奖)(?![^,，。]{0,24}(?:安排|批|拨|下达))"
    "|市?(?:里|级|政府|财政)的|市?(?:自己|本地|当地)的|市?的?(?:政策|措施|文件|办法)"
)
_COMES_FROM = ("从", "由", "自", "离开", "原在")  # 从杭州搬来: where a company was, not where it asks
_BOTH_CITIES = re.compile("穗深|深穗|(?<!推)广深(?![圳度化入层造耕港汕加])")


@dataclass(frozen=True, slots=True)
class Places:
    """The documents whose places are named, and names of places that have none.

    ``elsewhere`` are places without a document; ``own_policy`` are those of
    them, and districts of our cities, that are asked for their own policy and not merely named as an address.
    """

    documents: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    own_policy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    """What a word names: documents that speak for it, or a place or district that has none."""

    documents: tuple[str, ...] = ()
    elsewhere: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Every word with what it names; of words at one point of a text the longest counts.

    ``no_places`` are longer words with the word in them that names no place there: 鹏城实验室.
    """

    names: dict[str, tuple[_Name, ...]]
    words: re.Pattern[str]
    no_places: dict[str, str]
    not_in: re.Pattern[str]


def find_places(text: str) -> Places:
    """The places that a folded question names, in the order of the documents."""
    plain, named = _named(text)
    found = {d for name, _ in named for d in name.documents}
    found |= {"guangzhou", "shenzhen"} if _BOTH_CITIES.search(plain) else set()
    found |= _contextual(plain, found, in_district=any(name.district or name.elsewhere for name, _ in named))
    return Places(
        in_order(_of_province(plain, found)),
        _once(name.elsewhere for name, word in named if not plain[: word.start()].endswith(_COMES_FROM)),
        _once(
            name.district or name.elsewhere
            for name, word in named
            if (_OWN_POLICY if name.district else _OWN_OF_CITY).match(plain, word.end())
        ),
    )


def place_names(text: str) -> frozenset[str]:
    """The places that a folded text names: a district or a place without a document by name, else documents by id."""
    named = [name for name, _ in _named(text)[1]]
    places = (name.district or name.elsewhere for name in named)
    ids = (d for name in named if not (name.district or name.elsewhere) for d in name.documents)
    return frozenset((*filter(None, places), *ids))


def _named(text: str) -> tuple[str, list[tuple[_Name, re.Match[str]]]]:
    """A text without the words that only look like a place, and what its other words name."""
    gazetteer = _gazetteer()
    plain = gazetteer.not_in.sub(lambda m: m[0].replace(gazetteer.no_places[m[0]], "　"), text)
    return plain, [(name, word) for word in gazetteer.words.finditer(plain) for name in gazetteer.names[word[0]]]


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


def documents_of_place(name: str) -> tuple[str, ...]:
    """The documents of a place named by a document's id, a name or an alias; UnknownName when there is none."""
    known = {entry.id for entry in documents()}
    found = (name,) if name in known else find_places(fold(name)).documents
    if not found:
        raise UnknownName("地方（place）", name, {*known, *(entry.place for entry in documents())})
    return found


def without_names(text: str) -> str:
    """A folded text without the names of places and documents, once they have said where to search."""
    return _names().sub(" ", text)


def without_places(text: str) -> str:
    """A folded text without any word for a place that has a document or lies in one that has."""
    gazetteer = _gazetteer()

    def is_reached(name: _Name) -> bool:
        return bool(name.documents) or bool(documents_around((name.elsewhere,)))

    return gazetteer.words.sub(
        lambda word: " " if all(map(is_reached, gazetteer.names[word[0]])) else word[0], without_names(text)
    )


def documents_around(elsewhere: Iterable[str]) -> tuple[str, ...]:
    """The documents of the places that places without a document lie in."""
    names = set(elsewhere)
    return tuple(entry.id for entry in documents() if names & places_within(entry.place))


@functools.cache
def _names() -> re.Pattern[str]:
    """The names of every place and document, the longest first."""
    entries = documents()
    names = {n for d in entries for n in (d.title, d.short, d.place, d.place.rstrip("省市区"), d.place[:-1] + "市里")}
    return re.compile("|".join(re.escape(fold(name)) for name in sorted(names, key=len, reverse=True)))


@functools.cache
def places_within(place: str) -> frozenset[str]:
    """The places without a document that lie in another place."""
    rows = read_yaml(EXPANSIONS / "places.yaml")["elsewhere"]
    return frozenset(row["place"] for row in rows if row.get("within") == place)


def _contextual(text: str, found: set[str], *, in_district: bool) -> set[str]:
    """What 省, 市里 and 区里 add: the city that a named district lies in, the one district we hold."""
    added = set()
    if _PROVINCE_WORDS.search(text):
        added |= {"guangdong", "guangdong-plan"}
    if _CITY_WORDS.search(text) and "guangming" in found:
        added.add("shenzhen")
    if _DISTRICT_WORDS.search(text) and not in_district and (not found or found & {"shenzhen", "guangming"}):
        added.add("guangming")
    return added


def _of_province(text: str, found: set[str]) -> set[str]:
    """Which of the province's two documents is meant, when the words say which."""
    if _PLAN_WORDS.search(text):
        return (found - {"guangdong"}) | {"guangdong-plan"}
    if _MEASURES_WORDS.search(text):
        return found - {"guangdong-plan"}
    return found


@functools.cache
def _gazetteer() -> _Gazetteer:
    data = read_yaml(EXPANSIONS / "places.yaml")
    names: dict[str, list[_Name]] = {}
    for word, name in (*_places(data["places"]), *_elsewhere(data["elsewhere"])):
        names.setdefault(fold(word), []).append(name)
    words = _pattern(names)
    # Where the longest word counts anyway, as in 深圳 for 深 or 中山东莞 for 山东, there is nothing to hide.
    no_places = {
        fold(longer): fold(row["word"])
        for row in data["contextual"]
        for longer in row.get("not_in", ())
        if fold(row["word"]) in words.findall(fold(longer))
    }
    meant = {word: tuple(several) for word, several in names.items()}
    return _Gazetteer(meant, words, no_places, _pattern(no_places))


def _places(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, _Name]]:
    """The words of places with a document, and of the districts in them."""
    for row in rows:
        name = _Name(tuple(row.get("documents", (row["document"],))))
        yield from ((word, name) for word in (row["place"], *row["aliases"]))
        for inner in row.get("inside", ()):
            district = "" if inner.get("own_document", False) else inner["name"]
            name = _Name((inner.get("document", row["document"]),), district=district)
            yield from ((word, name) for word in (inner["name"], *inner.get("aliases", ())))


def _elsewhere(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, _Name]]:
    for row in rows:
        name = _Name(elsewhere=row["place"])
        yield from ((word, name) for word in (row["place"], *row.get("aliases", ())))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """The words as one pattern, folded, longest first; Latin ones stand alone, Chinese ones anywhere."""
    ordered = sorted({fold(w) for w in words}, key=len, reverse=True)
    parts = (rf"(?<![a-z0-9]){re.escape(w)}(?![a-z0-9$])" if w.isascii() else re.escape(w) for w in ordered)
    return re.compile("|".join(parts) or "(?!)")
