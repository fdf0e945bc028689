"""A data centre gives a database and a role that owns it, and no more: a meeting must do with that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.voting.meetings import make_room, on_all_sheets
from tests.voting.secrecy.rooms import open_room
from voting.meeting.session.opening import open_house


@pytest.fixture
def ordinary_url(postgres_server: str) -> Iterator[str]:
    """A database of a role that is no superuser and may command no checkpoint."""
    name = f"clerk_{uuid4().hex[:12]}"
    admin = make_url(postgres_server).set(drivername="postgresql+psycopg")
    engine = create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'"))
        connection.execute(text(f"CREATE DATABASE {name} OWNER {name}"))
    yield admin.set(database=name, username=name, password=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        connection.execute(text(f"DROP ROLE {name}"))
    engine.dispose()


def test_a_round_is_held_and_closed_by_a_role_that_owns_its_database_alone(ordinary_url: str, tmp_path: Path) -> None:
    house = open_house(tmp_path, ordinary_url)
    room = make_room(house, people=1)
    phones = open_room(room)
    phones[0].vote(1, {"01": on_all_sheets("好")})
    root = room.close(1)
    house.close()
    again = open_house(tmp_path, ordinary_url)
    assert again.box.root((room.meeting_id, 1)) == root
    assert len(again.box.slips((room.meeting_id, 1))) == 1
    again.close()
