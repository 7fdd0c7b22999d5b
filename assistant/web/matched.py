"""What a company may claim, shown: the best combination, the amounts, what stands apart, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from assistant.calculator import load_rules
from assistant.web.cards import badge
from assistant.web.checklist import Ask, Checklist, Line
from assistant.web.figures import headline
from assistant.web.forms import Filled, input_name
from assistant.web.links import calculator_address, page_tools, reader_address
from assistant.web.markup import escape
from assistant.web.naming import document_name, is_english, step_text
from assistant.web.pages import LANGUAGES
from assistant.web.query import Query, address
from assistant.web.words import Words, words

_BAR: Final = 100
_IN: Final = " pa-in"


def outcome(listed: Checklist, query: Query, given: Filled, *, language: str) -> str:
    """Everything that is known of what the company may claim."""
    said = words(language)
    page = _Shown(query, given, said, language)
    return (
        f"{page.best(listed)}{page.amounts('claims', listed.claims, said['match_claims_none'])}"
        f"{page.amounts('selective', listed.selective, '')}{page.apart(listed)}{page.asks(listed.asks)}"
        f"{page.others('open', listed.open)}{page.others('ruled_out', listed.ruled_out)}"
        f'<p class="pa-date">{escape(said["as_of_matched"].format(date=query.on.isoformat()))} '
        f"{said['disclaimer']}</p>"
    )


def brief(listed: Checklist, said: Words) -> str:
    """The best combination in a line, for narrow windows, where the result lies below the form."""
    if listed.best is None:
        return ""
    shown = f"{said['match_best']} {headline(listed.best, words=said)}"
    return f'<a href="#pa-result"><span>{shown}</span><span aria-hidden="true">↓</span></a>'


class _Shown:
    """The parts of the right side, for one address."""

    def __init__(self, query: Query, given: Filled, said: Words, language: str) -> None:
        self._query, self._given, self._said, self._language = query, given, said, language

    def best(self, listed: Checklist) -> str:
        """The best combination large, what is in it, why it may be had together, and what to take along."""
        said = self._said
        if listed.best is None:
            return ""
        inside = "".join(
            f"<li><span>{escape(line.title)}</span><span>{escape(line.shown)}</span></li>"
            for line in listed.claims
            if line.counted
        )
        amount = headline(listed.best, words=said)
        return (
            f'<section class="pa-figure pa-best"><h2>{said["match_best"]}</h2><p class="pa-amount"><strong>{amount}'
            f'</strong></p><ul class="pa-list">{inside}</ul><h3 class="pa-heading">{said["match_why"]}</h3>'
            f'<ul class="pa-why">{self._why(listed)}</ul>{self._take_along()}</section>'
        )

    def _why(self, listed: Checklist) -> str:
        assert listed.best is not None
        apart = "".join(f"<li>{escape(text)}</li>" for text in listed.separate)
        return apart + "".join(
            f"<li>{escape(text)}{self._quoted(step['clause_id'], step['quote'])}</li>"
            for step in listed.best["steps"]
            for text in [step_text(step["text"], said=self._said)]
        )

    def _quoted(self, clause_id: Any, quote: Any) -> str:
        if not clause_id or not quote:
            return ""
        link = reader_address(clause_id, language=self._language, quote=quote, on=self._query.get("on"))
        return f' <a class="pa-said" href="{escape(link)}">“{escape(quote)}” {escape(clause_id)}</a>'

    def _take_along(self) -> str:
        said, path = self._said, f"{LANGUAGES[self._language]}/match"
        files = "".join(
            f'<a class="pa-button pa-quiet" href="{escape(self._file(path, name))}" download>{said[word]}</a>'
            for name, word in (("checklist.xlsx", "save_excel"), ("checklist.docx", "save_word"))
        )
        return f'<p class="pa-actions">{files}{page_tools(said, copy="copy_profile")}</p>'

    def _file(self, path: str, name: str) -> str:
        return address(f"{path}/{name}", **self._query.values)

    def amounts(self, group: str, lines: Sequence[Line], empty: str) -> str:
        """A table of awards with their amounts, each with a bar: the longer, the more."""
        said = self._said
        if not lines:
            return f'<p class="pa-empty">{empty}</p>' if empty else ""
        most = max((line.amount or Decimal(0) for line in lines), default=Decimal(0)) or Decimal(1)
        rows = "".join(self._amount(line, most) for line in lines)
        return (
            f'<section class="pa-sheet pa-chart"><h2>{said[f"match_{group}"]}</h2><table><thead><tr>'
            f'<th scope="col">{said["award"]}</th><th scope="col">{said["column_shown"]}</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></section>"
        )

    def _amount(self, line: Line, most: Decimal) -> str:
        said, on = self._said, self._query.get("on")
        source = f"{document_name(line.document_id, said=said)} {line.label}"
        width = max(1, round(_BAR * (line.amount or Decimal(0)) / most))
        clause = reader_address(line.clause_id, language=self._language, quote=line.quote, on=on)
        counted = f' <span class="pa-counted">{said["column_counted"]}</span>' if line.counted else ""
        confirm = "".join(f"<li>{escape(text)}</li>" for text in line.confirm)
        listed = f'<ul class="pa-confirm" aria-label="{said["conditions"]}">{confirm}</ul>' if confirm else ""
        return (
            f'<tr><th scope="row"><a href="{escape(self._calculator(line))}">{escape(line.title)}</a>{counted}'
            f'<span class="pa-foot">{badge({"standing": line.standing}, words=said)} '
            f'<a href="{escape(clause)}">{escape(source)}</a></span>'
            f'{listed}</th><td><strong>{escape(line.shown)}</strong><svg class="pa-bar-line{_IN if counted else ""}" '
            f'viewBox="0 0 {_BAR} 8" preserveAspectRatio="none" aria-hidden="true"><rect width="{width}" height="8"/>'
            f"</svg></td></tr>"
        )

    def _calculator(self, line: Line) -> str:
        keys = load_rules().keys(load_rules().award(line.award_id))
        facts: Mapping[str, tuple[str, ...]] = {k: v for k, v in self._given.said.items() if k in keys}
        return calculator_address(line.award_id, language=self._language, facts=facts, on=self._query.get("on"))

    def apart(self, listed: Checklist) -> str:
        """The pairs that exclude each other, or of which no document says that they may be combined."""
        items = "".join(
            f"<li>{escape(pair['text'])}{self._quoted(pair['clause_id'], pair['quote'])}</li>" for pair in listed.apart
        )
        return self._section("apart", f'<ul class="pa-why">{items}</ul>') if items else ""

    def asks(self, asks: Iterable[Ask]) -> str:
        """The facts that are missing, each with what it would open and a way to its field."""
        said = self._said
        items = "".join(
            f'<li><a href="#pa-in-{ask.missing.key}">{escape(self._question(ask))}</a>'
            f"<span>{escape('、'.join(ask.titles))}</span></li>"
            for ask in asks
        )
        if not items:
            return ""
        return self._folded("asks", f'<ul class="pa-list pa-asks">{items}</ul>', note=said["match_asks_more"])

    def _question(self, ask: Ask) -> str:
        return input_name(ask.missing.key, said=self._said) if is_english(self._said) else ask.missing.question

    def others(self, group: str, lines: Sequence[Line]) -> str:
        """Awards without an amount for this company, folded, each with the reason or its ceiling."""
        items = "".join(
            f'<li><a href="{escape(self._calculator(line))}">{escape(line.title)}</a>'
            f"<span>{escape(line.reason if group == 'ruled_out' else line.shown)}</span></li>"
            for line in lines
        )
        return self._folded(group, f'<ul class="pa-list">{items}</ul>', count=len(lines)) if items else ""

    def _section(self, group: str, body: str) -> str:
        return f'<section class="pa-sheet"><h2>{self._said[f"match_{group}"]}</h2>{body}</section>'

    def _folded(self, group: str, body: str, *, count: int | None = None, note: str = "") -> str:
        number = f' <span class="pa-count">{count}</span>' if count is not None else ""
        more = f'<p class="pa-more">{note}</p>' if note else ""
        return (
            f'<details class="pa-sheet pa-folded" id="pa-{group}"><summary>{self._said[f"match_{group}"]}{number}'
            f"</summary>{more}{body}</details>"
        )
