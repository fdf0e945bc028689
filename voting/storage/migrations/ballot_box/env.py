"""Alembic's way into the ballot box; the connection is handed in by `voting.storage.engines`."""

from alembic import context

from voting.storage.ballot_box import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
