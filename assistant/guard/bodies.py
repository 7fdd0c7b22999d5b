"""The bodies in charge that a sentence names, against those that the cited clauses name for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.guard.frames import word_pairs
from assistant.types import Citation
from index.manifest import document, documents
from index.text import fold

# 由A、B牵头; 牵头单位是A、B; 请向A反映.
_LISTED: Final = re.compile(
    r"(?:由|请?径?向|为|是|:|归)(?P<before>[^;。:]{2,80}?)(?:共同|联合|具体|一起)?(?:来)?(?P<verb>牵头|负责|解释|反映"
    r"|主管|主办|申请|申报|办理|提交|受理)"
    r"|解释权归(?P<owner>[^,;。:]{2,30})"
    r"|(?P<role>牵头|责任|主管|负责|配合)(?:单位|部门)(?:分别)?(?:是|为|:|包括|有)(?P<behind>[^;。]{2,60})"
)
_BODY: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,14}?(?:局|厅|部|委员会|委|办公室|办|政府|管委会))(?=[、,和及与()或 ]|等|$)"
)
_SEPARATORS: Final = re.compile("[、,和及与()或 ]+")
_PLACE: Final = re.compile(
    "^(?:广东省|广州市|深圳市|光明区|深圳|广州|广东|光明|各?地级以上|本|我|各)?[省市区]?(?=.{2})"
)
_SHORT: Final = {
    "工信": "工业和信息化",
    "科创委": "科技创新委员会",
    "发改委": "发展和改革委员会",
    "发展改革委": "发展和改革委员会",
    "科学技术": "科技",
    "网信办": "网信办",
}
_ROLES: Final = re.compile(r"[(（]?(牵头单位|配合单位)[:：]([^;；)）]+)")
_BLOCK: Final = re.compile(r"[(（]牵头单位[^)）]*[)）]")
_ENGLISH: Final = re.compile(
    r"(?:department|bureau|commission|office|ministry|administration) (?:of|for) ((?:[a-z]+[ ,]*(?:and )?)+)"
)
_FIELDS: Final = {
    "industry": "工业",
    "science": "科技",
    "finance": "财政",
    "commerce": "商务",
    "education": "教育",
    "tax": "税务",
    "development": "发展",
    "justice": "司法",
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of a clause with the bodies that lead it and those that help; all the text where it names no roles."""

    pairs: frozenset[str]
    leads: str
    helps: str


def misattributed(text: str, cited: Sequence[Citation]) -> Iterator[tuple[str, str]]:
    """The bodies that a readable text puts in charge and the clauses do not, with those that they name."""
    sources = tuple(c.text for c in cited)
    for match in _LISTED.finditer(text):
        start, end = text.rfind(";", 0, match.start()) + 1, text.find(";", match.end())
        blocks = _likest(text[start : end if end >= 0 else len(text)], sources)
        helping = match["role"] == "配合"
        held = [block.helps if helping else block.leads for block in blocks]
        for name in _named(match["before"] or match["behind"] or match["owner"]):
            if not any(_holds(one, name) for one in held) or _of_another_place(name, cited):
                yield name, "；".join(one for one in held if len(one) < _SHOWN)
    for match in _ENGLISH.finditer(text):
        fields = [theirs for word, theirs in _FIELDS.items() if re.search(rf"\b{word}\b", match[1])]
        if fields and not any(field in source for field in fields for source in sources):
            yield match[0], ""


def _of_another_place(name: str, cited: Sequence[Citation]) -> bool:
    """Whether a body is said to be of a place that is neither the clauses' own nor named in them."""
    named = _PLACED.match(name)
    own = [document(c.document_id) for c in cited if any(entry.id == c.document_id for entry in documents())]
    known = [text for c in cited for text in (c.text, c.document)] + [f"{e.place}{e.within or ''}" for e in own]
    return named is not None and not any(named[0] in text for text in known)


_PLACED: Final = re.compile("^(?:广东|广州|深圳|光明)")
_SHOWN: Final = 80
_TELLING: Final = 3  # pairs of characters shared, from which on a stretch is meant


def _named(listed: str) -> Iterator[str]:
    joined = listed.replace("工业和信息化", "工信").replace("发展和改革", "发展改革")
    for part in _SEPARATORS.split(joined):
        if found := _BODY.search(part.strip()):
            yield found["name"]


def _holds(text: str, name: str) -> bool:
    """Whether a text names a body, in full or by the part behind its place."""
    core = _full(_PLACE.sub("", _full(name)))
    return core in _full(text)


def _full(name: str) -> str:
    for short, long in _SHORT.items():
        if long not in name:
            name = name.replace(short, long)
    return name.replace("发展改革", "发展和改革").replace("科学技术", "科技")


def _likest(text: str, sources: Sequence[str]) -> list[_Block]:
    """The stretches of the clauses that the text is most like."""
    blocks = [block for source in sources for block in _blocks(source)]
    mine = word_pairs(text)
    most = max((len(block.pairs & mine) for block in blocks), default=0)
    return [block for block in blocks if most < _TELLING or len(block.pairs & mine) == most]


@functools.lru_cache(maxsize=512)
def _blocks(source: str) -> tuple[_Block, ...]:
    found, start, plain = [], 0, fold(source)
    for match in _BLOCK.finditer(plain):
        roles = dict(_ROLES.findall(match[0]))
        leads, helps = roles.get("牵头单位", ""), roles.get("配合单位", "")
        found.append(_Block(word_pairs(plain[start : match.start()]), leads, helps))
        start = match.end()
    return tuple(found) or (_Block(frozenset(), plain, plain),)
