"""Opening the two stores: two SQLite files in the instance folder, or two PostgreSQL schemas of one URL."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

from voting.storage.migrating import STORES, upgrade

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",  # freed pages are overwritten: no ciphertext outlives its round
    "temp_store=MEMORY",  # a vacuum leaves no temporary copy on disk
    "foreign_keys=ON",
    "busy_timeout=10000",
)
# A data centre's role owns its database and no more; what VACUUM FULL has left empty then waits for the server's own
# checkpoint to be removed.
MAY_CHECKPOINT = """
SELECT rolsuper OR EXISTS (
    SELECT FROM pg_roles WHERE rolname = 'pg_checkpoint' AND pg_has_role(current_user, oid, 'USAGE')
) FROM pg_roles WHERE rolname = current_user
"""
# `hide_parameters` below: no text of a fault, wherever it is written, carries a token or a mark.


@dataclass(frozen=True)
class Stores:
    """The registry and the ballot box: never joined, never in one transaction."""

    registry: Engine
    ballot_box: Engine

    def dispose(self) -> None:
        """Close every connection."""
        self.registry.dispose()
        self.ballot_box.dispose()


def open_stores(instance: Path, url: str = "") -> Stores:
    """Open both stores and bring their tables up to date.

    `url` is a PostgreSQL URL; without it, SQLite files in `instance`.
    """
    engines = [_postgres(url, store) if url else _sqlite(instance, store) for store in STORES]
    for store, engine in zip(STORES, engines, strict=True):
        upgrade(store, engine)
    return Stores(*engines)


def is_sqlite(engine: Engine) -> bool:
    """Whether this store is a SQLite file."""
    return engine.dialect.name == "sqlite"


def vacuum(engine: Engine, *tables: str) -> None:
    """Rewrite the store so that no freed page keeps what was deleted (secrecy.md 6)."""
    if is_sqlite(engine):
        with closing(engine.raw_connection()) as raw:
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in tables:
            connection.execute(text(f'VACUUM FULL "{table}"'))
        if connection.scalar(text(MAY_CHECKPOINT)):
            connection.execute(text("CHECKPOINT"))


def for_writing(engine: Engine) -> Engine:
    """The same engine, taking the write lock when a transaction begins: one after the other, on PostgreSQL too.

    A SQLite transaction that reads first and writes later can otherwise fail on a lock that it could have waited for.
    On PostgreSQL two acts of one moment would both read the same last entry of the audit log, and one of them fail.
    """
    return engine.execution_options(begin="BEGIN IMMEDIATE")


def _sqlite(instance: Path, store: str) -> Engine:
    instance.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{instance / store}.sqlite3", pool_size=20, max_overflow=40, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late; `_begin` says it
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _postgres(url: str, store: str) -> Engine:
    address = make_url(url).set(drivername="postgresql+psycopg")
    first = create_engine(address)
    with first.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {store}"))
    first.dispose()
    options = {"options": f"-csearch_path={store}"}
    engine = create_engine(address, connect_args=options, pool_size=20, hide_parameters=True)
    event.listen(engine, "begin", partial(_take_turn, STORES.index(store) + 1))
    return engine


def _take_turn(store: int, connection: Connection) -> None:
    if "begin" in connection.get_execution_options():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({store})")
