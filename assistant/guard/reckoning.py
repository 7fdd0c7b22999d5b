"""Sums that a sentence makes itself: what it says that a share of an amount comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.calculator.quantity import Kind
from assistant.guard.stretch import Stretch
from assistant.guard.told import Told
from assistant.guard.violation import Violation, ViolationKind

_BY: Final = re.compile(r"[^\d;]{0,4}(?:按照?|乘以?|的|[×x*])\s*(?:不超过|最高|at)?\s*")
_COMES_TO: Final = re.compile(
    r"\s*(?:的?(?:比例|标准|上限))?,?\s*(?:来|去)?(?:计算?|折?算)(?:下来|出来|可得)?,?(?:约?为|是|得|合|有|就是|即|=)?\s*|\s*(?:=|等于|就?是)\s*"
)


def misreckoned(stretch: Stretch) -> Iterator[Violation]:
    """The products that do not come out: 200万元，按30%计为600万元; each end of a range by itself."""
    groups = list(_groups(stretch.said))
    for amounts, rates, outcomes in zip(groups, groups[1:], groups[2:], strict=False):
        kinds = tuple(group[0].kind for group in (amounts, rates, outcomes))
        if kinds != (Kind.MONEY, Kind.RATE, Kind.MONEY) or not _makes_sum(stretch, amounts, rates, outcomes):
            continue
        made = [amount.value * rate.value for amount in amounts for rate in rates]
        if {told.value for told in outcomes} != set(made):
            yield Violation(ViolationKind.FIGURE, stretch.words_before(outcomes[-1].end, amounts[0].start).strip())


def _makes_sum(stretch: Stretch, amounts: Sequence[Told], rates: Sequence[Told], outcomes: Sequence[Told]) -> bool:
    before = stretch.words_before(rates[0].start, amounts[-1].end)
    after = stretch.words_before(outcomes[0].start, rates[-1].end)
    return len(amounts) == 1 and bool(_BY.fullmatch(before) and _COMES_TO.fullmatch(after))


def _groups(said: Sequence[Told]) -> Iterator[list[Told]]:
    """Figures one by one, the two ends of a range together."""
    group: list[Told] = []
    for told in said:
        if group and (told.kind, told.start) != (group[0].kind, group[0].start):
            yield group
            group = []
        group.append(told)
    if group:
        yield group
