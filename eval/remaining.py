"""Why a sentence with one thing changed is true all the same: told with each such sentence, and counted apart."""

from __future__ import annotations

import difflib
import re
from typing import Final

from assistant.calculator.load import load_rules
from assistant.calculator.quantity import Kind
from assistant.calculator.schema import Tiers, TopUp
from assistant.guard.told import Told, figures_told, readable
from assistant.guard.wording import Limit, Use
from eval.right import Right, unmarked

_DENIES: Final = re.compile("(?:不是|并非|而不是)[“最高不超过低于]*$")
_FIGURE: Final = re.compile(r"[\d.,万亿元%]*$")
_LATER: Final = re.compile("(?:之后|再)[^，。]{0,4}达到|再到更高")
_SCENE: Final = re.compile("^在(?:光明区?|深圳市?)")
_PLACE: Final = 4  # characters: 在光明区
_COMBINED: Final = re.compile("广东省级?的?奖励和光明区")


def remains_true(right: Right, text: str) -> str:
    """The reason for which a changed sentence is true, empty when it is not."""
    start = _first_change(right.text, text)
    said = figures_told(readable(unmarked(text)))
    changed = [told for told in said if told.kind == Kind.MONEY and told.use is not Use.AWARD]
    if _DENIES.search(_FIGURE.sub("", text[:start])):
        return "the sentence says that it is not so"
    if len(said) == 1 and changed and changed[0].value in _steps(right):
        return "a threshold told alone, and one of the clause"
    if _LATER.search(text) and _climbs(changed, right):
        return "any higher step is topped up"
    if _SCENE.search(text) and right.text.startswith("在") and start < _PLACE:
        return "what the city gives is given in its district too"
    return "the clause says so of every level above" if _COMBINED.search(text) else ""


def _first_change(old: str, new: str) -> int:
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return blocks[0].size if blocks and blocks[0].a == blocks[0].b == 0 else 0


def _steps(right: Right) -> set[object]:
    """The thresholds of the cited clauses."""
    awards = [award for c in right.cited for award in load_rules().of_clause(c.clause_id)]
    return {tier.reached.value for award in awards if isinstance(award, Tiers | TopUp) for tier in award.tiers}


def _climbs(steps: list[Told], right: Right) -> bool:
    """Whether every threshold told is one of the clause and higher than the one before."""
    values = [told.value for told in steps if told.limit is Limit.LOWER]
    return len(values) > 1 and values == sorted(set(values)) and set(values) <= _steps(right)
