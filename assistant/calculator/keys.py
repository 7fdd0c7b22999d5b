"""Which facts an award may take, read off its fields."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.calculator.schema import Award, Condition, Interest, Level, PerUnit

YEARS = ("years", "year_index")
PERIODS = ("months", "loan_years", "count", "already_received", "highest_tier_received")
_EVERYWHERE = ("date", "same_level_other", "other_same_level_amount", "as_individual")
_RECEIVED = ("already_received", "highest_tier_received", "revenue_before")
PROJECT_TOTAL = ("audited_investment", "local_finance_received")


def award_keys(award: Award) -> tuple[str, ...]:
    """The keys of the facts that can change what the award comes to, the formula's first."""
    keys = [
        *formula_keys(award),
        *(key for condition in award.conditions for key in condition_keys(condition)),
        *_cap_keys(award),
        *(YEARS if _runs_for_years(award) else ()),
        *_EVERYWHERE,
    ]
    return tuple(dict.fromkeys(keys))


def essential_keys(award: Award) -> tuple[str, ...]:
    """The facts to ask for first: those of the arithmetic and of the conditions, less what was received before."""
    keys = [*formula_keys(award), *(key for c in award.conditions for key in condition_keys(c))]
    return tuple(key for key in dict.fromkeys(keys) if key not in _RECEIVED)


def formula_keys(award: Award) -> tuple[str, ...]:
    """The keys of the facts that the award's arithmetic works on."""
    if isinstance(award, Level):
        return (award.fact, "count") if award.several == "sum" else (award.fact,)
    if isinstance(award, PerUnit):
        return ("count",) if award.of else ("area", "rent_per_m2_month", "annual_rent", "months")
    if isinstance(award, Interest):
        paid = () if award.share is None else ("annual_rate", "interest_paid")
        return ("principal", *paid, "loan_years")
    base: str | None = getattr(award, "base", None)
    prior = ("already_received", "highest_tier_received") if award.kind in ("tiers", "topup", "steps") else ()
    earlier = ("revenue_before",) if prior and base == "revenue" else ()
    return (*((base,) if base else ()), *prior, *earlier)


def condition_keys(condition: Condition) -> Iterator[str]:
    """The keys of the facts that decide a condition, its alternatives included."""
    if condition.fact is not None:
        yield condition.fact
    yield from condition.closed_by
    for alternative in condition.any_of:
        yield from condition_keys(alternative)


def stated_options(award: Award) -> Iterator[tuple[str, str]]:
    """The options of choices that the award names, each with the key of its choice."""
    if isinstance(award, Level):
        yield from ((award.fact, grade.name) for grade in award.levels)
    for condition in award.conditions:
        yield from _condition_options(condition)
    for cap in award.caps:
        if cap.scope is not None:
            yield "scope", cap.scope


def related(award: Award) -> Iterator[str]:
    """The ids of the awards that this one leans on: a joint ceiling, an amount, a figure left to it."""
    others = (award.joint_with, award.of if isinstance(award, PerUnit) else None, *(i.award for i in award.ignored))
    yield from (other for other in others if other is not None)


def _condition_options(condition: Condition) -> Iterator[tuple[str, str]]:
    yield from ((condition.fact, option) for option in condition.one_of if condition.fact)
    for alternative in condition.any_of:
        yield from _condition_options(alternative)


def _cap_keys(award: Award) -> Iterator[str]:
    for cap in award.caps:
        if cap.prior is not None:
            yield cap.prior
        if cap.scope is not None:
            yield "scope"


def _runs_for_years(award: Award) -> bool:
    return award.duration is not None or isinstance(award, Interest) or any(cap.per.is_yearly for cap in award.caps)
