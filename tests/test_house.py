"""The arrows of the house: who may import whom, and whom every endpoint serves."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest
from flask import Flask

from voting.app import make_app
from voting.audience import OPEN, ROLES, UndeclaredAudience, audience_of, require_declared
from voting.meeting.session.opening import open_house
from voting.roles import Role
from voting.states import CardState, MeetingState, RoundState

ROOT = Path(__file__).resolve().parent.parent
MAY_NOT = {
    "tally": ("voting", "flask", "sqlalchemy", "gevent", "werkzeug"),
    "voting/storage": ("voting.meeting", "voting.views", "voting.papers", "flask", "tally"),
    "voting/meeting": ("voting.views", "voting.app", "flask", "werkzeug"),
    "voting/papers": ("voting.views", "voting.meeting", "voting.storage", "flask", "sqlalchemy"),
    "voting/views": ("voting.storage.ballot_box", "voting.storage.ballot_rows"),
    "voting/vault": (
        "voting.meeting",
        "voting.views",
        "voting.papers",
        "voting.storage",
        "sqlalchemy",
        "flask",
        "gevent",
    ),
}

# Rooms within a room, each importing only from those before it; "" is what stands in none of them.
ROOMS = {
    "tally": ("reading", "expressions", "regulation", "", "words", "evidence"),
    "voting/meeting": ("sealed_box", "", "preparation", "seats", "session", "outcome", "showing"),
}
DOORS = {"tally/__init__.py", "tally/__main__.py", "tally/cli.py"}  # they lead to every room of the count


# Words that are stored as the state of a meeting, a round or a card, or as a role, and here are something else.
OTHERWISE_MEANT = {
    ("voting/vault/service.py", "open"): "what the vault is asked to do with a round",
    ("voting/audience.py", "chair"): "an audience: whom a page serves",
    ("voting/views/access.py", "chair"): "an audience",
    ("voting/views/chair/pages.py", "chair"): "the name of a board, after its audience",
    ("voting/views/chair/seats.py", "chair"): "the side of a page, after its audience",
    ("voting/meeting/outcome/archive.py", "void"): "a key of rounds.json in the archive",
    ("voting/meeting/showing/control.py", "open"): "the act that comes next on the chair's page",
    ("voting/meeting/showing/preparing.py", "open"): "how far a step of the set-up is",
    ("voting/meeting/showing/projector.py", "open"): "a phase of the projector",
    ("voting/meeting/showing/projector.py", "closed"): "a phase of the projector",
    ("voting/meeting/showing/projector.py", "void"): "a phase of the projector",
    ("voting/meeting/showing/results.py", "confirmed"): "a key of the result pictures: grades are confirmed",
    ("voting/meeting/sealed_box/box.py", "sealed"): "a column: a ballot as it lies on disk",
    ("voting/storage/ballot_box.py", "sealed"): "the same column",
    ("voting/storage/ballot_rows.py", "sealed"): "the same column",
    ("voting/views/desk/cards.py", "void"): "a key of the numbers of cards by class",
}
STATE_WORDS = {str(word) for kind in (MeetingState, RoundState, CardState, Role) for word in kind}


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


def loose_results(source: str) -> list[str]:
    """Where a source takes a result for a mapping of anything, or reads its text by itself: no types hold there."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(name="result_of", returns=hint) if hint:
                found.append(ast.unparse(hint))
            case ast.arg(arg=name, annotation=hint):
                found += [ast.unparse(hint)] if hint and "result" in name else []
            case ast.AnnAssign(target=target, annotation=hint):
                found += [ast.unparse(hint)] if "result" in ast.unparse(target) else []
            case ast.Call(func=func) if ast.unparse(func) == "json.loads" and "result" in ast.unparse(node):
                found.append("str, Any")
    return [hint for hint in found if "str, Any" in hint]


def test_a_result_is_a_result_and_no_mapping_of_anything() -> None:
    sources = {file: file.read_text(encoding="utf-8") for file in sorted((ROOT / "voting").rglob("*.py"))}
    assert [file.name for file, source in sources.items() if loose_results(source)] == []
    outcome = [file for file in sources if file.parent == ROOT / "voting" / "meeting" / "outcome"]
    assert [file.name for file in outcome if "str, Any]" in sources[file]] == []
    assert ROOT / "voting" / "meeting" / "outcome" / "picture.py" in outcome  # or nothing was looked at
    assert len(loose_results("def draw(result: Mapping[str, Any]) -> None: ...\nresults: dict[str, Any]")) == 2
    assert len(loose_results("def result_of() -> dict[str, Any]:\n return json.loads(frozen.result)")) == 2


def bare_words(file: Path) -> set[str]:
    """The states and roles that stand in a file as plain strings; audiences and blueprints have names of their own."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = {id(name) for call in calls if ast.unparse(call.func) in ("serves", "Blueprint") for name in call.args}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in named]
    return {str(node.value) for node in constants} & STATE_WORDS


def test_no_state_and_no_role_stands_bare_outside_its_module() -> None:
    own = ("voting/states.py", "voting/roles.py")
    files = [file for file in sorted((ROOT / "voting").rglob("*.py")) if "migrations" not in file.parts]  # as they were
    names = {file: file.relative_to(ROOT).as_posix() for file in files}
    found = {(name, word) for file, name in names.items() if name not in own for word in bare_words(file)}
    assert found - set(OTHERWISE_MEANT) == set(), "write MeetingState, RoundState, CardState or Role"
    assert set(OTHERWISE_MEANT) - found == set(), "this exception is of no use any more"


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


def sources_of_pages() -> list[Path]:
    return [file for kind in ("js", "css") for file in sorted((ROOT / "static" / "src").rglob(f"*.{kind}"))]


def test_no_source_of_a_page_asks_for_a_built_file() -> None:
    wrong = [file.name for file in sources_of_pages() if "built/" in file.read_text(encoding="utf-8")]
    assert wrong == []
    assert len(sources_of_pages()) > 40  # or nothing was looked at


def test_pages_load_what_is_built_and_what_is_vendored_and_nothing_else() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "templates").rglob("*.html")))
    loaded = set(re.findall(r"url_for\(\s*['\"]static['\"],\s*filename=['\"]([^'\"]+)", pages))
    assert {name.split("/")[0] for name in loaded} == {"built", "vendor"}
    assert [name for name in sorted(loaded) if not (ROOT / "static" / name).is_file()] == []
    assert len(re.findall("url_for\\(\\s*['\"]static", pages)) == len(re.findall("filename=", pages))


# What phone, tablet and tellers share is in `ballot`; every room of pages may use it, and it uses none of them.
MAY_USE = {
    "ballot": {"ballot"},
    "kit": {"kit"},
    "phone": {"phone", "ballot"},
    "kiosk": {"kiosk", "ballot"},
    "room": {"room", "kit"},
    "desk": {"desk", "kit", "ballot"},
}


def rooms_used_by(file: Path) -> set[str]:
    """The rooms of static/src that a source imports from."""
    paths = re.findall(r"(?:from|import) \"(\.[^\"]+)\"", file.read_text(encoding="utf-8"))
    found = ((file.parent / path).resolve().relative_to(ROOT / "static").parts for path in paths)
    return {parts[1] for parts in found if parts[0] == "src"}


def test_a_room_of_pages_uses_only_itself_and_what_is_shared() -> None:
    rooms = {file: file.relative_to(ROOT / "static" / "src").parts[0] for file in sources_of_pages()}
    assert set(rooms.values()) == set(MAY_USE)
    assert [file.name for file, room in rooms.items() if not rooms_used_by(file) <= MAY_USE[room]] == []
    assert {used for file in rooms for used in rooms_used_by(file)} == {"phone", "kiosk", "ballot", "kit"}


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
WIDEST = 120  # as for Python; a Han character counts two


def width(line: str) -> int:
    """The columns that a line takes where a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def test_a_han_character_counts_two_columns() -> None:
    assert (width("title"), width("票卡"), width("“好”，A类")) == (5, 4, 9)


def test_no_line_of_a_template_is_wider_than_a_window() -> None:
    lines = [
        (file, number, width(line))
        for file in TEMPLATES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    ]
    assert len(lines) > 1000  # or nothing was measured
    wide = [f"{file.relative_to(ROOT)}:{number}: {columns}" for file, number, columns in lines if columns > WIDEST]
    assert wide == []


def test_templates_are_laid_out_by_the_formatter() -> None:
    tool = Path(sys.executable).parent / "djangofmt"
    said = subprocess.run([tool, "--check", "templates"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


# The parts of the kit that have a macro and a look of their own: one name in template, style and script.
PARTS = (
    *("bar", "crowd", "empty", "facts", "filter_box", "flag", "form_foot", "fraction", "grade", "icon", "pager"),
    *("panel", "pill", "ring", "root_box", "state_steps", "tabs", "tile", "tiles", "upload"),
)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_kit_has_one_name_in_template_and_style(part: str) -> None:
    look = part.replace("_", "-")
    macros = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "templates" / "macros").glob("*.html"))
    styles = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "static" / "src" / "kit").glob("*.css"))
    macro = re.search(rf"macro {part}\(.*?endmacro", macros, re.DOTALL)
    assert macro is not None
    assert re.search(rf'class="{look}\b(?!-)', macro[0])
    assert re.search(rf"^\.{look}\b(?!-)", styles, re.MULTILINE)
