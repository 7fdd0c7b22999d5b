"""The chance that the best clause answers a question, from a few signs: what decides between answer and refusal.

The weights are fitted to the question sets by :mod:`eval.calibrate`; no number here is set by hand.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from index.yamlfile import DataFileError, read_yaml

WEIGHTS = Path(__file__).with_name("answerable.yaml")
BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether a clause answers a question.

    ``score`` is the best unit's of any place, ``given`` that of the one which the answer would
    rest on, ``known`` the share, from 0 to 1, of the question's terms that the index holds at all.
    ``place`` says whether a place with a document is named, ``money`` whether an amount is stated.
    """

    score: float
    given: float
    known: float
    place: bool
    money: bool


def chance(signs: Signs) -> float:
    """The chance, from 0 to 1, that the clause answers the question."""
    weights = _weights()
    total = weights[BIAS] + sum(weights[name] * float(value) for name, value in asdict(signs).items())
    return 1 / (1 + math.exp(-total))


@functools.cache
def _weights() -> Mapping[str, float]:
    weights = read_yaml(WEIGHTS)
    expected = {BIAS, *(field.name for field in fields(Signs))}
    if set(weights) != expected:
        raise DataFileError(f"{WEIGHTS.name}: keys {sorted(weights)}, expected exactly {sorted(expected)}")
    return {name: float(weight) for name, weight in weights.items()}
