"""Texts as vectors: the static model that comes with the project, or any sentence-transformers model.

The built-in model is asked with tokenizers, safetensors and numpy alone; torch and
sentence-transformers are imported only for another model, and the network is reached only when a
hub name is configured and its files are not on this machine yet.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError
from index.text import clean, fold

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

MODEL = Path(__file__).parent / "model"
BUILT_IN = "built-in"
NO_MODEL = "none"  # keywords alone
_WEIGHTS = "embedding.weight"
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)?")
_HUB_PATIENCE = 5.0  # seconds


class Embedder(Protocol):
    """What turns texts into unit vectors, one row a text; a text without a known word gives zeros."""

    @property
    def name(self) -> str:
        """What the model is called in reports."""

    @property
    def fingerprint(self) -> str:
        """Differs whenever the vectors may differ."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts that are searched."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions."""


def embedder(configured: str = "") -> Embedder:
    """The model of a setting: empty for the built-in one, ``none`` for none, else a folder or a hub name.

    Raises EmbeddingError when there is no such folder, or the hub has no such model or cannot be reached.
    """
    if not configured:
        return StaticEmbedder.loaded_from(MODEL)
    if configured == NO_MODEL:
        return NoEmbedder()
    folder = Path(configured).expanduser()
    if folder.is_dir():
        return TransformerEmbedder(_loaded(str(folder), local=True), name=configured)
    if not _HUB_NAME.fullmatch(configured):
        raise EmbeddingError(
            f"嵌入模型文件夹不存在：{configured}，请检查 POLICY_ASSISTANT_EMBEDDING"
            f" / no such model folder: {configured}; check POLICY_ASSISTANT_EMBEDDING"
        )
    return TransformerEmbedder(_from_hub(configured), name=configured)


class StaticEmbedder:
    """sentence-transformers' StaticEmbedding and Normalize, asked without torch: the mean of the words' vectors."""

    def __init__(self, tokenizer: Tokenizer, weights: Vectors, *, name: str, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._tokenizer = tokenizer
        self._weights: Vectors = weights.astype(np.float32)

    @classmethod
    def loaded_from(cls, folder: Path) -> StaticEmbedder:
        """The model of a folder; EmbeddingError when files of it are missing."""
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        files = [folder / "tokenizer.json", folder / "model.safetensors"]
        if missing := [file.name for file in files if not file.is_file()]:
            raise EmbeddingError(f"模型文件缺失：{missing}，位于 {folder} / model files missing in {folder}: {missing}")
        weights = load_file(files[1])[_WEIGHTS]
        fingerprint = _digest(*(file.read_bytes() for file in files))
        return cls(Tokenizer.from_file(str(files[0])), weights, name=BUILT_IN, fingerprint=fingerprint)

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._weights.shape[1])

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, a row each."""
        encodings = self._tokenizer.encode_batch([fold(text) for text in texts], add_special_tokens=False)
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, encoding in enumerate(encodings):
            if encoding.ids:
                vectors[row] = self._weights[encoding.ids].mean(axis=0)
        return unit_length(vectors)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions: a static model reads both sides alike."""
        return self.embed_documents(texts)


class NoEmbedder:
    """No model at all: every text is a zero vector, which nothing is near to."""

    name = fingerprint = NO_MODEL
    dimensions = 1

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """A zero for each text."""
        return np.zeros((len(texts), self.dimensions), dtype=np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """A zero for each question."""
        return self.embed_documents(texts)


class TransformerEmbedder:
    """A loaded SentenceTransformer, with its own prompts for questions and documents."""

    def __init__(self, model: Any, *, name: str) -> None:
        self.name = name
        self._model = model
        self.dimensions = int(model.get_embedding_dimension())
        self.fingerprint = _model_fingerprint(model)

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, a row each, with the model's document prompt."""
        return self._encoded(self._model.encode_document, texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions, a row each, with the model's query prompt."""
        return self._encoded(self._model.encode_query, texts)

    def _encoded(self, encode: Any, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        found = encode([clean(text) for text in texts], show_progress_bar=False, convert_to_numpy=True)
        return unit_length(np.asarray(found, dtype=np.float32))


def unit_length(vectors: Vectors) -> Vectors:
    """The vectors scaled to length one; zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def _loaded(name_or_path: str, *, local: bool) -> Any:
    if local:
        # Read when a hub library is first imported; from then on only local_files_only counts.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # it ships none
    try:
        return SentenceTransformer(name_or_path, device="cpu", local_files_only=local)
    except (OSError, ValueError, KeyError) as error:
        raise EmbeddingError(
            f"无法载入嵌入模型 {name_or_path}：{_first_line(error)}"
            f" / cannot load the embedding model {name_or_path}: {_first_line(error)}"
        ) from error


def _from_hub(name: str) -> Any:
    """The model of a hub name: from this machine's cache, else downloaded by a hub that answers."""
    try:
        return _loaded_from_cache(name)
    except EmbeddingError:
        _require_hub(name)
        return _loaded(name, local=False)


def _loaded_from_cache(name: str) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise EmbeddingError(_first_line(error)) from error


def _require_hub(name: str) -> None:
    """Ask the hub for the model once, briefly: its libraries would try for a minute."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        HfApi().model_info(name, timeout=_HUB_PATIENCE)
    except RepositoryNotFoundError as error:
        raise EmbeddingError(
            f"模型库中没有嵌入模型 {name}，本机也没有这个文件夹 / the hub has no model {name}, nor is it a folder here"
        ) from error
    except Exception as error:
        # Whatever stands between us and the hub, what the user can do is the same.
        raise EmbeddingError(
            f"连不上模型库，嵌入模型 {name} 不在本机："
            "请联网，或把 POLICY_ASSISTANT_EMBEDDING 设为本机文件夹，或留空使用内置模型"
            f" / the hub cannot be reached and {name} is not on this machine: go online,"
            " or set POLICY_ASSISTANT_EMBEDDING to a folder, or leave it empty for the built-in model"
        ) from error


def _model_fingerprint(model: Any) -> str:
    """A digest of everything that shapes the vectors: weights, modules, prompts, length."""
    import torch

    parts = [repr(model), repr(sorted(model.prompts.items())), str(model.max_seq_length)]
    weights = (tensor.contiguous().reshape(-1).view(torch.uint8) for _, tensor in sorted(model.state_dict().items()))
    return _digest(*(part.encode() for part in parts), *(tensor.numpy().tobytes() for tensor in weights))


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
