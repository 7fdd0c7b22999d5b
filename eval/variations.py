"""Documents made from those of the project by rule, for measuring at scale: other places, trades and figures.

Every change keeps its length, so that offsets stay true. A variation is made when it is asked for
and is the same each time; nothing of it is held in memory but the last few documents.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from assistant.places import find_places
from index.beside import Beside
from index.clauses import Clause, corpus_trees
from index.content import Content, corpus_content
from index.entries import Entry, entries
from index.manifest import Document, own_documents

_KEPT = 256  # documents
_FIRST = "东西北上下长永安宁平临清新太金玉海江河湖山石林云龙凤桐松柏梅兰竹菊武文德义仁信和顺康乐兴昌盛泰丰"
_SECOND = "州阳陵城江河湖川溪泉浦港湾岭岗源原田丰泽安宁康乐平昌兴和顺义德化远定远明华荣庆福寿春秋亭桥"
_PLACES = ("广东", "广州", "深圳", "光明")
# What a document speaks of, by length: each word becomes another of its row, chosen by document and word.
_TRADES = (
    ("软件", "信息", "数据", "算力", "模型", "芯片", "开源", "鸿蒙", "智能", "网络", "数字", "医药", "汽车", "航空",
     "光伏", "电池", "农机", "种业", "钢铁", "纺织", "家具", "陶瓷", "食品", "化工", "船舶", "物流", "旅游", "影视",
     "动漫", "体育", "养老", "环保", "储能", "氢能", "风电", "材料", "机床", "轴承", "玻璃", "造纸"),
    ("互联网", "云计算", "大数据", "区块链", "元宇宙", "机器人", "无人机", "传感器", "新材料", "新能源", "核医学",
     "冷链业"),
    ("人工智能", "工业软件", "基础软件", "集成电路", "信息技术", "网络安全", "智能网联", "生物医药", "海洋工程",
     "低空经济", "现代农业", "绿色建材", "商业航天", "精密仪器", "高端装备", "新型储能", "文化创意", "现代物流"),
)  # fmt: skip
_TRADE_OF = {word: row for row in _TRADES for word in row}
_CHANGED = re.compile("|".join((*_PLACES, *sorted(_TRADE_OF, key=len, reverse=True), r"(?<!\d)\d+")))
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_MARKER = 4  # the number of a clause's own label stays


@dataclass(frozen=True, slots=True)
class Variations:
    """``count`` rounds of variations of every document of the project."""

    count: int

    def beside(self) -> Beside:
        """The documents as they are held beside the project's own."""
        made = tuple(_document(own, number) for number in range(self.count) for own in own_documents())
        return Beside(made, functools.lru_cache(maxsize=_KEPT)(varied_clauses), varied_clause)

    def content(self) -> Content:
        """The project's own documents with their questions, and the variations, which have none."""
        own = corpus_content()
        made = {d.id: hashlib.sha256(d.id.encode()).hexdigest() for d in self.beside().documents}
        return Content(self._entries, {**own.documents, **made}, own.questions)

    def _entries(self) -> Iterator[Entry]:
        yield from corpus_content().entries()
        for made in self.beside().documents:
            yield from entries(varied_clauses(made.id), names={made.id: made.short})


def varied_clauses(document_id: str) -> tuple[Clause, ...]:
    """The clauses of the variation with this id."""
    own, _, number = document_id.rpartition("-v")
    tree = next(tree for tree in corpus_trees() if tree.document_id == own)
    return tuple(_clause(clause, document_id, int(number)) for clause in tree.clauses)


def varied_clause(clause_id: str) -> Clause | None:
    """The clause of a variation with this id; None when there is none."""
    document_id, _, within = clause_id.partition("#")
    own, _, number = document_id.rpartition("-v")
    clause = _own().get(f"{own}#{within}")
    return _clause(clause, document_id, int(number)) if clause and number.isdecimal() else None


@functools.cache
def _own() -> dict[str, Clause]:
    return {clause.id: clause for tree in corpus_trees() for clause in tree.clauses}


def varied(text: str, number: int) -> str:
    """A text of the project as the variation with this number says it, of the same length."""
    return _CHANGED.sub(lambda found: _other(found[0], found.start(), number), text)


def _other(word: str, start: int, number: int) -> str:
    if word in _PLACES:
        return place_names()[(number * len(_PLACES) + _PLACES.index(word)) % len(place_names())]
    if word in _TRADE_OF:
        row = _TRADE_OF[word]
        return row[(row.index(word) + 1 + _digest(number, word) % (len(row) - 1)) % len(row)]
    if _YEAR.fullmatch(word) or start < _LONGEST_MARKER:
        return word
    return str((int(word[0]) + number) % 9 + 1) + word[1:]


@functools.cache
def place_names() -> tuple[str, ...]:
    """Names that no question takes for a place that is known."""
    names = dict.fromkeys(a + b for b, a in product(_SECOND, _FIRST) if a != b)
    return tuple(name for name in names if not _is_known(name))


def _is_known(name: str) -> bool:
    found = find_places(name)
    return bool(found.documents or found.elsewhere or found.own_policy)


def _clause(clause: Clause, document_id: str, number: int) -> Clause:
    return replace(
        clause,
        id=f"{document_id}#{clause.id.partition('#')[2]}",
        document_id=document_id,
        title=varied(clause.title, number),
        path=tuple(varied(part, number) for part in clause.path),
        text=varied(clause.text, number),
    )


def _document(own: Document, number: int) -> Document:
    title, short, place = (varied(words, number) for words in (own.title, own.short, own.place))
    return replace(own, id=f"{own.id}-v{number}", title=title, short=short, place=place, within=None, number=None)


def _digest(number: int, word: str) -> int:
    return int.from_bytes(hashlib.blake2b(f"{number} {word}".encode(), digest_size=4).digest())
