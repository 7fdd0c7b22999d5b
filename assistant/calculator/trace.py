"""The lines of a calculation: what was done, and the words of the clause that did it."""

from __future__ import annotations

import functools
from fractions import Fraction

from assistant.calculator.case import Case, shown, span_shown
from assistant.calculator.edge import fen
from assistant.calculator.figure import Figure, figures
from assistant.calculator.inputs import load_inputs
from assistant.calculator.span import Span
from assistant.types import Step

_BREAKS = "，；。（）"


class Lines:
    """The lines of one calculation while they are being written."""

    def __init__(self, case: Case, begun: tuple[Step, ...] = ()) -> None:
        self._case = case
        self._lines = list(begun)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The lines so far."""
        return tuple(self._lines)

    def add(self, text: str, amount: Fraction | None, by: Figure | str | None) -> None:
        """Another line, as :func:`step` writes it."""
        self._lines.append(step(self._case, text, amount, by))

    def limit(self, span: Span, limit: Figure) -> Span:
        """The span under a ceiling, and a line that says whether the ceiling bites."""
        kept = span.at_most(limit.value)
        if span.high is None:
            self.add(f"最高 {limit.text}", limit.value, limit)
        elif kept != span:
            self.add(f"{span_shown(span)} 超过上限，取 {limit.text}", limit.value, limit)
        else:
            self.add(f"{span_shown(span)} 不超过上限 {limit.text}", span.high, limit)
        return kept


def step(case: Case, text: str, amount: Fraction | None, by: Figure | str | None) -> Step:
    """A line of the trace; ``by`` is the figure or the words of the quote that did it, None the whole quote."""
    quote = phrase(case.award.quote, by.text) if isinstance(by, Figure) else by or case.award.quote
    return Step(text, None if amount is None else fen(amount), case.award.clause_id, quote)


@functools.cache
def phrase(quote: str, written: str) -> str:
    """The words between two stops of the quote that hold the figure."""
    at = next((f.start for f in figures(quote) if f.text == written), quote.find(written))
    start = max((quote.rfind(stop, 0, at) for stop in _BREAKS), default=-1) + 1
    ends = [end for stop in _BREAKS if (end := quote.find(stop, at)) >= 0]
    return quote[start : min(ends, default=len(quote))]


def explained(case: Case, key: str) -> tuple[Step, ...]:
    """A line for a base that was worked out, or that stands in for the one the text names."""
    fact = case.fact(key)
    if fact is None or key in case.facts:
        return ()
    name = load_inputs()[key].name
    text = f"{name}：{fact.said}" if fact.key == key else f"所说的 {shown(fact)} 按“{name}”计算"
    return (step(case, text, None, None),)
