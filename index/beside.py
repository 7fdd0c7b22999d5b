"""Documents held beside those that come with the project, read when they are asked for.

Whoever holds any says so before anything is asked: much that is known of all documents is worked
out only once in a process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.clauses import Clause
    from index.manifest import Document


def _no_clauses(_document_id: str) -> tuple[Clause, ...]:
    return ()


def _no_clause(_clause_id: str) -> Clause | None:
    return None


@dataclass(frozen=True, slots=True, eq=False)  # one is told from another by which it is
class Beside:
    """Further documents; what reads one of them, by its id, into its clauses; what finds one clause by its id."""

    documents: tuple[Document, ...] = ()
    clauses_of: Callable[[str], tuple[Clause, ...]] = _no_clauses
    clause: Callable[[str], Clause | None] = _no_clause


_held = [Beside()]


def hold(beside: Beside) -> None:
    """Hold these from now on, in this process."""
    _held[0] = beside


def held() -> Beside:
    """What is held beside the project's own documents."""
    return _held[0]
