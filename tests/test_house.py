"""The arrows of the house: who may import whom, and whom every endpoint serves."""

from __future__ import annotations

import ast
import re
import tomllib
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

# Rooms within a room, each importing only from those before it; "" is what stands in none of them.
ROOMS = {
    "tally": ("reading", "expressions", "regulation", "", "words", "evidence"),
    "voting/meeting": ("sealed_box", "", "preparation", "seats", "session", "outcome", "showing"),
}
DOORS = {"tally/__init__.py", "tally/__main__.py", "tally/cli.py"}  # they lead to every room of the count


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


def room_of(path: str, place: str) -> str:
    """The room within `place` of a file or a module, both written with slashes."""
    inside = path.removeprefix(f"{place}/").split("/")
    return inside[0] if len(inside) > 1 and inside[0] in ROOMS[place] else ""


@pytest.mark.parametrize("place", ROOMS)
def test_a_room_within_a_room_imports_only_from_those_before_it(place: str) -> None:
    files = [file.relative_to(ROOT).as_posix() for file in sorted((ROOT / place).rglob("*.py"))]
    assert {room_of(file, place) for file in files} == set(ROOMS[place])
    arrows = {
        (room_of(file, place), room_of(f"{name.replace('.', '/')}/", place), file)
        for file in files
        if file not in DOORS
        for name in imports_of(ROOT / file)
        if name.startswith(f"{place.replace('/', '.')}.")
    }
    assert len({(start, end) for start, end, _ in arrows}) > len(ROOMS[place])  # or nothing was compared
    wrong = [one for one in sorted(arrows) if ROOMS[place].index(one[1]) > ROOMS[place].index(one[0])]
    assert wrong == []


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


def test_git_asks_for_the_linter_of_the_lock_file() -> None:
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    ruff = next(package["version"] for package in locked if package["name"] == "ruff")
    asked = re.findall(r"ruff==([\d.]+)", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert asked == [ruff, ruff]
