"""What kind of thing a question asks: an amount, a department, a date, a list and so on."""

from __future__ import annotations

import functools
import re
from enum import StrEnum
from pathlib import Path

from index.yamlfile import DataFileError, read_yaml


class Kind(StrEnum):
    """A kind of question; one question may be of several. Its signs stand in kinds.yaml."""

    AMOUNT = "amount"
    DEPARTMENT = "department"
    VALIDITY = "validity"
    STANDING = "standing"
    APPLY = "apply"
    STACKING = "stacking"
    COMPARE = "compare"
    SEVERAL = "several"
    LIST = "list"
    CONFIRM = "confirm"
    POLICY = "policy"


def kinds_of(text: str) -> frozenset[Kind]:
    """The kinds of question that a folded text asks."""
    return frozenset(kind for kind, sign in _signs().items() if sign.search(text))


def talks_policy(text: str) -> bool:
    """Whether a folded text holds any word of the trade at all."""
    return bool(_signs()[Kind.POLICY].search(text))


@functools.cache
def _signs() -> dict[Kind, re.Pattern[str]]:
    data = read_yaml(Path(__file__).with_name("kinds.yaml"))
    if set(data) != set(Kind):
        raise DataFileError(f"kinds.yaml: kinds {sorted(data)}, expected exactly {sorted(Kind)}")
    return {Kind(name): re.compile("|".join(f"(?:{sign})" for sign in signs)) for name, signs in data.items()}
