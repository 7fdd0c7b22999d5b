"""Fit the weights of :mod:`assistant.answerable` to the question sets: ``python -m eval.calibrate`` writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields
from pathlib import Path

from assistant.answerable import BIAS, WEIGHTS, Signs
from assistant.elsewhere import is_elsewhere, signs_of_given
from assistant.opening import open_assistant
from assistant.retrieve import retrieve
from assistant.settings import load_settings
from assistant.understand import Query, understand
from eval.dataset import FOLDER, AdversarialCase, Case, Expect, read_set, set_names
from index.search import Index

_HEADER = (
    "# Fitted to the question sets by `make calibrate`; the chance that the best clause answers is the logistic\n"
    "# function of their sum, each times its sign (see answerable.py).\n"
)
_DIGITS = 2
_FOREIGN = frozenset({"out_of_corpus", "out_of_scope"})
_ANSWERED = frozenset({Expect.ANSWER, Expect.CLARIFY})


def examples(index: Index) -> Iterator[tuple[Signs, bool]]:
    """The signs of every question that asks for a single clause, and whether the documents answer it.

    Questions that name another place or another subject are refused for that and left out.
    """
    for name in set_names():
        for case in read_set(FOLDER / f"{name}.jsonl").cases:
            answered = _answered(case)
            query = understand(case.question, history=case.history)
            if answered is None or _refused_for_what_it_names(query):
                continue
            found = retrieve(query, index)
            signs = signs_of_given(found, elsewhere=is_elsewhere(query, found))
            if signs is not None:
                yield signs, answered


def fitted(index: Index) -> dict[str, float]:
    """The weights of the signs and the bias, by logistic regression; both answers weigh the same."""
    from sklearn.linear_model import LogisticRegression

    rows, answered = zip(*examples(index), strict=True)
    model = LogisticRegression(class_weight="balanced", C=10.0, max_iter=1000)
    model.fit([[float(value) for value in astuple(row)] for row in rows], answered)
    names = [field.name for field in fields(Signs)]
    weights = dict(zip(names, model.coef_[0], strict=True)) | {BIAS: model.intercept_[0]}
    return {name: round(float(weight), _DIGITS) for name, weight in weights.items()}


def write(weights: Mapping[str, float], path: Path = WEIGHTS) -> None:
    """Write the weights as the data file that the assistant reads."""
    lines = (f"{name}: {weight}\n" for name, weight in weights.items())
    path.write_text(_HEADER + "".join(lines), encoding="utf-8")


def _refused_for_what_it_names(query: Query) -> bool:
    return bool(query.refusal or query.neighbour or query.places.elsewhere or query.places.own_policy)


def _answered(case: Case) -> bool | None:
    """Whether the documents answer a case; None where that is not the point of it."""
    if not isinstance(case, AdversarialCase):
        return True
    if case.expect in _ANSWERED:
        return True
    return False if case.expect is Expect.REFUSE and case.kind in _FOREIGN else None


if __name__ == "__main__":
    assistant = open_assistant(load_settings())
    write(fitted(assistant.index))
    print(WEIGHTS.read_text(encoding="utf-8"))
