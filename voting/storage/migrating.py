"""The way of the tables from release to release: bringing a store up to date, and writing the next step of that way.

`python3 start.py migration "words"` compares the models with the tables that the steps so far make, and writes what
lacks, in each store where something does. The step is read and, where it must move data, finished by its author.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.operations.ops import AddColumnOp, MigrationScript, ModifyTableOps, UpgradeOps
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

STORES = ("registry", "ballot_box")
HOME = Path(__file__).parent / "migrations"
EMPTY: dict[type, str] = {list: "[]", dict: "{}"}  # what a JSON column holds that is made empty


class CannotMigrate(Exception):
    """A step that the rows of earlier releases could not go along with."""


def upgrade(store: str, engine: Engine, revision: str = "head") -> None:
    """Bring the tables of a store forward to `revision`, in one transaction."""
    with engine.begin() as connection:
        command.upgrade(_config(HOME / store, connection), revision)


def revisions(store: str) -> list[str]:
    """The steps of a store, the first one first."""
    steps = ScriptDirectory.from_config(_config(HOME / store)).walk_revisions()
    return [step.revision for step in steps][::-1]


def write_migrations(words: str, home: Path = HOME) -> list[Path]:
    """Write the next step of every store whose models say more than its tables; return the files.

    `words` become the file's name and its docstring. Raises `CannotMigrate` where a new column that must be filled
    has no default for the rows that are there.
    """
    if not words.strip():
        raise CannotMigrate('Say in a few words what changes: python3 start.py migration "a seat\'s row"')
    return [path for store in STORES for path in _write(store, words.strip(), home / store)]


def _write(store: str, words: str, home: Path) -> list[Path]:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/{store}.sqlite3")
        with engine.begin() as connection:
            config = _config(home, connection)
            command.upgrade(config, "head")
            number = f"{len(list((home / 'versions').glob('[0-9]*.py'))) + 1:04}"
            made = command.revision(
                config, words, autogenerate=True, rev_id=number, process_revision_directives=_finish
            )
        engine.dispose()
    scripts = made if isinstance(made, list) else [made]
    return [Path(script.path) for script in scripts if script]


def _finish(_context: object, _revision: object, scripts: list[MigrationScript]) -> None:
    """Drop a step that changes nothing; give the rows that are there what a new column must hold."""
    for script in list(scripts):
        if script.upgrade_ops is None or script.upgrade_ops.is_empty():
            scripts.remove(script)
            continue
        for operation in _flat(script.upgrade_ops):
            if isinstance(operation, AddColumnOp):
                _fill(operation.table_name, operation.column)


def _flat(operations: UpgradeOps) -> list[object]:
    found: list[object] = []
    for operation in operations.ops:
        found += operation.ops if isinstance(operation, ModifyTableOps) else [operation]
    return found


def _fill(table: str, column: sa.Column[Any]) -> None:
    if column.nullable or column.server_default is not None:
        return
    default = getattr(column.default, "arg", None)
    if callable(default):  # a mapped `default=dict` is wrapped to take a context
        default = EMPTY.get(type(default(None)))
    if default is None:
        raise CannotMigrate(
            f"{table}.{column.name} must be filled and has no default: rows of earlier releases could not keep it. "
            "Give the model a default, or let the column be empty."
        )
    text = str(int(default)) if isinstance(default, bool) else str(default)
    column.server_default = sa.DefaultClause(sa.false() if default is False else sa.true() if default is True else text)


def _config(home: Path, connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(home))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def main(arguments: Sequence[str] | None = None) -> int:
    """The command of `start.py migration`."""
    words = " ".join(sys.argv[1:] if arguments is None else arguments)
    try:
        written = write_migrations(words)
    except CannotMigrate as reason:
        print(reason, file=sys.stderr)
        return 2
    for path in written:
        print(path)
    print(
        "Read each step, and keep a store of the release before it for the tests (docs/changing/table.md)."
        if written
        else "The tables are what the models say: nothing to write."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
