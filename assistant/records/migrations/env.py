"""What Alembic runs: the steps, on the connection that it is handed, in one transaction."""

from __future__ import annotations

from alembic import context

from assistant.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite alters tables in transactions too, now that they are begun properly.
    transactional_ddl=True,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
