"""Prompts for a chat model: text files with a header and named variables, filled with data that stays data."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.text import clean
from index.yamlfile import DataFileError, parse_yaml

FOLDER: Final = Path(__file__).parent.parent / "prompts"
_SHAPE: Final = re.compile(r"---\n(?P<header>.*?\n)---\n(?P<body>.*)", re.DOTALL)
_PART: Final = re.compile(r"^## (\w+)\n", re.MULTILINE)
_VARIABLE: Final = re.compile(r"\{([a-z_]+)\}")
_ROLES: Final = ("system", "user")
_FENCES: Final = str.maketrans({"<": "＜", ">": "＞"})

Message = tuple[str, str]
"""A role and what it says."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: what it is for, its variables with their meaning, its messages, the hash of its file."""

    name: str
    purpose: str
    variables: dict[str, str]
    messages: tuple[Message, ...]
    sha256: str

    def filled(self, **values: str) -> list[Message]:
        """The messages with every variable's value in its place; DataFileError for one too few or too many."""
        if wrong := sorted(set(values) ^ set(self.variables)):
            raise DataFileError(f"{self.name}.md: variables {wrong} do not fit, it takes {sorted(self.variables)}")
        # In one pass, so that a value that looks like a variable stays what it is.
        return [(role, _VARIABLE.sub(lambda m: values[m[1]], text)) for role, text in self.messages]


@functools.cache
def load_prompt(name: str) -> Prompt:
    """The prompt of ours with this name."""
    return read_prompt(FOLDER / f"{name}.md")


def read_prompt(path: Path) -> Prompt:
    """The prompt of a file; DataFileError says what is wrong with it."""
    data = path.read_bytes()
    shape = _SHAPE.fullmatch(data.decode("utf-8"))
    if shape is None:
        raise DataFileError(f"{path.name}: expected a header between lines of ---, then the messages")
    header = parse_yaml(shape["header"], name=path.name)
    if not isinstance(header, dict) or set(header) != {"purpose", "variables"}:
        raise DataFileError(f"{path.name}: the header has exactly purpose and variables")
    messages = _messages(shape["body"], path.name)
    variables = {str(key): str(meaning) for key, meaning in (header["variables"] or {}).items()}
    used = {name for _, text in messages for name in _VARIABLE.findall(text)}
    if wrong := sorted(used ^ set(variables)):
        raise DataFileError(f"{path.name}: {wrong} stand only in the header or only in the text")
    return Prompt(path.stem, str(header["purpose"]), variables, messages, hashlib.sha256(data).hexdigest())


def data(text: str) -> str:
    """A text as data for a prompt: it cannot close a fence or hide anything, and says the same to a reader."""
    return "\n".join(clean(line) for line in text.translate(_FENCES).splitlines())


def _messages(body: str, name: str) -> tuple[Message, ...]:
    before, *parts = _PART.split(body)
    messages = tuple((role, text.strip()) for role, text in zip(parts[::2], parts[1::2], strict=True))
    if before.strip() or not messages or any(role not in _ROLES for role, _ in messages):
        raise DataFileError(f"{name}: the text stands in parts headed by ## {' or ## '.join(_ROLES)}")
    return messages
