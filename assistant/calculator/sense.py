"""Facts that cannot be meant: a negative cost, a loan at 300%."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from assistant.calculator.case import Case, used
from assistant.calculator.inputs import load_inputs
from assistant.calculator.span import Span
from assistant.types import Missing


def nonsense(case: Case) -> tuple[Missing, ...]:
    """The facts to ask for again, those that the award takes and whose numbers make no sense."""
    inputs = load_inputs()
    wrong = [fact.key for fact in used(case) if not all(inputs[fact.key].allows(n) for n in _ends(fact.value))]
    return tuple(inputs[key].missing for key in wrong)


def _ends(value: object) -> Iterator[Fraction]:
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, Span):
            yield part.low
            if part.high is not None:
                yield part.high
