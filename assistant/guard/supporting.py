"""Whether a stretch says what its clauses speak of, and not what another clause that was given speaks of."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from assistant.guard.frames import word_pairs
from assistant.guard.told import readable
from assistant.types import Citation

_OWN_WORDS: Final = Fraction(3)
# 没有要求企业必须是高新技术企业 speaks of what the clause does not.
_SILENT: Final = re.compile(
    r"(?:没有?|并?未)(?:作出?|做|明确|具体|另行)?(?:要求|规定|写|提|说|限定|限制|区分|涉及|列|载|约定)|do(?:es)? not \w"
)
_CLEARLY: Final = 3  # times as much in the words of another clause as in those of its own


def better_elsewhere(
    text: str, cited: Sequence[Citation], citations: Sequence[Citation], *, known: str = ""
) -> Citation | None:
    """The clause whose words a readable text uses, when those of the clauses it cites are hardly among them.

    ``known`` is what may be said of any clause: what was asked and what was worked out.
    """
    if _SILENT.search(text):
        return None
    said = word_pairs(text) - word_pairs(readable(known))
    held = {c.clause_id: _pairs(c) & said for c in citations}
    spread = Counter(pair for pairs in held.values() for pair in pairs)
    weight = {name: sum((Fraction(1, spread[pair]) for pair in pairs), Fraction(0)) for name, pairs in held.items()}
    mine = max((weight.get(c.clause_id, Fraction(0)) for c in cited), default=Fraction(0))
    own = {c.clause_id for c in cited}
    best = max((c for c in citations if c.clause_id not in own), key=lambda c: weight[c.clause_id], default=None)
    if best is None or weight[best.clause_id] < _OWN_WORDS or weight[best.clause_id] < mine * _CLEARLY:
        return None
    return best


def _pairs(citation: Citation) -> frozenset[str]:
    return _of(citation.title, citation.text)


@functools.lru_cache(maxsize=512)
def _of(title: str, text: str) -> frozenset[str]:
    return word_pairs(readable(f"{title}\n{text}"))
