"""The gate of figures: nothing is shown that its sources do not bear out, whoever wrote it.

:func:`guard` takes a whole answer of ours, :func:`violations` one sentence of a chat model, which
:class:`SentenceStream` cuts out of its stream.
"""

from __future__ import annotations

from assistant.guard.judge import violations
from assistant.guard.sources import Sources, sources_of
from assistant.guard.stream import SentenceStream, sentences
from assistant.guard.violation import Violation, ViolationKind
from assistant.guard.whole import Guarded, check, guard

__all__ = [
    "Guarded",
    "SentenceStream",
    "Sources",
    "Violation",
    "ViolationKind",
    "check",
    "guard",
    "sentences",
    "sources_of",
    "violations",
]
