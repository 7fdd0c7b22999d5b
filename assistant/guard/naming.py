"""Document numbers, clause labels and dates of a sentence against the clauses that it cites."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from assistant.guard.references import Day, Name, days, document_numbers, labels
from assistant.guard.told import readable
from assistant.guard.violation import Violation, ViolationKind
from assistant.types import Citation
from index.manifest import Document, document, documents

_ISSUED: Final = re.compile("印发|发布|出台|公布|issued")
_STARTS: Final = re.compile("施行|生效|实施|起算|took effect|take effect|effective|in force from")
_ENDS: Final = re.compile("届满|到期|截止|为止|有效期至|失效|终止|expire|until|valid to")
_TODAY: Final = re.compile("截至|截止|今天|今日|今年|目前|当前|现在|本年|as of|today")
# A day of the document's own life, not of a measure in it.
_OF_DOCUMENT: Final = re.compile("有效|届满|到期|施行|印发|生效|文件|《|effect|valid|in force|expire|issued")
_OWN_NUMBER: Final = re.compile(r"(?:文号|发文号|字号|编号)\s*(?:为|是|:)?\s*[\u4e00-\u9fff]{0,5}[〔\[【(]$")
_NEAR: Final = 8
_BESIDE: Final = 20


def misnamed(text: str, cited: Sequence[Citation], known: str, as_of: date) -> tuple[Violation, ...]:
    """The document numbers, labels and dates of a readable text that no clause bears; ``known`` may be said too."""
    return (*_numbers(text, cited, known), *_labels(text, cited), *_dates(text, cited, known, as_of))


def without_names(text: str) -> str:
    """The readable text, as long as it was, with its document numbers, labels and dates blanked."""
    blanked = list(text)
    named: list[Name | Day] = [*document_numbers(text), *labels(text), *days(text)]
    for found in named:
        blanked[found.start : found.end] = "　" * (found.end - found.start)
    return "".join(blanked)


def _numbers(text: str, cited: Sequence[Citation], known: str) -> Iterator[Violation]:
    held = [number for source in (*(c.text for c in cited), known) for number in _numbers_in(source)]
    held += [number for entry in _entries(cited) for number in _numbers_in(entry.number or "")]
    for said in document_numbers(text):
        maker, *rest = said.parts
        if not any(
            list(other[1:]) == rest and (maker.endswith(other[0]) or other[0].endswith(maker)) for other in held
        ):
            shown = "、".join(f"{m}〔{y}〕{n}号" for m, y, n in held)
            yield Violation(ViolationKind.DOCUMENT_NUMBER, said.text, shown)
        elif _OWN_NUMBER.search(text[: said.start + 1]) and not any(_is_own(said, entry) for entry in _entries(cited)):
            own = "、".join(entry.number or "" for entry in _entries(cited))
            yield Violation(ViolationKind.DOCUMENT_NUMBER, said.text, own)


def _is_own(said: Name, entry: Document) -> bool:
    return any(list(said.parts[1:]) == list(other[1:]) for other in _numbers_in(entry.number or ""))


@functools.lru_cache(maxsize=512)
def _numbers_in(source: str) -> tuple[tuple[str, ...], ...]:
    return tuple(number.parts for number in document_numbers(readable(source)))


def _labels(text: str, cited: Sequence[Citation]) -> Iterator[Violation]:
    paths = [c.clause_id.partition("#")[2].split(".") for c in cited]
    numbers = tuple(document_numbers(text))
    for said in labels(text):
        if any(number.start <= said.start < number.end for number in numbers):
            continue
        if not any(_leads_to(said.parts, path) for path in paths):
            yield Violation(ViolationKind.LABEL, said.text, "、".join(c.label for c in cited))


def _leads_to(parts: Sequence[str], path: Sequence[str]) -> bool:
    """Whether the parts of a label follow one another in a clause's path: 五、(十二), (十二), 第十二条, 第五部分."""
    return any(list(path[n : n + len(parts)]) == list(parts) for n in range(len(path)))


def _dates(text: str, cited: Sequence[Citation], known: str, as_of: date) -> Iterator[Violation]:
    entries = _entries(cited)
    lives = [_day(day) for entry in entries for day in (entry.issued, entry.effective, entry.expires) if day]
    of_life = _OF_DOCUMENT.search(text) is not None
    held = [
        *(lives if of_life else ()),
        *((_day(as_of),) if _TODAY.search(text) else ()),
        *(
            day
            for source in (*(c.text for c in cited), *(c.document for c in cited), known)
            for day in _days_in(source)
        ),
    ]
    for said in days(text):
        if not any(said.tells(other) for other in held):
            yield Violation(ViolationKind.FIGURE, said.text, "、".join(dict.fromkeys(day.text for day in held)))
        elif (
            entries
            and (meant := _meant(text, said, entries[0]))
            and not said.tells(_day(meant))
            and any(said.tells(day) for day in lives)
        ):
            yield Violation(
                ViolationKind.FIGURE, text[max(0, said.start - _NEAR) : said.end + _NEAR].strip(), _day(meant).text
            )


def _meant(text: str, said: Day, entry: Document) -> date | None:
    """The day of a document's life that the words beside a date speak of."""
    behind = re.split("[,;。]", text[said.end : said.end + _BESIDE])[0]
    before = re.split("[,;。]", text[max(0, said.start - _NEAR) : said.start])[-1]
    told = []
    for pattern, day in ((_ISSUED, entry.issued), (_STARTS, entry.effective), (_ENDS, entry.expires)):
        told += [(match.start(), day) for match in pattern.finditer(behind)]
        told += [(_BESIDE + len(before) - match.end(), day) for match in pattern.finditer(before)]
    return min(told, key=lambda pair: pair[0])[1] if told else None


@functools.lru_cache(maxsize=512)
def _days_in(source: str) -> tuple[Day, ...]:
    return tuple(days(readable(source)))


def _day(day: date) -> Day:
    return Day(f"{day.year}年{day.month}月{day.day}日", 0, 0, day.year, day.month, day.day)


def _entries(cited: Sequence[Citation]) -> list[Document]:
    """What is known of the cited documents; a document that the manifest does not name has no such facts."""
    known = {entry.id for entry in documents()}
    return [document(c.document_id) for c in cited if c.document_id in known]
