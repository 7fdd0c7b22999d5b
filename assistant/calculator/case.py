"""An award and the facts it is tried on: looking facts up, and what stands in for one not given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assistant.calculator.fact import Asked, Fact, Facts
from assistant.calculator.inputs import Input, InputType, load_inputs
from assistant.calculator.load import load_rules
from assistant.calculator.say import percent, written, yuan
from assistant.calculator.schema import Award
from assistant.calculator.span import Span

MONTHS_A_YEAR = Fraction(12)


@dataclass(frozen=True, slots=True)
class Case:
    """One award tried on the facts of one caller."""

    award: Award
    facts: Facts
    asked: Asked

    def fact(self, key: str) -> Fact | None:
        """The fact, or the best of those that may stand in for it."""
        if key in self.facts:
            return self.facts[key]
        if made := _made(self.facts, key):
            return made
        return next((self.facts[other] for other in load_inputs()[key].accepts if other in self.facts), None)

    def numbers(self, key: str) -> tuple[Span, ...]:
        """The fact's numbers: none when it is unknown, several where several were given."""
        fact = self.fact(key)
        if fact is None:
            return ()
        value = fact.value if isinstance(fact.value, tuple) else (fact.value,)
        return tuple(v for v in value if isinstance(v, Span))

    def number(self, key: str) -> Span | None:
        """The fact's number, several of them added up; None when it is unknown."""
        found = self.numbers(key)
        return Span.total(found) if found else None

    def options(self, key: str) -> tuple[str, ...]:
        """The options that were chosen; none when it is unknown."""
        fact = self.fact(key)
        if fact is None:
            return ()
        value = fact.value if isinstance(fact.value, tuple) else (fact.value,)
        return tuple(v for v in value if isinstance(v, str))

    def flag(self, key: str) -> bool | None:
        """Yes, no, or None when it is unknown."""
        fact = self.fact(key)
        return fact.value if fact is not None and isinstance(fact.value, bool) else None

    @property
    def years(self) -> Span | None:
        """For how many years to count, if that was said, in years or in months."""
        months = self.number("months")
        return months.times(1 / MONTHS_A_YEAR) if months is not None else self.number("years")


def used(case: Case) -> tuple[Fact, ...]:
    """The facts of the caller that bear on the award, each once, in the order of its keys."""
    found: dict[str, Fact] = {}
    for key in load_rules().keys(case.award):
        fact = case.fact(key)
        if fact is not None and fact.key in case.facts:
            found[fact.key] = fact
        elif fact is not None:
            found.update((part, case.facts[part]) for part in _MADE_OF[key][0])
    return tuple(found.values())


def shown(fact: Fact) -> str:
    """The fact's value as it is written in a trace: 2亿元, 约500万元, 5亿元至10亿元, 国家级."""
    entry = load_inputs()[fact.key]
    values = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    words = "、".join(_shown(value, entry) for value in values)
    return f"约{words}" if fact.approximate else words


def span_shown(span: Span, write: Callable[[Fraction], str] = yuan) -> str:
    """A span in words: one number, or 从…到, or 以上."""
    if span.high is None:
        return f"{write(span.low)}以上"
    if span.is_exact:
        return write(span.low)
    return f"{write(span.low)}至{write(span.high)}" if span.low else f"最高{write(span.high)}"


def _shown(value: Span | str | bool, entry: Input) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    return span_shown(value, lambda n: percent(n) if entry.type is InputType.RATE else written(n, entry.unit))


def _made(facts: Facts, key: str) -> Fact | None:
    """What two others make, where a caller who gave the two has given it."""
    if key not in _MADE_OF:
        return None
    factors, times = _MADE_OF[key]
    spans = [facts[k].value for k in factors if k in facts]
    if len(spans) != len(factors) or not all(isinstance(span, Span) for span in spans):
        return None
    first, second = (span for span in spans if isinstance(span, Span))
    value = first.product(second).times(times)
    said = " × ".join([*(shown(facts[k]) for k in factors), *([written(times, "个月")] if times != 1 else [])])
    return Fact(key, value, f"{said} = {span_shown(value)}", approximate=any(facts[k].approximate for k in factors))


# Facts that two others make, and how often a year.
_MADE_OF: Mapping[str, tuple[tuple[str, str], Fraction]] = {
    "annual_rent": (("area", "rent_per_m2_month"), MONTHS_A_YEAR),
    "interest_paid": (("principal", "annual_rate"), Fraction(1)),
}
