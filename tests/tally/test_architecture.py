"""The arrows of the house: the count knows no meeting, no web and no database."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TALLY = Path(__file__).parents[2] / "tally"
MODULES = sorted(TALLY.rglob("*.py"))
BANNED = {"voting", "flask", "sqlalchemy", "alembic", "flask_wtf", "flask_babel", "gevent", "requests"}


def imported(path: Path) -> set[str]:
    """The packages that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.stem))
def test_tally_imports_nothing_of_the_meeting_the_web_or_the_database(path: Path) -> None:
    assert not imported(path) & BANNED


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.stem))
def test_nothing_in_tally_evaluates_text_or_calculates_with_floats(path: Path) -> None:
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"eval", "exec", "compile", "__import__", "float"}
