"""How well questions are found that a model was not trained on, measured without the assistant around it.

By question: some questions of known clauses are kept back; units and the other questions are searched.
By clause: every question of some clauses is kept back; units alone are searched, as in a new document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from index.embed import Embedder
from index.entries import Entry
from index.lexical import Lexical
from index.lexicon import lexicon
from index.pairs import as_searched
from index.ranking import best
from index.text import fold

_SHARE = 0.2
_DEPTH = 120
_MEANING = 0.3  # the share of the model in the fused score
LEGS = ("words", "model", "fused")
PLACES = (1, 5)


@dataclass(frozen=True, slots=True)
class Halves:
    """What training may see, and what is kept back."""

    seen: tuple[Entry, ...]
    by_question: tuple[Entry, ...]
    by_clause: tuple[Entry, ...]


# Recall at each of PLACES, by what was kept back and by leg.
Measured = Mapping[tuple[str, str], tuple[float, ...]]


def split(entries: Iterable[Entry], *, seed: int = 7) -> Halves:
    """The entries with a fifth of the clauses' and then a fifth of all other questions kept back."""
    entries = tuple(entries)
    draw = Random(seed)  # noqa: S311 - the same split each time
    clauses = sorted({entry.clause_id for entry in entries})
    closed = set(draw.sample(clauses, int(_SHARE * len(clauses))))
    by_clause = tuple(e for e in entries if e.kind == "question" and e.clause_id in closed)
    open_questions = [e for e in entries if e.kind == "question" and e.clause_id not in closed]
    by_question = tuple(draw.sample(open_questions, int(_SHARE * len(open_questions))))
    kept = {e.id for e in (*by_clause, *by_question)}
    return Halves(tuple(e for e in entries if e.id not in kept), by_question, by_clause)


def measure(halves: Halves, model: Embedder | None) -> Measured:
    """The recall of the right clause, by words alone, by the model alone, and by both."""
    units = tuple(entry for entry in halves.seen if entry.kind == "unit")
    kept_back = {
        "by question": (halves.by_question, halves.seen),
        "by clause": (halves.by_clause, units),
    }
    found: dict[tuple[str, str], tuple[float, ...]] = {}
    for name, (questions, searched) in kept_back.items():
        columns = np.array(_ranks(questions, searched, model)).T
        for leg, column in zip(LEGS, columns, strict=True):
            found[name, leg] = tuple(float((column < place).mean()) for place in PLACES)
    return found


def table(measured: Mapping[str, Measured]) -> str:
    """The measures of several models as Markdown."""
    titles = [f"{name}, {leg}" for name in ("by question", "by clause") for leg in LEGS]
    head = f"| recall@{'/'.join(map(str, PLACES))} | " + " | ".join(titles) + " |\n"
    rows = [
        f"| {model} | " + " | ".join(_cell(values) for values in row.values()) + " |\n"
        for model, row in measured.items()
    ]
    return head + "|" + "---|" * (len(titles) + 1) + "\n" + "".join(rows)


def _cell(values: Sequence[float]) -> str:
    """The recalls at each place, or a dash where no model was asked."""
    return "—" if not any(values) else " / ".join(f"{value:.3f}" for value in values)


def _ranks(questions: Sequence[Entry], searched: Sequence[Entry], model: Embedder | None) -> list[tuple[int, ...]]:
    """For each question and leg, how many clauses stand before the right one."""
    texts = [entry.text for entry in searched]
    lexical = Lexical.built_from(texts)
    vectors = model.embed_documents(texts) if model else np.zeros((len(texts), 1), dtype=np.float32)
    ranks = []
    for question in questions:
        content = lexicon().content(lexicon().correct(fold(question.text)))
        asked = model.embed_queries([as_searched(content, lexicon())])[0] if model else np.zeros(1, dtype=np.float32)
        words = _by_clause(lexical.search(content, k=_DEPTH), searched, ideal=lexical.ideal(content) or 1.0)
        meaning = _by_clause(best(vectors @ asked, k=_DEPTH), searched) if model else {}
        fused = {
            clause: (1 - _MEANING) * words.get(clause, 0.0) + _MEANING * meaning.get(clause, 0.0)
            for clause in {*words, *meaning}
        }
        ranks.append(tuple(_rank(question.clause_id, scores) for scores in (words, meaning, fused)))
    return ranks


def _by_clause(rows: Iterable[tuple[int, float]], searched: Sequence[Entry], *, ideal: float = 1.0) -> dict[str, float]:
    """The score of each clause: of its best unit, half by its own words and half by its best question."""
    best_of: dict[tuple[str, str], float] = {}
    for row, score in rows:
        entry = searched[row]
        at = (entry.unit_id, entry.kind)
        best_of[at] = max(best_of.get(at, 0.0), min(1.0, score / ideal))
    units: dict[str, float] = {}
    for (unit, _), score in best_of.items():
        units[unit] = units.get(unit, 0.0) + score / 2
    clauses: dict[str, float] = {}
    for unit, score in units.items():
        clause = unit.rpartition("~")[0]
        clauses[clause] = max(clauses.get(clause, 0.0), score)
    return clauses


def _rank(clause: str, scores: Mapping[str, float]) -> int:
    order = sorted(scores, key=lambda name: (-scores[name], name))
    return order.index(clause) if clause in scores else len(scores) + max(PLACES)
