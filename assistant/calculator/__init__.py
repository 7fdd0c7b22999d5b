"""Deterministic awards: rules that quote the documents, exact numbers, a trace for every figure."""

from __future__ import annotations

from assistant.calculator.bounds import bound_of
from assistant.calculator.check import check
from assistant.calculator.compute import calculate
from assistant.calculator.difference import Difference
from assistant.calculator.fact import Asked, Fact, Facts
from assistant.calculator.form import Field, Form, form
from assistant.calculator.inputs import Input, InputType, Option, load_inputs
from assistant.calculator.keys import essential_keys
from assistant.calculator.load import Rulebook, load_rules
from assistant.calculator.match import Match, Profile, match, reach, read_profile
from assistant.calculator.report import ceiling
from assistant.calculator.rows import award_row
from assistant.calculator.ruling import Ruling, Verdict, rulings
from assistant.calculator.say import spoken_yuan, yuan
from assistant.calculator.span import Span
from assistant.calculator.stack import combine, project_room, several
from assistant.calculator.values import example, read_fact, read_facts

__all__ = [
    "Asked",
    "Difference",
    "Fact",
    "Facts",
    "Field",
    "Form",
    "Input",
    "InputType",
    "Match",
    "Option",
    "Profile",
    "Rulebook",
    "Ruling",
    "Span",
    "Verdict",
    "award_row",
    "bound_of",
    "calculate",
    "ceiling",
    "check",
    "combine",
    "essential_keys",
    "example",
    "form",
    "load_inputs",
    "load_rules",
    "match",
    "project_room",
    "reach",
    "read_fact",
    "read_facts",
    "read_profile",
    "rulings",
    "several",
    "spoken_yuan",
    "yuan",
]
