"""How well a clause must fit before it answers: what is calibrated, as one record that travels with the question."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The scores, and shares of a question's subject, from which the assistant answers rather than refuses.

    They were found on the question sets; ``eval`` draws what happens when they move.
    """

    trade: float = 0.13  # the best unit's score, for a question in words of the trade
    of_place: float = 0.135  # for an amount or a date asked of a place
    named: float = 0.165  # for something else of a place
    otherwise: float = 0.24  # for anything else
    sure: float = 0.27  # a match this good is believed without asking what else the question speaks of
    covered: float = 0.32  # the share of the question's subject that a clause must speak of

    def scaled(self, factor: float) -> Thresholds:
        """All of them times a factor: 0 refuses nothing for its score."""
        return Thresholds(**{field.name: getattr(self, field.name) * factor for field in fields(self)})


IN_USE = Thresholds()
