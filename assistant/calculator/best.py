"""The heaviest set of things no two of which conflict: exact, by branch and bound."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction


def best_subset(
    weights: Mapping[str, Fraction],
    conflicts: Iterable[tuple[str, str]],
    reduction: Callable[[Collection[str]], Fraction] = lambda _: Fraction(0),
) -> tuple[str, ...]:
    """The set without conflicts whose weight less its reduction is greatest, in the order given.

    Weights are not negative, and taking one more never makes a set worth less.
    """
    order = list(weights)
    against: dict[str, set[str]] = {item: set() for item in order}
    for one, other in conflicts:
        against[one].add(other)
        against[other].add(one)
    search = _Search(weights, against, reduction)
    search.run(taken=(), left=order)
    return tuple(item for item in order if item in search.best)


@dataclass
class _Search:
    """The search and the best set that it has seen."""

    weights: Mapping[str, Fraction]
    against: Mapping[str, Collection[str]]
    reduction: Callable[[Collection[str]], Fraction]
    best: frozenset[str] = frozenset()
    best_weight: Fraction = field(default_factory=lambda: Fraction(-1))

    def run(self, *, taken: tuple[str, ...], left: Sequence[str]) -> None:
        """Try the rest: with the item that conflicts most, and without it."""
        if self._sum(taken) + self._reachable(left) <= self.best_weight:
            return
        degree = {item: sum(other in self.against[item] for other in left) for item in left}
        pivot = max(left, key=lambda item: (degree[item], self.weights[item]), default=None)
        if pivot is None or degree[pivot] == 0:
            self._settle((*taken, *left))
            return
        rest = [item for item in left if item != pivot]
        self.run(taken=(*taken, pivot), left=[item for item in rest if item not in self.against[pivot]])
        self.run(taken=taken, left=rest)

    def _settle(self, chosen: tuple[str, ...]) -> None:
        weight = self._sum(chosen) - self.reduction(chosen)
        if weight > self.best_weight:
            self.best, self.best_weight = frozenset(chosen), weight

    def _sum(self, items: Iterable[str]) -> Fraction:
        return sum((self.weights[item] for item in items), Fraction(0))

    def _reachable(self, left: Sequence[str]) -> Fraction:
        """No more than this can be added: of items that all conflict with one another, the heaviest."""
        total, seen = Fraction(0), set[str]()
        for item in sorted(left, key=lambda i: -self.weights[i]):
            if item in seen:
                continue
            clique = [item]
            for other in left:
                if other not in seen and other != item and all(other in self.against[c] for c in clique):
                    clique.append(other)
            seen.update(clique)
            total += self.weights[item]
        return total
