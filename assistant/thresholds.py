"""How well a clause must fit before it answers: what is calibrated, as one record that travels with the question."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which chance, and from which score, the assistant answers rather than refuses.

    They were found on the question sets; ``eval`` draws what happens when they move.
    """

    chance: float = 0.2  # that the best clause answers the question, see assistant.answerable
    score: float = 0.13  # of the best unit, where no single clause is asked for: follow-ups, sides of a comparison

    def scaled(self, factor: float) -> Thresholds:
        """All of them times a factor: 0 refuses nothing for its score."""
        return Thresholds(**{field.name: getattr(self, field.name) * factor for field in fields(self)})


IN_USE = Thresholds()
