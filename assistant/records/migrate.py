"""The database brought to the state that this program needs: all steps, or none."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from assistant.records.errors import RecordsTooNew

_FOLDER: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 7_303_014_229
"""The number of the lock that PostgreSQL keeps for whoever migrates; any number does that nobody else uses."""


def migrate(connection: Connection) -> None:
    """Bring the database up to date within the connection's transaction, alone.

    Raises RecordsTooNew when a later version of this program made it.
    """
    # SQLite's transaction has locked the file already.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = _config(connection)
    steps = ScriptDirectory.from_config(config)
    before = MigrationContext.configure(connection).get_current_heads()
    if not set(before) <= {step.revision for step in steps.walk_revisions()}:
        raise RecordsTooNew(
            f"记录库（{'、'.join(before)}）由更新的版本建立，这个版本读不了；请升级程序，或换一个库。"
            " / The records were made by a later version; upgrade the program, or use another database."
        )
    if set(before) != set(steps.get_heads()):
        command.upgrade(config, "head")
        logging.getLogger(__name__).info("记录库已更新到 %s / records migrated", "、".join(steps.get_heads()))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
