"""Makes the built-in model from the data of the project: ``python -m index.train``.

Everything is seeded and runs in one thread: the same data gives the same bytes on the same kind of
machine. ``--report`` trains without some questions and some clauses, and says how well they are found.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.contrast import ROUNDS, trained
from index.embed import MODEL, Embedder, StaticEmbedder, Vectors, embedder
from index.entries import Entry, corpus_entries
from index.heldout import measure, split, table
from index.lexicon import lexicon
from index.lsa import word_vectors
from index.pairs import Pairs
from index.vocabulary import vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DIMENSIONS = 256


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the built-in model, or report what training brings."""
    parser = argparse.ArgumentParser(prog="python -m index.train", description=__doc__)
    parser.add_argument("--report", action="store_true", help="measure on what training does not see; write no model")
    parser.add_argument("--beside", nargs="*", default=[], metavar="MODEL", help="other models to measure beside it")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="rounds over the pairs (%(default)s)")
    parser.add_argument("--into", type=Path, default=MODEL, metavar="FOLDER", help="where the model is written")
    chosen = parser.parse_args(arguments)
    if chosen.report:
        sys.stdout.write(report(chosen.beside, rounds=chosen.rounds))
    else:
        save(*made(corpus_entries(), rounds=chosen.rounds), chosen.into)


def made(entries: Iterable[Entry], *, rounds: int = ROUNDS) -> tuple[Tokenizer, Vectors]:
    """A vocabulary and its vectors from these entries and the lexicon; without rounds they are those of LSA."""
    pairs = Pairs(entries, lexicon())
    texts = pairs.texts()
    tokenizer = vocabulary(texts)
    vectors = word_vectors(tokenizer, texts, dimensions=DIMENSIONS)
    return tokenizer, trained(tokenizer, vectors, pairs, rounds=rounds).astype(np.float16)


def report(beside: Iterable[str] = (), *, rounds: int = ROUNDS) -> str:
    """What each model finds of the questions and clauses that training did not see, as a table."""
    halves = split(corpus_entries())
    models: dict[str, Embedder | None] = {"BM25": None}
    models |= {
        "LSA": _in_memory(*made(halves.seen, rounds=0)),
        "trained": _in_memory(*made(halves.seen, rounds=rounds)),
    }
    models |= {name: embedder(name) for name in beside}
    return table({name: measure(halves, model) for name, model in models.items()})


def save(tokenizer: Tokenizer, weights: Vectors, folder: Path) -> None:
    """Write a model folder that sentence-transformers loads as it is."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    modules: list[Any] = [StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()]
    prompts = {"query": "", "document": ""}
    model = SentenceTransformer(modules=modules, device="cpu", prompts=prompts, similarity_fn_name="cosine")
    model.save(str(folder), create_model_card=False)
    # It is written for its owner alone; a server may run as somebody else.
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _in_memory(tokenizer: Tokenizer, weights: Vectors) -> Embedder:
    return StaticEmbedder(tokenizer, weights, name="in memory", fingerprint="")


if __name__ == "__main__":
    main()
