"""Word vectors from which words stand together: latent semantic analysis of the texts.

It needs nothing but the texts; it is where the training of the built-in model starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors, unit_length

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Directions = NDArray[np.float64]


def word_vectors(tokenizer: Tokenizer, texts: Sequence[str], *, dimensions: int) -> Vectors:
    """A vector for every piece of the tokenizer, weighted by how telling the piece is.

    A text's vector is the mean of its pieces'. The unknown piece, and pieces in no text, give zeros.
    """
    counts = _counts(tokenizer, texts)
    telling = _inverse_frequency(counts)
    weighted = unit_length(np.log1p(counts).astype(np.float32) * telling)
    _, sizes, directions = np.linalg.svd(weighted.astype(np.float64), full_matrices=False)
    kept = min(dimensions, len(sizes))
    vectors = np.zeros((counts.shape[1], dimensions), dtype=np.float32)
    vectors[:, :kept] = (_signed(directions[:kept]).T * telling[:, None]).astype(np.float32)
    vectors[0] = 0
    return vectors


def _counts(tokenizer: Tokenizer, texts: Sequence[str]) -> Vectors:
    counts = np.zeros((len(texts), tokenizer.get_vocab_size()), dtype=np.float32)
    for row, encoding in enumerate(tokenizer.encode_batch(list(texts), add_special_tokens=False)):
        np.add.at(counts[row], encoding.ids, 1)
    return counts


def _inverse_frequency(counts: Vectors) -> Vectors:
    inside = (counts > 0).sum(axis=0)
    telling: Vectors = (np.log((1 + len(counts)) / (1 + inside)) + 1).astype(np.float32)
    return np.where(inside > 0, telling, np.float32(0))


def _signed(directions: Directions) -> Directions:
    """Each direction so that its largest part is positive: a decomposition leaves the sign open."""
    largest = np.abs(directions).argmax(axis=1)
    signs: Directions = np.sign(directions[np.arange(len(directions)), largest])
    return np.multiply(directions, signs[:, None])
