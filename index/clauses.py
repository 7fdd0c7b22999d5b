"""A document's text as a tree of clauses, the unit of citation.

Two families of numbering are read: 一、 / （一） / 1. / 一是, as measures and plans use, and
第一章 / 第一节 / 第一条, as regulations do. In the second an article is cited whole.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from index.beside import held
from index.lines import ENDED, Line, Run, join, lines_of
from index.manifest import document_text, documents, own_documents
from index.numerals import ordinal

_NUMERAL = "[〇零一二三四五六七八九十百\\d０-９]+"
_CHINESE = "[一二三四五六七八九十百]+"
# Each style of marker with its rank in the tree: what is ranked higher lies inside what is ranked lower.
_MEASURES = (
    (1, re.compile(f"({_CHINESE})、")),
    (2, re.compile(f"[（(]\\s*({_CHINESE})\\s*[）)]")),
    (3, re.compile(r"([\d０-９]{1,3})\s*[.．、](?![\d０-９])")),
    (4, re.compile(f"({_CHINESE})是")),
)
# 第五条所称…, 第五条第二款 at the start of a line speaks of an article, it does not open one.
_SPOKEN_OF = r"(?!所[称列述规指]|规定|第[一二三四五六七八九十\d]+[款项条]|的|[、至和或及])"
_REGULATION = (
    (1, re.compile(rf"第\s*({_NUMERAL})\s*章{_SPOKEN_OF}")),
    (2, re.compile(rf"第\s*({_NUMERAL})\s*节{_SPOKEN_OF}")),
    (3, re.compile(rf"第\s*({_NUMERAL})\s*条{_SPOKEN_OF}")),
)
_AS_CITED = str.maketrans("()．０１２３４５６７８９", "（）.0123456789")
_CLOSING = re.compile(
    "^本(?:若干|行动|实施|扶持|工作|管理|暂行|试行)*(?:措施|办法|文件|计划|规定|政策|意见|方案|通知|细则)"
)
_CLOSING_WORDS = re.compile("施行|实施|解释|有效期|重复享受|废止")
_LONGEST_TITLE = 30
_LONGEST_HEADING = 60
_BROKEN_MARKS = re.compile("[，。；]")
_BODY_MARKS = re.compile("[，。；：]")
# What a heading does not have: a sentence's end, or something that is given.
_SENTENCE_MARKS = re.compile(r"[。；：！？]|给予|\d\s*(?:万|亿|元|[%％])")
_BRACKETED_TITLE = re.compile(r"[（(【\[]([^）)】\]。，]{2,20})[）)】\]]")
# A line that ends so goes on in the next one, whatever that looks like: …推动第 / 二、三产业….
_UNFINISHED = ("，", ",", "、", "第", "和", "与", "及", "或", "的")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its id, where it stands, and its words.

    ``text`` starts with the printed marker and has broken lines joined; ``start`` and ``end``
    are offsets into the document's file, and :meth:`to_file` leads any offset of the text there.
    """

    id: str
    document_id: str
    label: str
    title: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    runs: tuple[Run, ...]

    def to_file(self, position: int) -> int:
        """The offset in the document's file of the character at ``position`` of the text."""
        run = max((r for r in self.runs if r.text_start <= position), key=lambda r: r.text_start)
        return run.file_start + min(position - run.text_start, run.length)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without a body of its own: not citable, the path of what stands below it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A segmented document; clauses and headings together cover it without overlap."""

    document_id: str
    clauses: tuple[Clause, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class _Marker:
    rank: int
    ordinal: int
    printed: str
    line: int

    @property
    def label(self) -> str:
        """The marker as it is cited: one kind of bracket, dot and digit, whatever the document mixes."""
        return self.printed.translate(_AS_CITED)


@dataclass(frozen=True, slots=True)
class _Ancestor:
    marker: _Marker
    heading: str


def segment(document_id: str, text: str) -> Tree:
    """The clause tree of a document's text."""
    lines = lines_of(text)
    markers = list(_markers(lines))
    clauses: list[Clause] = []
    headings: list[Heading] = []
    first = markers[0].line if markers else len(lines)
    if any(line.text for line in lines[:first]):
        clauses.append(_clause(document_id, "0", "序言", "", (), lines[:first]))
    open_above: list[_Ancestor] = []
    for number, marker in enumerate(markers):
        following = markers[number + 1] if number + 1 < len(markers) else None
        body = lines[marker.line : following.line if following else len(lines)]
        open_above = [a for a in open_above if a.marker.rank < marker.rank]
        ordinals = ".".join(str(m.ordinal) for m in (*(a.marker for a in open_above), marker))
        label = "".join(m.label for m in (*(a.marker for a in open_above), marker))
        path = tuple(a.heading for a in open_above)
        title, has_body = _title(body, marker)
        if not has_body and _opens_others(marker, following):
            whole, _ = join(body)
            headings.append(Heading(whole, body[0].start, body[-1].end))
        else:
            kept, closing = _split_closing(body, marker) if following is None else (body, [])
            clauses.append(_clause(document_id, ordinals, label, title if has_body else "", path, kept))
            if closing:
                clauses.append(_clause(document_id, "end", "文末", "", (), closing))
        open_above.append(_Ancestor(marker, marker.label + title))
    return Tree(document_id, _with_unique_ids(clauses), tuple(headings))


@functools.cache
def corpus_trees() -> tuple[Tree, ...]:
    """The trees of the documents that come with the project, in the manifest's order."""
    return tuple(segment(entry.id, document_text(entry)) for entry in own_documents())


def corpus_clauses() -> Mapping[str, Clause]:
    """Every clause of the corpus by its id, in document order; those of documents held beside it come last."""
    return _all_clauses() if held().documents else _own_clauses()


def clauses_of(document_id: str) -> tuple[Clause, ...]:
    """The clauses of a document in their order; none when there is no such document."""
    own = _by_document().get(document_id)
    return held().clauses_of(document_id) if own is None else own


@functools.cache
def _by_document() -> dict[str, tuple[Clause, ...]]:
    return {tree.document_id: tree.clauses for tree in corpus_trees()}


@functools.cache
def _own_clauses() -> dict[str, Clause]:
    return {clause.id: clause for tree in corpus_trees() for clause in tree.clauses}


@functools.cache
def _all_clauses() -> Mapping[str, Clause]:
    return _Clauses()


class _Clauses(Mapping[str, Clause]):
    """The clauses of all documents, each found by way of its document."""

    def __getitem__(self, clause_id: str) -> Clause:
        clause = _own_clauses().get(clause_id) or held().clause(clause_id)
        if clause is None:
            raise KeyError(clause_id)
        return clause

    def __iter__(self) -> Iterator[str]:
        return (clause.id for entry in documents() for clause in clauses_of(entry.id))

    def __len__(self) -> int:
        return sum(len(clauses_of(entry.id)) for entry in documents())


def _markers(lines: list[Line]) -> Iterator[_Marker]:
    articles = sum(bool(_REGULATION[-1][1].match(line.text)) for line in lines)
    styles = _REGULATION if articles >= 2 else _MEASURES
    last: dict[int, int] = {}
    before = ""
    for number, line in enumerate(lines):
        if not line.text:
            continue
        marker = _marker(line, number, styles)
        if marker is not None and _plausible(marker, last, before):
            yield marker
            last = {rank: n for rank, n in last.items() if rank < marker.rank or styles is _REGULATION}
            last[marker.rank] = marker.ordinal
            before = line.text if _BODY_MARKS.search(line.text) else ""
        else:
            before = line.text


def _marker(line: Line, number: int, styles: tuple[tuple[int, re.Pattern[str]], ...]) -> _Marker | None:
    for rank, pattern in styles:
        if found := pattern.match(line.text):
            value = ordinal(found[1])
            return None if value is None else _Marker(rank, value, re.sub(r"\s", "", found[0]), number)
    return None


def _plausible(marker: _Marker, last: dict[int, int], before: str) -> bool:
    """Whether a line that looks numbered is: it follows on, starts anew, or the text before it had ended."""
    if before.endswith(_UNFINISHED):
        return False
    follows_on = marker.ordinal == last.get(marker.rank, 0) + 1
    starts_anew = marker.ordinal == 1 and len(before) <= _LONGEST_TITLE and not _BROKEN_MARKS.search(before)
    return follows_on or starts_anew or not before or before.endswith(ENDED)


def _opens_others(marker: _Marker, following: _Marker | None) -> bool:
    """Whether words without a body are the heading of what follows; chapters and sections always are."""
    return marker.printed.endswith(("章", "节")) or (following is not None and following.rank > marker.rank)


def _title(body: list[Line], marker: _Marker) -> tuple[str, bool]:
    """The clause's title, and whether words of its own follow it."""
    head = _after_marker(body[0].text, marker).strip()
    rest = "".join(line.text for line in body[1:])
    if marker.printed.endswith("是"):
        return "", True
    if _is_bare(head + rest):
        return (head + rest).rstrip("。"), False
    if marker.printed.endswith("条") and (bracketed := _BRACKETED_TITLE.match(head)):
        return bracketed[1], True
    sentence, stop, tail = head.partition("。")
    is_title = len(sentence) <= _LONGEST_TITLE and (stop or not _BODY_MARKS.search(head)) and (tail or rest)
    return (sentence, True) if is_title else ("", True)


def _is_bare(words: str) -> bool:
    """Whether words are no more than a heading: short, and no sentence among them."""
    return len(words) <= _LONGEST_HEADING and not _SENTENCE_MARKS.search(words.rstrip("。"))


def _after_marker(text: str, marker: _Marker) -> str:
    return re.sub(r"^" + r"\s*".join(re.escape(c) for c in marker.printed), "", text, count=1)


def _split_closing(body: list[Line], marker: _Marker) -> tuple[list[Line], list[Line]]:
    """The last clause's lines, and the closing provision that stands after them without a number."""
    spoken = [n for n, line in enumerate(body) if line.text]
    for previous, n in pairwise(spoken):
        closes = _CLOSING.match(body[n].text) and _CLOSING_WORDS.search(body[n].text)
        if closes and body[previous].text.endswith(ENDED) and _title(body[:n], marker)[1]:
            return body[:n], body[n:]
    return body, []


def _clause(  # noqa: PLR0917 - the fields of the record, in its order
    document_id: str, ordinals: str, label: str, title: str, path: tuple[str, ...], body: list[Line]
) -> Clause:
    text, runs = join(body)
    return Clause(f"{document_id}#{ordinals}", document_id, label, title, path, text, body[0].start, body[-1].end, runs)


def _with_unique_ids(clauses: list[Clause]) -> tuple[Clause, ...]:
    """The clauses, a repeated id told apart by ~2, ~3 …: numbering restarts where no heading says so."""
    seen: dict[str, int] = {}
    unique = []
    for clause in clauses:
        seen[clause.id] = seen.get(clause.id, 0) + 1
        again = "" if seen[clause.id] == 1 else f"~{seen[clause.id]}"
        unique.append(replace(clause, id=clause.id + again))
    return tuple(unique)
