"""An answer in the making: paragraphs, and the clauses they cite in order of use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from assistant.calculator.figure import Unit, figures
from assistant.calculator.say import spoken_yuan
from assistant.cite import MOST_CITATIONS, citation
from assistant.messages import notice_wording
from assistant.types import Answer, Calculation, Citation, Language, Notice, Reason, Status
from assistant.understand import Query
from index.clauses import Clause
from index.manifest import Document, Standing, document

_STANDINGS_EN = {
    Standing.IN_FORCE: "in force",
    Standing.DRAFT: "a draft for comment, not yet issued",
    Standing.EXPIRED: "expired",
    Standing.NOT_YET: "not yet in force",
    Standing.UNKNOWN: "its validity is not stated",
}
SPOKEN_STANDINGS = {
    Standing.IN_FORCE: "现行有效",
    Standing.DRAFT: "还是征求意见稿",
    Standing.EXPIRED: "期限已过",
    Standing.NOT_YET: "尚未施行",
    Standing.UNKNOWN: "没有写明效力",
}
_LONGEST_SPOKEN = 160
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff\d]) (?=[\u3400-\u9fff\d])")


@dataclass
class Draft:
    """Collects what an answer says; :meth:`finish` freezes it."""

    query: Query
    on: date
    paragraphs: list[str] = field(default_factory=list)
    spoken: str = ""
    cited: dict[str, str] = field(default_factory=dict)

    @property
    def english(self) -> bool:
        """Whether the answer is given in English."""
        return self.query.language is Language.ENGLISH

    def say(self, text: str) -> None:
        """Add a paragraph."""
        if text:
            self.paragraphs.append(text)

    def mark(self, clause_id: str, quote: str) -> str:
        """The [n] of a clause, which is cited from now on; nothing once six are."""
        if clause_id not in self.cited:
            if len(self.cited) == MOST_CITATIONS:
                return ""
            self.cited[clause_id] = quote
        return f"[{list(self.cited).index(clause_id) + 1}]"

    def heading(self, clause: Clause) -> str:
        """The line that names a clause's document, its standing and label."""
        entry = document(clause.document_id)
        standing = f" ({self.standing(entry)}) " if self.english else f"（{self.standing(entry)}）"
        return f"**{entry.short}**{standing}{clause.label}{clause.title}"

    def standing(self, entry: Document) -> str:
        """How a document stands on the day, in the answer's language."""
        return _STANDINGS_EN[entry.standing(self.on)] if self.english else entry.standing_name(self.on)

    def finish(
        self,
        status: Status,
        reason: Reason,
        *,
        calculations: Iterable[Calculation] = (),
        related: Iterable[str] = (),
    ) -> Answer:
        """The answer with its notices; its id and times are filled in by who asked."""
        notices = self.query.notices + ((Notice.PLACE_NOT_NAMED,) if reason is Reason.AMBIGUOUS_PLACE else ())
        closing = "".join(notice_wording(notice, self.query.language) for notice in notices)
        return Answer(
            id="",
            question=self.query.question,
            status=status,
            reason=reason,
            answer="\n\n".join([*self.paragraphs, closing] if closing else self.paragraphs),
            spoken=aloud(self.spoken or first_sentence(self.paragraphs), english=self.english),
            as_of=self.on,
            language=self.query.language,
            rewritten=self.query.rewritten,
            citations=tuple(self._citation(c, q) for c, q in self.cited.items()),
            related=tuple(self._citation(c, "") for c in related if c not in self.cited),
            calculations=tuple(calculations),
            notices=notices,
        )

    def _citation(self, clause_id: str, quote: str) -> Citation:
        return citation(clause_id, quote=quote, on=self.on)


def first_sentence(paragraphs: Iterable[str]) -> str:
    """The first sentence of the paragraphs, without marks and markup."""
    text = next(iter(paragraphs), "")
    plain = re.sub(r"\[\d{1,2}\]|(?<!\*)\*\*(?!\*)|^> ?", "", text, flags=re.MULTILINE).strip()
    return plain.split("\n")[0]


def aloud(text: str, *, english: bool = False) -> str:
    """A sentence as it is read to a caller: no marks, amounts as they are spoken, not too long."""
    plain = re.sub(r"\[\d{1,2}\]|(?<!\*)\*\*(?!\*)|^> ?", "", text, flags=re.MULTILINE)
    plain = _BETWEEN_HAN.sub("", plain)
    for found in sorted(figures(plain), key=lambda figure: -figure.start):
        if found.unit is Unit.MONEY and not english:
            plain = plain[: found.start] + spoken_yuan(found.value) + plain[found.end :]
    if len(plain) <= _LONGEST_SPOKEN:
        return plain
    cut = max(plain.rfind(stop, 0, _LONGEST_SPOKEN) for stop in (".,;" if english else "。；，"))
    return plain[: cut if cut > 0 else _LONGEST_SPOKEN].rstrip("，；,;.。") + ("." if english else "。")
