"""One sentence of a chat model against the clauses that it cites."""

from __future__ import annotations

from assistant.cite import marks
from assistant.guard.sources import Sources
from assistant.guard.violation import Violation, ViolationKind
from assistant.guard.whole import figures_missing, trace


def violations(sentence: str, sources: Sources) -> tuple[Violation, ...]:
    """What the sentence says that its cited clauses do not; empty when it may be shown."""
    cited = marks(sentence)
    loose = [n for n in cited if not 1 <= n <= len(sources.citations)]
    if loose:
        usable = "、".join(f"[{n}]" for n in range(1, len(sources.citations) + 1))
        return tuple(Violation(ViolationKind.UNRESOLVED, f"[{n}]", usable) for n in loose)
    clauses = [sources.citations[n - 1] for n in cited]
    ids = {clause.clause_id for clause in clauses}
    held = [sources.question, sources.rewritten, sources.as_of.isoformat()]
    held += [part for clause in clauses for part in (clause.text, clause.document, clause.label)]
    held += [part for c in sources.calculations if c.clause_id in ids for part in trace(c)]
    return tuple(Violation(ViolationKind.FIGURE, said) for said in figures_missing(sentence, held))
