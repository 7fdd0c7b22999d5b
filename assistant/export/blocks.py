"""Answers as blocks of plain text: what every kind of file is written from."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from assistant.calculator import yuan
from index.manifest import STANDING_NAMES, Standing

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Record = Mapping[str, Any]

# What no file of ours can hold: control characters, halves of characters, and what XML refuses.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    """What a block is."""

    TITLE = "title"
    QUESTION = "question"
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a file."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The fixed words of a file in one language."""

    question: str
    understood: str
    spoken: str
    clause: str
    proof: str
    as_of: str
    note: str


_CHINESE: Final = _Words(
    "问：{}",
    "按此理解：{}",
    "话术：{}",
    "[{n}] 《{document}》{label}{title}（{standing}）",
    "条款编号 {clause_id}，原文校验 sha256 {sha256}",
    "按 {} 的情况答复。",
    "答复只依据所列文件原文，最终以主管部门解释为准。",
)
_ENGLISH: Final = _Words(
    "Question: {}",
    "Understood as: {}",
    "To read aloud: {}",
    "[{n}] 《{document}》{label}{title} ({standing})",
    "Clause {clause_id}, sha256 of its text {sha256}",
    "Answered as of {}.",
    "Answers rest on the listed documents only; the competent authority's reading decides.",
)


def conversation_blocks(title: str, answers: Sequence[Record]) -> Iterator[Block]:
    """A conversation: its title, then each answer with its citations in full."""
    yield Block(Kind.TITLE, fit(title))
    for answer in answers:
        yield from answer_blocks(answer)
    yield Block(Kind.NOTE, _words(answers[-1] if answers else {}).note)


def answer_blocks(answer: Record) -> Iterator[Block]:
    """One answer: the question, the answer, the line to read aloud, and the clauses it rests on."""
    words = _words(answer)
    yield Block(Kind.QUESTION, words.question.format(fit(answer.get("question", ""))))
    if answer.get("rewritten"):
        yield Block(Kind.NOTE, words.understood.format(fit(answer["rewritten"])))
    yield from markdown_blocks(str(answer.get("answer", "")))
    if answer.get("spoken") and answer.get("citations"):
        yield Block(Kind.TEXT, words.spoken.format(fit(answer["spoken"])))
    for number, citation in enumerate(answer.get("citations", ()), start=1):
        yield from _citation(citation, number, words)
    if answer.get("as_of"):
        yield Block(Kind.NOTE, words.as_of.format(fit(answer["as_of"])))


def markdown_blocks(markdown: str) -> Iterator[Block]:
    """An answer's Markdown as paragraphs of plain text; links, pictures and HTML stay the characters they are."""
    quoted = listed = in_row = 0
    cells: list[str] = []
    for token in _markdown().parse(fit(markdown)):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        listed += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        in_row += {"tr_open": 1, "tr_close": -1}.get(token.type, 0)
        if token.type == "tr_close":
            yield Block(Kind.ITEM, " | ".join(cells))
            cells = []
        elif token.type == "inline" and in_row:
            cells.append(_plain(token))
        elif token.type == "inline":
            yield Block(Kind.QUOTE if quoted else Kind.ITEM if listed else Kind.TEXT, _plain(token))


def fit(text: object) -> str:
    """The text without characters that a file cannot hold."""
    return _UNFIT.sub("", str(text))


def figure_line(calculation: Record) -> str:
    """A calculation in a line: the award, how it is meant, the amount."""
    amount, bottom = calculation.get("amount_yuan"), calculation.get("at_least_yuan")
    if amount is None:
        return f"{calculation['title']}：{_NONE.get(str(calculation['outcome']), '还不能算出金额')}"
    bound = _BOUNDS.get(str(calculation.get("bound")), "最高")
    low = f"{yuan(_exact(bottom))}至" if calculation.get("bound") == "range" and bottom is not None else ""
    return f"{calculation['title']}：{bound}{low}{yuan(_exact(amount))}"


_BOUNDS: Final = {"exact": "定额", "upper": "最高", "range": "", "lower": "不低于"}
_NONE: Final = {"not_eligible": "不符合条件", "no_fixed_amount": "文件未定具体金额"}


def _citation(citation: Record, number: int, words: _Words) -> Iterator[Block]:
    standing = citation.get("standing_name") or STANDING_NAMES.get(Standing(citation["standing"]), "")
    names = {key: fit(citation[key]) for key in ("document", "label", "title", "clause_id", "sha256")}
    yield Block(Kind.SOURCE, words.clause.format(n=number, standing=fit(standing), **names))
    yield Block(Kind.QUOTE, fit(citation["quote"]))
    yield Block(Kind.NOTE, words.proof.format(**names))


def _words(answer: Record) -> _Words:
    return _ENGLISH if answer.get("language") == "en" else _CHINESE


def _exact(amount: Any) -> Decimal:
    return Decimal(str(amount))


def _plain(token: Token) -> str:
    """The words of a run of text, without its markup."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(part.type, part.content) for part in token.children or ())


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return reader.disable(["link", "image", "autolink", "html_inline", "html_block", "reference", "code", "fence"])
