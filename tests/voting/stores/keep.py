"""Keeping a store as a release leaves it: `python -m tests.voting.stores.keep`, run before the next step is written.

A counted meeting with remarks and a released result, as two files of SQL named for the last step of each store
(`registry-0001.sql`). `test_tables.py` asks for one of every step and opens it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.voting.counted import counted, hands
from voting.meeting.session.opening import open_house
from voting.storage.migrating import STORES, revisions

HERE = Path(__file__).parent


def keep(folder: Path = HERE) -> list[Path]:
    """Hold the meeting and write its two stores; return the files."""
    with tempfile.TemporaryDirectory() as place:
        house = open_house(Path(place))
        counted(house, [hands(12, 6, 1, 1), hands(8, 8, 2, 2)], {"01": ["作风扎实。"] * 6}).release()
        house.close()
        return [_write(Path(place), store, folder) for store in STORES]


def _write(instance: Path, store: str, folder: Path) -> Path:
    path = folder / f"{store}-{revisions(store)[-1]}.sql"
    if path.exists():  # it is of the release before, and stays as that left it
        return path
    with closing(sqlite3.connect(instance / f"{store}.sqlite3")) as connection:
        path.write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    for kept in keep():
        print(kept)
