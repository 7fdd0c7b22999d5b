"""A part of the report that compares things: a table, what it shows in words, and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A title, words below it, a table, and charts as SVG that is safe to show as it is."""

    title: str
    words: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    charts: tuple[str, ...] = ()
