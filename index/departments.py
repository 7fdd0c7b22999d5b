"""The departments that a clause names as in charge of what stands before them."""

from __future__ import annotations

import re

from index.clauses import Clause

# （牵头单位：…；配合单位：…） and （…厅、…局按职责分工负责）, in either kind of brackets.
_IN_CHARGE = re.compile(
    r"[（(](?:牵头单位|责任单位)[：:][^（）()]*[）)]|[（(][^（）()]*(?:厅|局|委|政府|单位)[^（）()]*负责[）)]"
)


def department_after(clause: Clause, position: int) -> str | None:
    """The first naming of departments at or after a position of the clause's text, without brackets.

    None when the clause names nobody in charge there.
    """
    found = _IN_CHARGE.search(clause.text, max(0, position - 1))
    return found[0].strip("（）()") if found else None
