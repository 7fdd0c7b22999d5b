"""Embedding models in one table: an index is built with each, and the same questions are asked."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean

from eval.charts import Bar, bars
from eval.dataset import FOLDER, QuestionCase, QuestionSet, read_set
from eval.measure import recall
from eval.peers import minilm
from eval.run import Asks, ask_set
from eval.section import Section
from eval.tally import measures
from index.embed import BUILT_IN, NO_MODEL

SETS = ("questions.dev", "questions.own")
PLACES = (1, 5, 10)
_WORDS = (
    "每个模型各建一个索引，问同样的问题。召回只看查条款（依据所在的条款排在前几条），其余是完整问答。"
    " / An index for each model, the same questions. recall is of the look-up alone: whether the clause with the"
    " evidence is among the first; evidence and all are of whole answers."
)


@dataclass(frozen=True, slots=True)
class ModelResult:
    """How a model fared: recall of the evidence at each of PLACES, the answers' measures, seconds to build."""

    name: str
    recalls: tuple[float, ...]
    answers: Mapping[str, float]
    build_seconds: float


def models(names: Sequence[str], *, on: date, most: int | None = None) -> Section:
    """The named models (built-in, none, lsa, minilm, a folder, or a hub's name) side by side.

    ``most`` limits the questions of each set. Raises EmbeddingError for a model that cannot be loaded.
    """
    sets = [QuestionSet(name, read_set(FOLDER / f"{name}.jsonl").cases[:most]) for name in SETS]
    return section([model_result(name, sets, on=on) for name in dict.fromkeys(names)])


def model_result(name: str, sets: Sequence[QuestionSet], *, on: date) -> ModelResult:
    """What one model comes to over question sets."""
    from assistant.answer import Assistant
    from index.build import open_index

    with tempfile.TemporaryDirectory(prefix="policy-assistant-model-") as folder:
        home = Path(folder)
        setting = _SETTINGS[name](home) if name in _SETTINGS else name
        began = time.perf_counter()
        index = open_index(home, embedding=setting)
        took = time.perf_counter() - began
        try:
            assistant = Assistant(index)
            results = [r for questions in sets for r in ask_set(assistant, questions, on=on).results]
            return ModelResult(name, _recalls(assistant, sets, on=on), measures(results), took)
        finally:
            index.close()


def section(found: Sequence[ModelResult]) -> Section:
    """The table as a part of the report."""
    shown = ("evidence", "facts", "all")
    head = ("模型 model", *(f"召回 recall@{n}" for n in PLACES), *shown, "p50 ms", "p95 ms", "建索引 s")
    rows = [
        (
            f.name,
            *(f"{value:.3f}" for value in f.recalls),
            *(f"{f.answers[name]:.3f}" for name in shown),
            f"{f.answers['p50_ms']:.1f}",
            f"{f.answers['p95_ms']:.1f}",
            f"{f.build_seconds:.1f}",
        )
        for f in found
    ]
    drawn = bars([Bar(f.name[-24:], f.recalls[0]) for f in found], title="recall@1", label=200)
    return Section("嵌入模型 embedding models", _WORDS, head, rows, (drawn,))


def _recalls(assistant: Asks, sets: Sequence[QuestionSet], *, on: date) -> tuple[float, ...]:
    cases = [case for questions in sets for case in questions.cases if isinstance(case, QuestionCase) and case.evidence]
    found = []
    for case in cases:
        said = " ".join((*case.history, case.question))
        texts = [citation.text for citation, _ in assistant.search(said, k=max(PLACES), on=on)]
        found.append([recall(case.evidence, texts[:place]) for place in PLACES])
    return tuple(map(mean, zip(*found, strict=True)))


def _lsa(home: Path) -> str:
    """Where training starts, as a model folder: words that stand together, without a question of training."""
    from index.entries import corpus_entries
    from index.train import made, save

    folder = home / "lsa"
    save(*made(corpus_entries(), rounds=0), folder)
    return str(folder)


# What the setting POLICY_ASSISTANT_EMBEDDING would hold; other names stand for themselves.
_SETTINGS: Mapping[str, Callable[[Path], str]] = {
    BUILT_IN: lambda _home: "",
    "none": lambda _home: NO_MODEL,
    "lsa": _lsa,
    "minilm": lambda _home: minilm(),
}
