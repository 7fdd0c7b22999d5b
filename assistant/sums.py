"""Sums that a question asks for: of several awards, of several companies, and what a project's ceiling leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.attempt import Attempt, attempt_at, condition_facts
from assistant.calculator import Asked, combine, load_rules, project_room, several
from assistant.calculator.keys import PROJECT_TOTAL
from assistant.calculator.schema import Award, Effect
from assistant.facts import asked, read_facts
from assistant.kinds import Kind
from assistant.paying import usual_in_titles
from assistant.suiting import count_of
from assistant.types import Calculation, Outcome
from assistant.understand import Query
from index.manifest import document
from index.terms import terms

_OF_ANOTHER_CLAUSE = 2  # terms of its title that the question holds, for an award of another clause of one document
_TOTAL = "(?:加起来|合起来|合计|一共|总共|共)"
_SUM_OF = re.compile(f"(?P<number>[两三四])(?:笔|项|样|个奖|种|头|边|方|块)[^，,。]{{0,8}}{_TOTAL}")
_COMPANIES = re.compile(
    r"(?P<number>[两二三四五六七八九]|[2-9])(?P<unit>家|个)(?:全资|控股|下属)?(?:子公司|分公司|公司|企业|主体)"
)
_LEFT = re.compile("(?:还能|还可以|最多|能再|可以再)[^，,。]{0,6}(?:给|配|补|拿|支持|资助)")


def sums(query: Query, tried: Sequence[Attempt], results: Sequence[Calculation], *, on: date) -> list[Calculation]:
    """The sum that is asked for, if there is one, as a calculation of its own."""
    return _room(query, on) or _combined(query, tried, on) or _of_all(query, results)


def _room(query: Query, on: date) -> list[Calculation]:
    """What local support may still come to, where a project's audited investment and what it had are told."""
    if not _LEFT.search(query.text):
        return []
    limited = [d for d in query.places.documents if load_rules().provision(d, Effect.PROJECT_TOTAL)]
    facts = read_facts(query.text, wanted=PROJECT_TOTAL).facts if limited else {}
    rooms = (project_room(document_id, facts, on=on) for document_id in limited)
    return [room for room in rooms if room is not None]


def _of_all(query: Query, results: Sequence[Calculation]) -> list[Calculation]:
    """The first award as often as there are companies, where the sum of theirs is asked: 三家子公司加起来."""
    told = _COMPANIES.search(query.text)
    first = next(iter(results), None)
    if told is None or first is None or first.outcome is not Outcome.AMOUNT or asked(query.text) is not Asked.TOTAL:
        return []
    return [several(first, count_of(told["number"]), told["unit"])]


def _combined(query: Query, tried: Sequence[Attempt], on: date) -> list[Calculation]:
    """The sum of what belongs together: supports of several levels when that was asked, joint awards always."""
    amounts = [
        attempt.calculation for attempt in _asked_for(query, tried) if attempt.calculation.outcome is Outcome.AMOUNT
    ]
    levels = {document(attempt.award.document_id).level for attempt in tried}
    told = _SUM_OF.search(query.text)
    if Kind.STACKING in query.kinds and len(levels) > 1 and len(amounts) > 1:
        pass
    elif told and len(amounts) >= count_of(told["number"]):
        amounts = amounts[: count_of(told["number"])]
    elif (joint := _joint(query, tried, on)) is not None:
        amounts = joint
    else:
        return []
    total = combine(amounts, on=on)
    return [total] if total.outcome is Outcome.AMOUNT else []


def _asked_for(query: Query, tried: Sequence[Attempt]) -> Iterator[Attempt]:
    """The awards that a sum is asked of: the first, and those whose own titles the question speaks of.

    Of two of one clause the second is meant only where the question holds what its title has more than the first's.
    """
    said = set(terms(f"{query.text} {query.earlier}"))
    for n, attempt in enumerate(tried):
        beside = [a.award.title for a in tried[:n] if a.award.clause_id == attempt.award.clause_id]
        own = set(terms(attempt.award.title)) - {term for title in beside for term in terms(title)}
        of_document = any(a.award.document_id == attempt.award.document_id for a in tried[:n])
        least = _OF_ANOTHER_CLAUSE if of_document and not beside else 1
        if n == 0 or len((own - usual_in_titles()) & said) >= least:
            yield attempt


def _joint(query: Query, tried: Sequence[Attempt], on: date) -> list[Calculation] | None:
    """The calculations of an award and of the one that shares its ceiling, when both come to an amount."""
    for first in tried[:1]:
        known = set(first.reading.facts)
        joined = [a for a in load_rules().of_clause(first.award.clause_id) if _are_joint(a, first.award)]
        partners = [a for a in joined if condition_facts(a) & known and condition_facts(first.award) & known]
        both = [first.calculation, *(attempt_at(query, partner, on).calculation for partner in partners)]
        if partners and all(c.outcome is Outcome.AMOUNT for c in both):
            return both
    return None


def _are_joint(first: Award, second: Award) -> bool:
    return first.joint_with == second.id or second.joint_with == first.id
