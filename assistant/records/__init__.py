"""What was asked and told: conversations, answers as given, feedback, calls, handovers, and who did what.

:func:`open_records` opens them as the settings say; :mod:`assistant.records.types` has what they give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assistant.records.store import Records
    from assistant.records.types import Build
    from assistant.settings import Settings

__all__ = ["FILE", "database_url", "open_records"]

FILE: Final = "records.sqlite3"


def open_records(settings: Settings, *, build: Build | None = None) -> Records:
    """The records of the configured database: a file in the data folder, or the one at ``database_url``.

    ``build`` is what answers, kept with each answer. BadSetting for a URL that is none of ours.
    """
    from assistant.records.store import Records
    from assistant.records.types import Build

    return Records(database_url(settings), build=build or Build())


def database_url(settings: Settings) -> str:
    """The URL of the configured database; BadSetting, without asking it, for one that is none of ours."""
    from assistant.records.database import read_url

    url = settings.database_url or f"sqlite:///{settings.home / FILE}"
    read_url(url)
    return url
