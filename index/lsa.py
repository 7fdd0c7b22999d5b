"""Word vectors from which words stand together: latent semantic analysis of the texts.

It needs nothing but the texts; it is where the training of the built-in model starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embed import Vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def word_vectors(tokenizer: Tokenizer, texts: Sequence[str], *, dimensions: int) -> Vectors:
    """A vector for every piece of the tokenizer, of mean length one, longer the more telling the piece is.

    A text's vector is the mean of its pieces'. The unknown piece, and pieces in no text, give zeros.
    """
    from sklearn.utils.extmath import randomized_svd
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

    counts = _counts(tokenizer, texts)
    telling = _inverse_frequency(counts)
    # Sums come out the same each time only when one thread adds them up; what is imported later is not limited.
    with threadpool_limits(1):
        _, _, directions = randomized_svd(_weighted(counts, telling), dimensions, n_iter=7, random_state=0)
    vectors: Vectors = (directions.T * telling[:, None]).astype(np.float32)
    vectors[0] = 0
    vectors /= np.linalg.norm(vectors, axis=1).mean()
    return vectors


def _counts(tokenizer: Tokenizer, texts: Sequence[str]) -> Any:
    """How often each piece stands in each text, as a sparse matrix of texts by pieces."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # it ships no types

    ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
    rows = np.repeat(np.arange(len(ids)), [len(row) for row in ids])
    columns = np.concatenate([np.asarray(row, dtype=np.int64) for row in ids])
    ones = np.ones(len(columns))
    return csr_matrix((ones, (rows, columns)), shape=(len(ids), tokenizer.get_vocab_size()))


def _inverse_frequency(counts: Any) -> Vectors:
    inside = np.asarray((counts > 0).sum(axis=0)).ravel()
    telling: Vectors = np.where(inside > 0, np.log((1 + counts.shape[0]) / (1 + inside)) + 1, 0)
    return telling


def _weighted(counts: Any, telling: Vectors) -> Any:
    from sklearn.preprocessing import normalize

    damped = counts.copy()
    damped.data = np.log1p(damped.data)
    return normalize(damped.multiply(telling).tocsr())
