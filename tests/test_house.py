"""The arrows of the house: who may import whom, and whom every endpoint serves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from flask import Flask

from voting.app import make_app
from voting.audience import OPEN, ROLES, UndeclaredAudience, audience_of, require_declared
from voting.meeting.opening import open_house

ROOT = Path(__file__).resolve().parent.parent
MAY_NOT = {
    "tally": ("voting", "flask", "sqlalchemy", "gevent", "werkzeug"),
    "voting/storage": ("voting.meeting", "voting.views", "voting.papers", "flask", "tally"),
    "voting/meeting": ("voting.views", "voting.app", "flask", "werkzeug"),
    "voting/papers": ("voting.views", "voting.meeting", "voting.storage", "flask", "sqlalchemy"),
    "voting/views": ("voting.storage.ballot_box", "voting.storage.ballot_rows"),
}


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
