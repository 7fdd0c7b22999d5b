"""The records as a whole: one object that is opened once and handed to whoever needs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from assistant.errors import AssistantError
from assistant.records.answers import NO_BUILD, Answers, answer_row
from assistant.records.audit import Audit
from assistant.records.calls import Calls
from assistant.records.conversations import Conversations
from assistant.records.database import Database
from assistant.records.handovers import Handovers
from assistant.records.keeper import Keeper
from assistant.records.migrate import migrate
from assistant.records.overview import Overview
from assistant.records.retention import Retention
from assistant.records.types import Build, Json
from assistant.records.upkeep import Upkeep

_SETTLING: Final = 1.0


class Records:
    """Everything that is kept, by topic; safe to share between threads.

    ``build`` is what answers, kept with each answer.
    Every method raises RecordsDown while the database is away, but for :meth:`keep` and :meth:`health`.
    """

    def __init__(self, url: str, *, build: Build = NO_BUILD) -> None:
        self._build = build
        self._database = Database(url, prepare=migrate)
        self.conversations = Conversations(self._database, settle=self._settle)
        self.answers = Answers(self._database, settle=self._settle)
        self.calls = Calls(self._database, build=build)
        self.handovers = Handovers(self._database)
        self.overview = Overview(self._database)
        self.upkeep = Upkeep(self._database)
        self.audit = Audit(self._database)
        self._keeper = Keeper(self.answers.add)
        self._retention: Retention | None = None

    def keep(self, answer: Mapping[str, Any], *, conversation_id: str, owner: str) -> str:
        """Keep an answer object in a conversation; the id that it is kept under. Never raises, hardly waits."""
        row = answer_row(answer, owner=owner, conversation_id=conversation_id, build=self._build)
        kept = row.id
        self._keeper.keep(row)
        return kept

    def erase_after(self, days: int) -> None:
        """From now on, erase what is older than so many days, at once and then daily."""
        self._retention = Retention(lambda: self.upkeep.purge(days=days))

    def check(self) -> None:
        """Nothing when the database answers and fits this program; RecordsDown or RecordsTooNew otherwise."""
        self._database.check()

    def health(self) -> Json:
        """Whether the records work, for the health page."""
        try:
            self.check()
        except AssistantError as error:
            return {"ok": False, "why": self._database.trouble or type(error).__name__, **self._waiting()}
        return {"ok": True, "database": self._database.kind, **self._waiting()}

    def close(self) -> None:
        """Write what waits and let go of the database."""
        if self._retention is not None:
            self._retention.close()
        self._keeper.close()
        self._database.close()

    def _settle(self) -> None:
        """Let what was just kept be written before it is read; how long that may take is not the reader's to bear."""
        self._keeper.settle(_SETTLING)

    def _waiting(self) -> Json:
        return {"waiting": self._keeper.waiting, "lost": self._keeper.lost}
