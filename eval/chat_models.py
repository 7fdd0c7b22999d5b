"""What chat models, good and hostile, do to the scores, beside none: ``python -m eval.chat_models [SET…]``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.jsonable import answer_json
from assistant.settings import Settings
from assistant.types import Reason
from eval.command import AS_OF
from eval.dataset import FOLDER, QuestionSet, read_set
from eval.endpoint import Script, endpoint
from eval.given import read_given
from eval.measure import judge
from eval.tally import Result, measures
from eval.voices import HOSTILE, good

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from index.search import Index

SETS: Final = ("questions.dev", "adversarial.dev", "calc.dev")
NO_MODEL: Final = "no model"
_LIMIT: Final = 20.0
# Times are not what is compared here.
_TIMES: Final = frozenset({"p50_ms", "p95_ms"})


@dataclass(frozen=True, slots=True)
class Row:
    """A set asked with one voice: the mean of each measure, how many answers were its words, how many degraded."""

    voice: str
    name: str
    shares: Mapping[str, float]
    spoken: int = 0
    degraded: int = 0

    def worse_than(self, other: Row) -> list[str]:
        """The measures that came out lower than in the other row."""
        return [name for name, share in other.shares.items() if self.shares.get(name, 0.0) < share - 1e-9]


def compared(index: Index, questions: QuestionSet, voices: Mapping[str, Script]) -> list[Row]:
    """The set asked without a model, then with each voice."""
    from assistant.answer import Assistant
    from assistant.chat import Chat

    rows = [_row(NO_MODEL, Assistant(index), questions)]
    for voice, script in voices.items():
        with endpoint(script) as server:
            settings = Settings(
                home=Path(), model="openai:scripted", base_url=server.url, timeout=_LIMIT, retries=0, context=1_000_000
            )
            rows.append(_row(voice, Assistant(index, chat=Chat(settings)), questions))
    return rows


def _row(voice: str, assistant: Assistant, questions: QuestionSet) -> Row:
    answers = [(case, assistant.ask(case.question, history=case.history, on=AS_OF)) for case in questions.cases]
    results = [Result(case, given, judge(case, given)) for case, a in answers for given in [read_given(answer_json(a))]]
    shares = {name: share for name, share in measures(results).items() if name not in _TIMES}
    spoken = sum(answer.engine != "deterministic" for _, answer in answers)
    return Row(voice, questions.name, shares, spoken, sum(a.reason is Reason.DEGRADED for _, a in answers))


def main(names: list[str]) -> None:
    """Print the measures of each voice on each set; exit 1 when one is worse than no model."""
    from index.build import open_index

    worse = 0
    with tempfile.TemporaryDirectory() as home:
        index = open_index(Path(home))
        for name in names or SETS:
            first, *rows = compared(index, read_set(FOLDER / f"{name}.jsonl"), {"good": good, **HOSTILE})
            for row in (first, *rows):
                lost = row.worse_than(first)
                worse += bool(lost)
                told = "  ".join(f"{measure} {share:.3f}" for measure, share in row.shares.items())
                print(f"{name:<16} {row.voice:<22} spoken {row.spoken:>3}  degraded {row.degraded:>3}  {told}", *lost)
    raise SystemExit(bool(worse))


if __name__ == "__main__":
    main(sys.argv[1:])
