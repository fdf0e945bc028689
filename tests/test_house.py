"""The arrows of the house: who may import whom, and whom every endpoint serves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from flask import Flask

from voting.app import make_app
from voting.audience import OPEN, ROLES, UndeclaredAudience, audience_of, require_declared
from voting.meeting.session.opening import open_house

ROOT = Path(__file__).resolve().parent.parent
MAY_NOT = {
    "tally": ("voting", "flask", "sqlalchemy", "gevent", "werkzeug"),
    "voting/storage": ("voting.meeting", "voting.views", "voting.papers", "flask", "tally"),
    "voting/meeting": ("voting.views", "voting.app", "flask", "werkzeug"),
    "voting/papers": ("voting.views", "voting.meeting", "voting.storage", "flask", "sqlalchemy"),
    "voting/views": ("voting.storage.ballot_box", "voting.storage.ballot_rows"),
}

# The course of a meeting; "" is voting/meeting itself: the house, who may do what in which state, the log.
ROOMS = ("sealed_box", "", "preparation", "seats", "session", "outcome", "showing")


def imports_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("place", MAY_NOT)
def test_a_room_imports_nothing_it_may_not_know(place: str) -> None:
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in sorted((ROOT / place).rglob("*.py"))
        for name in sorted(imports_of(file))
        if any(name == forbidden or name.startswith(f"{forbidden}.") for forbidden in MAY_NOT[place])
    ]
    assert wrong == []


def room_of(path: str) -> str:
    """The room of a file or a module of voting/meeting, both written with slashes."""
    inside = path.removeprefix("voting/meeting/").split("/")
    return inside[0] if len(inside) > 1 and inside[0] in ROOMS else ""


def test_a_room_of_the_meeting_imports_only_from_those_before_it() -> None:
    files = [file.relative_to(ROOT).as_posix() for file in sorted((ROOT / "voting/meeting").rglob("*.py"))]
    assert {room_of(file) for file in files} == set(ROOMS)
    arrows = {
        (room_of(file), room_of(f"{name.replace('.', '/')}/"), file)
        for file in files
        for name in imports_of(ROOT / file)
        if name.startswith("voting.meeting.")
    }
    assert len({(start, end) for start, end, _ in arrows}) > len(ROOMS)  # or nothing was compared
    assert [arrow for arrow in sorted(arrows) if ROOMS.index(arrow[1]) > ROOMS.index(arrow[0])] == []


def test_every_endpoint_declares_whom_it_serves(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    app = make_app(house)
    assert {audience_of(app, endpoint) for endpoint in app.view_functions} <= {*OPEN, *ROLES}
    house.close()


def test_an_endpoint_that_serves_nobody_stops_the_start() -> None:
    app = Flask(__name__)
    app.add_url_rule("/", "nobody", lambda: "")
    with pytest.raises(UndeclaredAudience, match="nobody"):
        require_declared(app)
