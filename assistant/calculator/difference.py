"""One thing that the rules and the documents say differently."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference: the file, the place in it, and what was found there."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        """File, place and message in a line."""
        return f"{self.file}: {self.place}: {self.message}"


def bare(text: str) -> str:
    """The text without white space: quotes are compared so, for documents break lines anywhere."""
    return _SPACE.sub("", text)
