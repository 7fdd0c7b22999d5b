"""What is searched: every unit of every clause, and the questions people would ask of it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.clauses import Clause, corpus_trees
from index.manifest import own_documents
from index.text import clean, squeeze
from index.units import Unit, units
from index.yamlfile import DataFileError, read_yaml

EXPANSIONS = Path(__file__).parent / "expansions"
_KEYS = {"about", "ask"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a search can find; ``kind`` is ``unit`` or ``question``.

    ``text`` is what is embedded and cut into terms: a unit with the headings above it, or a question.
    """

    id: str
    unit_id: str
    clause_id: str
    document_id: str
    kind: str
    text: str


@functools.cache
def corpus_entries() -> tuple[Entry, ...]:
    """Every entry of the documents that come with the project, document by document."""
    names = {d.id: d.short for d in own_documents()}
    return entries((c for tree in corpus_trees() for c in tree.clauses), names=names)


def entries(clauses: Iterable[Clause], *, names: Mapping[str, str], expansions: Path = EXPANSIONS) -> tuple[Entry, ...]:
    """The entries of these clauses: their units, each followed by its questions, in document order.

    ``names`` gives each document's short name; ``expansions`` is a folder where ``<document>.yaml``
    may hold its questions. Raises DataFileError for a question file that does not fit the clauses.
    """
    known = {clause.id: clause for clause in clauses}
    asked = _questions(known, question_files(names, expansions))
    found: list[Entry] = []
    for clause in known.values():
        for unit in units(clause):
            found.append(_unit_entry(clause, unit, names[clause.document_id]))
            found += _question_entries(clause, unit, asked.get(unit.id, ()))
    return tuple(found)


def question_files(document_ids: Iterable[str], folder: Path = EXPANSIONS) -> tuple[Path, ...]:
    """The question files that these documents have."""
    return tuple(path for name in document_ids if (path := folder / f"{name}.yaml").is_file())


def _unit_entry(clause: Clause, unit: Unit, name: str) -> Entry:
    headings = " ".join(part for part in (name, *clause.path, clause.title) if part)
    return Entry(unit.id, unit.id, clause.id, clause.document_id, "unit", f"{headings} {unit.text}")


def _question_entries(clause: Clause, unit: Unit, questions: Iterable[str]) -> list[Entry]:
    return [
        Entry(f"{unit.id}?{number}", unit.id, clause.id, clause.document_id, "question", question)
        for number, question in enumerate(questions, start=1)
    ]


def _questions(clauses: Mapping[str, Clause], files: Iterable[Path]) -> dict[str, list[str]]:
    """The questions of every unit that has any, by unit id."""
    asked: dict[str, list[str]] = {}
    for path in files:
        for unit_id, question in _read_questions(path, clauses):
            asked.setdefault(unit_id, []).append(question)
    return asked


def _read_questions(path: Path, clauses: Mapping[str, Clause]) -> Iterator[tuple[str, str]]:
    for clause_id, groups in _mapping(read_yaml(path), path.name).items():
        where = f"{path.name}: {clause_id}"
        clause = clauses.get(clause_id)
        if clause is None or clause.document_id != path.stem:
            raise DataFileError(f"{where}: no such clause in {path.stem!r}")
        for number, group in enumerate(_list(groups, where)):
            yield from _read_group(group, clause, f"{where}[{number}]")


def _read_group(group: Any, clause: Clause, where: str) -> Iterator[tuple[str, str]]:
    if set(_mapping(group, where)) != _KEYS:
        raise DataFileError(f"{where}: keys {sorted(map(str, group))}, expected exactly {sorted(_KEYS)}")
    unit = _unit_about(group["about"], clause, where)
    for number, question in enumerate(_list(group["ask"], f"{where}.ask")):
        if not isinstance(question, str) or not clean(question):
            raise DataFileError(f"{where}.ask[{number}]: {question!r}, expected a question in words")
        yield unit.id, clean(question)


def _unit_about(about: Any, clause: Clause, where: str) -> Unit:
    words = squeeze(about) if isinstance(about, str) else ""
    for unit in units(clause):
        if words and words in squeeze(unit.text):
            return unit
    raise DataFileError(f"{where}.about: {about!r} stands in no unit of {clause.id}, expected words of one unit")


def _mapping(value: Any, where: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DataFileError(f"{where}: {type(value).__name__}, expected a mapping")
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise DataFileError(f"{where}: {value!r}, expected a list that is not empty")
    return value
