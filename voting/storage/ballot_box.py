"""The ballot box: spent tokens with their sealed ballots, and after the close slips and remarks.

No row carries a time, an address, a counter or a key into the registry, and none points at another:
the tables have no row ids, so what lies on disk is sorted by random values (secrecy.md, "What is kept apart").
`meeting` and `round` are the only things these tables share with the registry.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

box_round = Table(
    "box_round",
    metadata,
    Column("meeting", Integer, primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("state", String(10), nullable=False),
    Column("root", String(64)),
    sqlite_with_rowid=False,
)

ballot = Table(
    "ballot",
    metadata,
    Column("meeting", Integer, primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("token", LargeBinary(32), primary_key=True),
    Column("ballot_class", String(60), nullable=False),
    Column("signature", LargeBinary(256), nullable=False),
    Column("receipt", LargeBinary(32), nullable=False),
    Column("sealed", LargeBinary),
    sqlite_with_rowid=False,
)

slip = Table(
    "slip",
    metadata,
    Column("meeting", Integer, primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("leaf", LargeBinary(32), primary_key=True),
    Column("ballot_class", String(60), nullable=False),
    Column("appraisee", String(40), nullable=False),
    Column("marks", JSON, nullable=False),
    Column("salt", String(32), nullable=False),
    sqlite_with_rowid=False,
)

remark = Table(
    "remark",
    metadata,
    Column("meeting", Integer, primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("leaf", LargeBinary(32), primary_key=True),
    Column("appraisee", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("salt", String(32), nullable=False),
    sqlite_with_rowid=False,
)

# What has been shown of an open round, sealed with its box key: it survives a restart, so that nothing is shown
# twice by two different cuts of the same ballots, and a backup holds ciphertext alone.
shown = Table(
    "shown",
    metadata,
    Column("meeting", Integer, primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
