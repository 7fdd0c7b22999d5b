"""The permitted total of several awards, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assistant.calculator.best import best_subset
from assistant.calculator.case import span_shown
from assistant.calculator.edge import fen
from assistant.calculator.fact import Facts
from assistant.calculator.keys import PROJECT_TOTAL
from assistant.calculator.load import load_rules
from assistant.calculator.ruling import Ruling, Verdict, rulings
from assistant.calculator.say import yuan
from assistant.calculator.schema import Effect, Provision
from assistant.calculator.span import Span
from assistant.types import Bound, Calculation, Outcome, Step
from index.manifest import STANDING_NAMES, Standing, document

_LOCAL = ("city", "district")
_WIDEST_FIRST = (Bound.RANGE, Bound.LOWER, Bound.UPPER, Bound.EXACT)


def combine(claims: Sequence[Calculation], *, on: date, facts: Facts | None = None) -> Calculation:
    """What the claims come to together; no sum where the documents are silent on two of them.

    Claims without an amount are named in the trace and not counted. ValueError when none has one.
    """
    counted = {claim.award_id: claim for claim in claims if claim.outcome is Outcome.AMOUNT and claim.award_id}
    if not counted:
        raise ValueError("nothing to combine: none of the claims has an amount")
    ruled = rulings(counted)
    lines = [*_named(claims), *(r.step for r in ruled)]
    if any(r.verdict is Verdict.SILENT for r in ruled):
        lines.append(Step("文件未规定能否叠加，不作合计，分别列示"))
        return _record(tuple(counted.values()), Outcome.NO_FIXED_AMOUNT, lines, on)
    kept = permitted(counted, ruled)
    lines += [_dropped(counted[award_id]) for award_id in counted if award_id not in kept]
    return summed([counted[award_id] for award_id in kept], lines, on=on, facts=facts)


def several(claim: Calculation, number: int, unit: str) -> Calculation:
    """A claim that so many companies (家, 个) have alike; each has its own ceiling."""
    total = _amount(claim) * number
    line = Step(f"{number}{unit} × {yuan(_amount(claim))} = {yuan(total)}", fen(total))
    return replace(
        claim,
        amount_yuan=fen(total),
        at_least_yuan=None if claim.at_least_yuan is None else claim.at_least_yuan * number,
        ceiling_yuan=None if claim.ceiling_yuan is None else claim.ceiling_yuan * number,
        steps=(*claim.steps[:-1], line, *claim.steps[-1:]),
    )


def project_room(document_id: str, facts: Facts, *, on: date) -> Calculation | None:
    """What the ceiling for one project leaves to local support; None where it has none or a figure is not told."""
    provision = load_rules().provision(document_id, Effect.PROJECT_TOTAL)
    audited, had = (facts[key].value if key in facts else None for key in PROJECT_TOTAL)
    if provision is None or not isinstance(audited, Span) or not isinstance(had, Span):
        return None
    left = audited.less(had)
    if left.high is None:
        return None
    text = f"同一项目累计不超过投资额：{span_shown(audited)} − 已获 {span_shown(had)} = {span_shown(left)}"
    standing = document(document_id).standing(on)
    return Calculation(
        award_id=None,
        clause_id=provision.clause,
        title="同一项目各级财政资助的余额",
        outcome=Outcome.AMOUNT,
        amount_yuan=fen(left.high),
        bound=Bound.UPPER,
        inputs={key: facts[key].said for key in PROJECT_TOTAL},
        steps=(
            Step(text, fen(left.high), provision.clause, provision.quote),
            Step(f"文件状态（{on.isoformat()}）：{STANDING_NAMES[standing]}"),
        ),
        standing=standing.value,
    )


def permitted(claims: Mapping[str, Calculation], ruled: Sequence[Ruling]) -> tuple[str, ...]:
    """The ids of the claims that come to most, no two of which the documents forbid or leave open."""
    weights = {award_id: _amount(claim) for award_id, claim in claims.items()}
    conflicts = [(r.first, r.second) for r in ruled if not r.verdict.permits]

    def reduction(chosen: Collection[str]) -> Fraction:
        return sum((over for _, over in _joint(chosen, claims)), Fraction(0))

    return best_subset(weights, conflicts, reduction)


def summed(
    claims: Sequence[Calculation], lines: Sequence[Step], *, on: date, facts: Facts | None = None
) -> Calculation:
    """The sum of claims that may be had together, less what a joint ceiling takes off."""
    by_id = {claim.award_id: claim for claim in claims if claim.award_id}
    total = sum((_amount(claim) for claim in claims), Fraction(0))
    steps = [*lines, Step(f"{' + '.join(yuan(_amount(c)) for c in claims)} = {yuan(total)}", fen(total))]
    for award_id, reduction in _joint(by_id, by_id):
        total -= reduction
        award = load_rules().award(award_id)
        text = f"合计不超过上限 {award.caps[0].amount.text}，减少 {yuan(reduction)}，合计 {yuan(total)}"
        steps.append(Step(text, fen(total), award.clause_id, award.quote))
    total = _within_project(claims, total, steps, facts or {})
    record = _record(claims, Outcome.AMOUNT, steps, on)
    return _priced(record, claims, total)


def _priced(record: Calculation, claims: Sequence[Calculation], total: Fraction) -> Calculation:
    bounds = {claim.bound for claim in claims}
    bound = next(b for b in _WIDEST_FIRST if b in bounds or b is Bound.EXACT)
    low = sum((_bottom(claim) for claim in claims), Fraction(0))
    at_least = fen(min(low, total)) if bound in (Bound.RANGE, Bound.LOWER) else None
    return replace(record, amount_yuan=fen(total), at_least_yuan=at_least, bound=bound)


def _joint(chosen: Collection[str], claims: Mapping[str, Calculation]) -> Iterator[tuple[str, Fraction]]:
    """Each chosen award that shares its ceiling with another, and what that takes off the two."""
    for award_id in chosen:
        award = load_rules().award(award_id)
        other = award.joint_with
        if other is not None and other in claims and other in chosen:
            over = _amount(claims[award_id]) + _amount(claims[other]) - award.caps[0].amount.value
            if over > 0:
                yield award_id, over


def _within_project(claims: Sequence[Calculation], total: Fraction, steps: list[Step], facts: Facts) -> Fraction:
    """The total under the ceiling that local support together has for one project."""
    provision, audited = _project_total(claims), facts.get("audited_investment")
    if provision is None or audited is None or not isinstance(audited.value, Span) or audited.value.high is None:
        return total
    spent = facts["local_finance_received"].value if "local_finance_received" in facts else Span.exactly(0)
    left = max(audited.value.high - (spent.low if isinstance(spent, Span) else 0), Fraction(0))
    local = sum((_amount(c) for c in claims if _level(c) in _LOCAL), Fraction(0))
    if local <= left:
        return total
    total -= local - left
    text = f"同一项目累计不超过投资额，减少 {yuan(local - left)}，合计 {yuan(total)}"
    steps.append(Step(text, fen(total), provision.clause, provision.quote))
    return total


def _project_total(claims: Sequence[Calculation]) -> Provision | None:
    book = load_rules()
    found = (book.provision(c.clause_id.partition("#")[0], Effect.PROJECT_TOTAL) for c in claims)
    return next((provision for provision in found if provision is not None), None)


def _record(claims: Sequence[Calculation], outcome: Outcome, steps: Sequence[Step], on: date) -> Calculation:
    standings = [document(c.clause_id.partition("#")[0]).standing(on) for c in claims]
    worst = next((s for s in _WORST_FIRST if s in standings), Standing.UNKNOWN)
    ceilings = [c.ceiling_yuan for c in claims]
    known = [c for c in ceilings if c is not None]
    return Calculation(
        award_id="+".join(c.award_id or "" for c in claims),
        clause_id=claims[0].clause_id,
        title=" + ".join(c.title for c in claims),
        outcome=outcome,
        ceiling_yuan=sum(known, Decimal(0)) if known and len(known) == len(ceilings) else None,
        inputs={key: said for c in claims for key, said in c.inputs.items()},
        conditions=tuple(f"{c.title}：{condition}" for c in claims for condition in c.conditions),
        steps=(*steps, Step(f"文件状态（{on.isoformat()}）：{STANDING_NAMES[worst]}")),
        standing=worst.value,
    )


_WORST_FIRST = (Standing.EXPIRED, Standing.DRAFT, Standing.NOT_YET, Standing.UNKNOWN, Standing.IN_FORCE)


def _named(claims: Sequence[Calculation]) -> Iterator[Step]:
    for claim in claims:
        quote = claim.steps[0].quote if claim.steps else None
        if claim.amount_yuan is None:
            yield Step(f"{claim.title}：没有可以合计的金额，不计入", None, claim.clause_id, quote)
        else:
            yield Step(f"{claim.title}：{yuan(claim.amount_yuan)}", claim.amount_yuan, claim.clause_id, quote)


def _dropped(claim: Calculation) -> Step:
    return Step(f"{claim.title} 不得重复享受，减少 {yuan(_amount(claim))}", None, claim.clause_id)


def _amount(claim: Calculation) -> Fraction:
    return Fraction(claim.amount_yuan or 0)


def _bottom(claim: Calculation) -> Fraction:
    """The least that the claim is sure to come to: nothing where its amount is only a ceiling."""
    if claim.at_least_yuan is not None:
        return Fraction(claim.at_least_yuan)
    return _amount(claim) if claim.bound is Bound.EXACT else Fraction(0)


def _level(claim: Calculation) -> str:
    return document(claim.clause_id.partition("#")[0]).level.value
