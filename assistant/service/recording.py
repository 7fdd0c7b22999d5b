"""Asking within a conversation: what was asked before is known, and the answer is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Final

from assistant.records.errors import RecordsDown
from assistant.service.asker import Asker, Json

if TYPE_CHECKING:
    from assistant.records.store import Records

# So long an answer waits for a database to say what was asked before; and when it did not say, so long
# nobody asks it again.
_PATIENCE: Final = 2.0
_REST: Final = 10.0
_EARLIER: Final = 30

Said = str | Mapping[str, str]


class Recording:
    """Asks, and keeps what is asked within a conversation."""

    def __init__(self, asker: Asker, records: Records) -> None:
        self._asker, self._records = asker, records
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="earlier")
        self._silent_since = float("-inf")

    def ask(self, question: str, *, conversation_id: str, owner: str, history: Sequence[Said], on: date | None) -> Json:
        """The answer object with ``conversation_id`` and ``record_id``, kept soon after it is given.

        Without a history the conversation's own questions are it. NotFound for a conversation of somebody
        else's; while the records are away the question is answered all the same.
        """
        earlier = self._earlier(conversation_id, owner)
        answer = self._asker.ask(question, history=history or earlier, on=on)
        kept = self._records.keep(answer, conversation_id=conversation_id, owner=owner)
        return {**answer, "conversation_id": conversation_id, "record_id": kept}

    def stream(
        self,
        question: str,
        *,
        conversation_id: str,
        owner: str,
        history: Sequence[Said],
        on: date | None,
        stop: threading.Event,
    ) -> Generator[Json]:
        """The events of the answer, the last as :meth:`ask` gives it; an answer that was given up is not kept."""
        earlier = self._earlier(conversation_id, owner)
        for event in self._asker.stream(question, history=history or earlier, on=on, stop=stop):
            if event["event"] != "final":
                yield event
                continue
            kept = self._records.keep(event["answer"], conversation_id=conversation_id, owner=owner)
            yield {**event, "answer": {**event["answer"], "conversation_id": conversation_id, "record_id": kept}}

    def _earlier(self, conversation_id: str, owner: str) -> Sequence[str]:
        """The questions that were asked last in a conversation, in order; none while nobody can say."""
        if time.monotonic() - self._silent_since < _REST:
            return ()
        asked = self._pool.submit(self._records.conversations.questions, conversation_id, owner=owner, last=_EARLIER)
        try:
            return asked.result(timeout=_PATIENCE)
        except TimeoutError:
            self._silent_since = time.monotonic()
            return ()
        except RecordsDown:
            return ()
