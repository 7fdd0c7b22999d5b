"""What can be wrong with a chat model's server, and how long an answer takes all the same: ``python -m eval.faults``.

Each row asks one question with the named fault and a time limit; the answer has to hold what the deterministic one
holds, say what is wrong, and be there within the limit.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.events import Final as Ended
from assistant.events import Provisional
from assistant.settings import Settings
from assistant.types import Answer, Fault, Reason
from eval.command import AS_OF
from eval.endpoint import Reply, endpoint, unused_url

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from index.search import Index

QUESTION: Final = "深圳的软件公司营收第一次过10亿，奖多少？"
_LONG: Final = 60.0
_LINE: Final = "营业收入首次达到10亿元的，给予50万元奖励。[1]\n"
_HTML: Final = "text/html; charset=utf-8"

# What the server does, and what has to be made of it.
FAULTS: Final[Mapping[str, tuple[Reply | None, Fault]]] = {
    "refused connection": (None, Fault.UNREACHABLE),
    "401": (Reply(status=401), Fault.KEY),
    "404": (Reply(status=404), Fault.NO_MODEL),
    "429, Retry-After 30 s": (Reply(status=429, headers={"retry-after": "30"}), Fault.QUOTA),
    "429, Retry-After a date": (
        Reply(status=429, headers={"retry-after": "Wed, 21 Oct 2099 07:28:00 GMT"}),
        Fault.QUOTA,
    ),
    "500": (Reply(status=500), Fault.BROKEN),
    "hang before the first token": (Reply(text=_LINE, wait=_LONG), Fault.SLOW),
    "hang in mid-stream": (Reply(text=[_LINE, "另", "外"], pause=1.2), Fault.SLOW),
    "dripping": (Reply(text=["营"] * 1_000, pause=0.2), Fault.SLOW),
    "closed in mid-stream": (Reply(text=[_LINE, "另外，"], finish=None), Fault.TRUNCATED),
    "cut off for length": (Reply(text=[_LINE, "另外，"], finish="length"), Fault.TRUNCATED),
    "cut JSON in the stream": (
        Reply(raw=b'data: {"choices": [{"index": 0, "delta": {"con', headers={"content-type": "text/event-stream"}),
        Fault.BROKEN,
    ),
    "cut JSON": (Reply(raw=b'{"choices": [{"index": 0, "mess'), Fault.BROKEN),
    "100,000-token reply": (Reply(text=["政策，" * 4] * 25_000), Fault.TOO_LONG),
    "100,000 tokens of good sentences": (
        Reply(text=[f"第{'好' * n}家企业按规定申报。[1]" for n in range(1, 400)]),
        Fault.TOO_LONG,
    ),
    "wrong content type": (Reply(raw=b"<html>Bad gateway</html>", headers={"content-type": _HTML}), Fault.BROKEN),
    "empty reply": (Reply(text=""), Fault.NONSENSE),
    "nonsense": (Reply(text="lorem ipsum dolor sit amet 哈哈哈哈"), Fault.NONSENSE),
    "wrong figure, twice": (Reply(text="营业收入首次达到10亿元的，给予500万元奖励。[1]"), Fault.UNFAITHFUL),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One fault: seconds to the deterministic answer and to the end, and the answer that came."""

    name: str
    limit: float
    first: float
    total: float
    answer: Answer
    expected: Fault

    @property
    def passed(self) -> bool:
        """Whether the answer came in time, with the first one's content, and says what was wrong."""
        told = self.answer.reason is Reason.DEGRADED and self.answer.engine == "deterministic"
        return told and self.total <= self.limit + 0.5 and "50万元" in self.answer.answer


def measure(index: Index, name: str, *, limit: float) -> Row:
    """One question asked with a fault."""
    from assistant.answer import Assistant
    from assistant.chat import Chat

    reply, expected = FAULTS[name]
    with endpoint(reply or Reply()) as server:
        url = server.url if reply else unused_url()
        settings = Settings(home=Path(), model="openai:scripted", base_url=url, timeout=limit, retries=1)
        return _asked(Assistant(index, chat=Chat(settings)), name, limit, expected)


def _asked(assistant: Assistant, name: str, limit: float, expected: Fault) -> Row:
    began, first = time.perf_counter(), 0.0
    for event in assistant.stream(QUESTION, on=AS_OF):
        if isinstance(event, Provisional):
            first = first or time.perf_counter() - began
        if isinstance(event, Ended):
            return Row(name, limit, first, time.perf_counter() - began, event.answer, expected)
    raise AssertionError("an answer ends")


def main() -> None:
    """Print the table; exit 1 when a fault is not survived."""
    from index.build import open_index

    with tempfile.TemporaryDirectory() as home:
        index = open_index(Path(home))
        measure(index, "500", limit=10)  # the first call of a process imports the client
        rows = [measure(index, name, limit=2.0) for name in FAULTS]
    for row in rows:
        sign = "ok" if row.passed and row.answer.fault is row.expected else "FAILED"
        print(f"{row.name:<36} first {row.first * 1000:5.0f} ms  end {row.total:5.2f} s  {row.answer.fault}  {sign}")
    raise SystemExit(not all(row.passed for row in rows))


if __name__ == "__main__":
    main()
