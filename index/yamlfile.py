"""YAML data files, read strictly: a key written twice is an error, never a silent loss."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DataFileError(ValueError):
    """A data file of ours is wrong; the message names the file, the place in it and what is allowed."""


class _StrictLoader(_Base):  # type: ignore[misc]  # the C loader where PyYAML was built with it
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + 1
            if not isinstance(key, Hashable):
                raise DataFileError(f"line {line}: {key!r} is no key, a word or a number is")
            if key in seen:
                raise DataFileError(f"key {key!r} is written twice, the second time at line {line}")
            seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_yaml(path: Path) -> Any:
    """What the YAML file holds; dates and numbers as YAML reads them.

    Raises DataFileError that names the file when it cannot be parsed or repeats a key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except ValueError as error:  # bytes that are not UTF-8
        raise DataFileError(f"{path.name}: {error}") from error
    return parse_yaml(text, name=path.name)


def parse_yaml(text: str, *, name: str) -> Any:
    """What a YAML text holds, read as strictly; ``name`` is what an error calls it."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:  # a date that is none is a ValueError
        raise DataFileError(f"{name}: {error}") from error
