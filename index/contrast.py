"""Contrastive training of word vectors: a text is drawn to its other half, away from everybody else's.

The loss is sentence-transformers' MultipleNegativesRankingLoss, both ways; it is written out here
because what is about the same clause must not count as wrong, and because one thread and a fixed
order of steps make the result the same each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from index.embed import Vectors
from index.pairs import Pair, Pairs

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

ROUNDS = 30
_BATCH = 256
_FASTEST = 0.015  # the step at the start; it falls to nothing at the end
_SHARPNESS = 8.0
_BY_DOCUMENT = 0.5  # of the rounds: within one document the wrong answers are hard ones


def trained(tokenizer: Tokenizer, vectors: Vectors, pairs: Pairs, *, rounds: int = ROUNDS, seed: int = 0) -> Vectors:
    """The vectors after ``rounds`` rounds over the pairs; the unknown piece stays zero."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        weights = torch.nn.Parameter(torch.tensor(vectors))
        optimizer = torch.optim.Adam([weights], lr=_FASTEST)
        draw = Random(seed)  # noqa: S311 - training has to be repeatable, not secret
        for number in range(rounds):
            batches = _batches(pairs.drawn(draw), draw)
            for step, batch in enumerate(batches):
                optimizer.param_groups[0]["lr"] = _FASTEST * (1 - (number + step / len(batches)) / rounds)
                optimizer.zero_grad()
                _loss(weights, tokenizer, batch).backward()  # type: ignore[no-untyped-call]
                weights.grad[0] = 0  # type: ignore[index]
                optimizer.step()
        found: Vectors = weights.detach().numpy().copy()
        return found
    finally:
        torch.set_num_threads(threads)


def _batches(pairs: list[Pair], draw: Random) -> list[list[Pair]]:
    if draw.random() < _BY_DOCUMENT:
        pairs = sorted(pairs, key=lambda pair: pair.document)
    batches = [pairs[start : start + _BATCH] for start in range(0, len(pairs), _BATCH)]
    draw.shuffle(batches)
    return batches


def _loss(weights: Tensor, tokenizer: Tokenizer, batch: Sequence[Pair]) -> Tensor:
    import torch
    from torch.nn.functional import cross_entropy

    one = _embedded(weights, tokenizer, [pair.one for pair in batch])
    other = _embedded(weights, tokenizer, [pair.other for pair in batch])
    about = {pair.about: number for number, pair in enumerate(batch)}
    topics = torch.tensor([about[pair.about] for pair in batch])
    alike = (topics[:, None] == topics[None, :]) & ~torch.eye(len(batch), dtype=torch.bool)
    scores = (_SHARPNESS * one @ other.T).masked_fill(alike, -torch.inf)
    right = torch.arange(len(batch))
    return (cross_entropy(scores, right) + cross_entropy(scores.T, right)) / 2


def _embedded(weights: Tensor, tokenizer: Tokenizer, texts: list[str]) -> Tensor:
    import torch
    from torch.nn.functional import embedding_bag, normalize

    ids = [encoding.ids or [0] for encoding in tokenizer.encode_batch(texts, add_special_tokens=False)]
    starts = torch.tensor([0, *(len(row) for row in ids[:-1])]).cumsum(0)
    flat = torch.tensor([piece for row in ids for piece in row])
    return normalize(embedding_bag(flat, weights, starts, mode="mean"), dim=1)
