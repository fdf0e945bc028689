"""What pages load is what static/build.mjs makes of the sources, to the last byte."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
MADE = ("built", "vendor/noble-hashes")


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything the build makes, made just now."""
    start.front_end()
    folder = tmp_path_factory.mktemp("static")
    node = start.program(".venv", "node")
    subprocess.run([node, STATIC / "build.mjs", folder], check=True, cwd=ROOT)
    return folder


def files_of(static: Path) -> dict[str, bytes]:
    files = (file for made in MADE for file in (static / made).rglob("*") if file.is_file())
    return {file.relative_to(static).as_posix(): file.read_bytes() for file in files}


def test_what_is_built_is_what_its_sources_make(made_again: Path) -> None:
    here, made = files_of(STATIC), files_of(made_again)
    differing = [name for name in sorted({*here, *made}) if here.get(name) != made.get(name)]
    assert differing == [], "run: python3 start.py build"
    assert len(made) > 20


def test_what_voters_load_names_the_work_of_others_in_it() -> None:
    for name in ("phone/phone.js", "kiosk/tablet.js", "kiosk/paper.js"):
        head = (STATIC / "built" / name).read_text(encoding="utf-8")[:400]
        assert re.search(r"@noble/hashes [\d.]+, MIT, see static/vendor/noble-hashes/LICENSE", head), name
