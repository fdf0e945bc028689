"""Alembic's way into the registry; the connection is handed in by `voting.storage.engines`."""

from alembic import context

from voting.storage.registry import Registry

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Registry.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
