"""The facts that rules may need, as ``rules/inputs.yaml`` defines them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from assistant.types import Missing
from index.yamlfile import DataFileError, read_yaml

_NUMBERS = ("above", "at_least", "at_most")
_LISTS = ("aliases", "denied", "accepts")
INPUTS_FILE = Path(__file__).parent / "rules" / "inputs.yaml"


class InputType(StrEnum):
    """What kind of value an input takes."""

    MONEY = "money"
    RATE = "rate"
    AREA = "area"
    RENT = "rent"
    YEARS = "years"
    MONTHS = "months"
    COUNT = "count"
    GRADE = "grade"
    FLAG = "flag"
    CHOICE = "choice"
    DATE = "date"

    @property
    def is_number(self) -> bool:
        """Whether values are numbers, held as spans."""
        return self not in (InputType.FLAG, InputType.CHOICE, InputType.DATE)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of an input, and the words that people use for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One fact: how it is called, asked for and written, and which values make sense."""

    key: str
    name: str
    type: InputType
    question: str
    unit: str = ""
    aliases: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    accepts: tuple[str, ...] = ()
    many: bool = False
    above: Fraction | None = None
    at_least: Fraction | None = None
    at_most: Fraction | None = None

    @property
    def missing(self) -> Missing:
        """The question that asks for this fact."""
        return Missing(self.key, self.name, self.question)

    def allows(self, number: Fraction) -> bool:
        """Whether the number can be meant: no negative cost, no loan at 300%."""
        return (
            (self.above is None or number > self.above)
            and (self.at_least is None or number >= self.at_least)
            and (self.at_most is None or number <= self.at_most)
        )


@functools.cache
def load_inputs() -> Mapping[str, Input]:
    """Every input by its key, in the file's order."""
    return read_inputs(INPUTS_FILE)


def read_inputs(path: Path) -> dict[str, Input]:
    """The inputs of a file; DataFileError names the place and what is allowed there."""
    rows = read_yaml(path).get("inputs", [])
    inputs: dict[str, Input] = {}
    for number, row in enumerate(rows):
        entry = _input(row, f"{path.name}: inputs[{number}]")
        if entry.key in inputs:
            raise DataFileError(f"{path.name}: inputs[{number}].key: {entry.key!r} is defined twice")
        inputs[entry.key] = entry
    for problem in _problems(inputs):
        raise DataFileError(f"{path.name}: {problem}")
    return inputs


def _input(row: dict[str, Any], where: str) -> Input:
    if unknown := set(row) - {f.name for f in fields(Input)}:
        raise DataFileError(f"{where}: unknown {sorted(unknown)}, allowed are {[f.name for f in fields(Input)]}")
    values = dict(row)
    values.update({name: Fraction(str(row[name])) for name in _NUMBERS if name in row})
    values.update({name: tuple(map(str, row[name])) for name in _LISTS if name in row})
    try:
        options = tuple(Option(o["name"], tuple(o.get("aliases", ()))) for o in row.get("options", ()))
        return Input(**{**values, "type": InputType(row["type"]), "options": options})
    except (KeyError, TypeError, ValueError) as error:
        raise DataFileError(f"{where}: {error}") from error


def _problems(inputs: Mapping[str, Input]) -> Iterator[str]:
    for entry in inputs.values():
        for other in entry.accepts:
            if other not in inputs:
                yield f"{entry.key}.accepts: {other!r} is no input"
            elif inputs[other].type is not entry.type:
                yield f"{entry.key}.accepts: {other!r} is {inputs[other].type}, not {entry.type}"
        if (entry.type is InputType.CHOICE) != bool(entry.options):
            yield f"{entry.key}.options: a choice has options, nothing else has"
        if entry.denied and entry.type is not InputType.FLAG:
            yield f"{entry.key}.denied: only a flag can be denied"
