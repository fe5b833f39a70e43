"""What Alembic runs: our migrations, in the transaction of whoever asked for them."""

from __future__ import annotations

from alembic import context

from api.decisions.migrations import VERSION_TABLE
from api.decisions.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
