"""What was asked and told: conversations, answers as given, feedback, calls, handovers, and who did what.

:func:`open_records` opens them as the settings say; :mod:`assistant.records.types` has what they give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.records.store import Records
    from assistant.settings import Settings

__all__ = ["open_records"]


def open_records(settings: Settings) -> Records:
    """The records of the configured database: a file in the data folder, or the one at ``database_url``."""
    from assistant.records.store import Records

    return Records(settings.database_url or f"sqlite:///{settings.home / 'records.sqlite3'}")
