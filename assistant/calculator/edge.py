"""The edge of exact arithmetic: fractions of yuan become whole fen once, here."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def fen(amount: Fraction) -> Decimal:
    """The amount in yuan with whole fen, half a fen rounded up.

    Made from digits: arithmetic on Decimal would round at the 28 digits of its context.
    """
    cents = (amount * 200 + 1) // 2
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return Decimal(f"{sign}{whole}.{rest:02d}" if rest else f"{sign}{whole}")
