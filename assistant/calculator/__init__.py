"""Deterministic awards: rules that quote the documents, exact numbers, a trace for every figure."""

from __future__ import annotations

from assistant.calculator.compute import calculate
from assistant.calculator.fact import Asked, Fact, Facts
from assistant.calculator.inputs import Input, InputType, Option, load_inputs
from assistant.calculator.load import Rulebook, load_rules
from assistant.calculator.say import spoken_yuan, yuan
from assistant.calculator.span import Span

__all__ = [
    "Asked",
    "Fact",
    "Facts",
    "Input",
    "InputType",
    "Option",
    "Rulebook",
    "Span",
    "calculate",
    "load_inputs",
    "load_rules",
    "spoken_yuan",
    "yuan",
]
