"""The tables of every release: the steps make what the models say, and a store of any release opens in this one."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.voting.stores import keep
from voting.meeting.outcome.disclosure import released_figures
from voting.meeting.session.opening import open_house
from voting.storage import ballot_box, migrating
from voting.storage.engines import open_stores
from voting.storage.migrating import HOME, STORES, CannotMigrate, revisions, upgrade, write_migrations
from voting.storage.registry import Meeting, Registry

MODELS = {"registry": Registry.metadata, "ballot_box": ballot_box.metadata}
STEPS = [(store, revision) for store in STORES for revision in revisions(store)]
ENVIRONMENT = """
from alembic import context

from tests.voting.test_tables import WIDER

context.configure(
    connection=context.config.attributes["connection"], target_metadata=WIDER[-1], render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
"""
WIDER: list[sa.MetaData] = []  # the models a step is written for, in the tests of writing one


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("postgres_url")) if request.param == "postgresql" else ""


def test_the_steps_make_the_tables_of_the_models(tmp_path: Path, url: str) -> None:
    stores = open_stores(tmp_path, url)
    for store, models in MODELS.items():
        with getattr(stores, store).connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, models) == [], store
    stores.dispose()


def test_a_model_that_no_step_makes_is_found(tmp_path: Path) -> None:
    stores = open_stores(tmp_path)
    models = copy_of(Registry.metadata)
    models.tables["seat"].append_column(sa.Column("row", sa.Integer()))
    with stores.registry.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), models)
    assert [(one[0], one[2], one[3].name) for one in found] == [("add_column", "seat", "row")]
    stores.dispose()


@pytest.mark.parametrize(("store", "revision"), STEPS)
def test_a_store_of_every_release_was_kept(store: str, revision: str) -> None:
    assert (keep.HERE / f"{store}-{revision}.sql").exists(), "python -m tests.voting.stores.keep"


@pytest.mark.parametrize("revision", revisions("registry"))
def test_a_house_of_any_release_opens_and_shows_its_result(revision: str, tmp_path: Path) -> None:
    for store in STORES:
        kept = keep.HERE / f"{store}-{revision}.sql"
        restore(kept if kept.exists() else newest_before(store, revision), tmp_path / f"{store}.sqlite3")
    house = open_house(tmp_path)
    with house.reading() as session:
        meeting = session.scalars(sa.select(Meeting)).one()
        figures = released_figures(house, session, meeting)
    # 12 好, 6 较好, 1 一般, 1 差 of 20: (1080 + 480 + 70 + 60) / 20; 8, 8, 2, 2: (720 + 640 + 140 + 120) / 20
    assert [(one.name, one.score) for one in figures.appraisees] == [
        ("欧阳·买买提·阿不都热合曼", "84.50"),
        ("场党委书记", "81.00"),
    ]
    house.close()


def test_the_kept_store_is_made_again_by_its_command(tmp_path: Path) -> None:
    assert [path.name for path in keep.keep(tmp_path)] == [f"{store}-{revisions(store)[-1]}.sql" for store in STORES]


def newest_before(store: str, revision: str) -> Path:
    """The store as it was at that step of the registry: its own last one not younger."""
    return max(path for path in keep.HERE.glob(f"{store}-*.sql") if path.stem[-4:] <= revision)


def restore(kept: Path, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(kept.read_text(encoding="utf-8"))


def copy_of(models: sa.MetaData) -> sa.MetaData:
    copied = sa.MetaData()
    for table in models.sorted_tables:
        table.to_metadata(copied)
    return copied


@pytest.fixture
def wider(tmp_path: Path) -> Iterator[sa.MetaData]:
    """The registry's models, to be widened; steps are written below `tmp_path`."""
    shutil.copytree(HOME, tmp_path / "steps")
    (tmp_path / "steps" / "registry" / "env.py").write_text(ENVIRONMENT, encoding="utf-8")
    WIDER.append(copy_of(Registry.metadata))
    yield WIDER[-1]
    WIDER.pop()


def column(name: str, type_: sa.types.TypeEngine[Any], default: object) -> sa.Column[Any]:
    return sa.Column(name, type_, nullable=False, default=default)


def test_a_step_fills_the_rows_that_are_there(
    wider: sa.MetaData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = wider.tables["seat"]
    for made in (
        column("side", sa.String(10), "左"),
        column("row", sa.Integer(), 7),
        column("standing", sa.Boolean(), True),
        column("facing", sa.Boolean(), False),
        column("beside", sa.JSON(), list),
    ):
        seat.append_column(made)
    written = write_migrations("seats in rows", tmp_path / "steps")
    number = f"{len(revisions('registry')) + 1:04}"
    assert [path.name for path in written] == [f"{number}_seats_in_rows.py"]
    for store in STORES:
        restore(newest_before(store, "9999"), tmp_path / f"{store}.sqlite3")
    monkeypatch.setattr(migrating, "HOME", tmp_path / "steps")
    engine = sa.create_engine(f"sqlite:///{tmp_path}/registry.sqlite3")
    upgrade("registry", engine)
    with engine.connect() as connection:
        rows = connection.execute(sa.text('SELECT DISTINCT side, "row", standing, facing, beside FROM seat')).all()
    assert [tuple(row) for row in rows] == [("左", 7, 1, 0, "[]")]
    engine.dispose()


def test_a_column_that_old_rows_cannot_fill_is_refused_by_name(wider: sa.MetaData, tmp_path: Path) -> None:
    wider.tables["seat"].append_column(sa.Column("row", sa.Integer(), nullable=False))
    with pytest.raises(CannotMigrate, match=r"seat\.row"):
        write_migrations("seats in rows", tmp_path / "steps")


def test_nothing_is_written_where_nothing_changed(wider: sa.MetaData, tmp_path: Path) -> None:
    assert wider.tables
    assert write_migrations("nothing", tmp_path / "steps") == []


def test_a_step_without_words_is_refused() -> None:
    with pytest.raises(CannotMigrate, match="few words"):
        write_migrations("  ")
