"""Makes the built-in model from the data of the project: ``python -m index.train``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embed import MODEL, Vectors
from index.entries import corpus_entries
from index.lsa import word_vectors
from index.text import fold
from index.vocabulary import vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DIMENSIONS = 192


def main() -> None:
    """Write the built-in model."""
    texts = [fold(entry.text) for entry in corpus_entries()]
    tokenizer = vocabulary(texts)
    save(tokenizer, word_vectors(tokenizer, texts, dimensions=DIMENSIONS), MODEL)


def save(tokenizer: Tokenizer, weights: Vectors, folder: Path) -> None:
    """Write a model folder that sentence-transformers loads as it is."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    static = StaticEmbedding(tokenizer, embedding_weights=weights)
    prompts = {"query": "", "document": ""}
    modules: list[Any] = [static, Normalize()]
    model = SentenceTransformer(modules=modules, device="cpu", prompts=prompts, similarity_fn_name="cosine")
    model.save(str(folder), create_model_card=False)
    # It is written for its owner alone; a server may run as somebody else.
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


if __name__ == "__main__":
    main()
