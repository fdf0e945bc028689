"""The worked cases that were given with the scheme page; golden/README.md has their arithmetic."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tally.cli import main

GOLDEN = Path(__file__).parent / "golden"
FILES = ("appraisees", "ballots", "counts", "records")
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())


def test_all_nine_cases_are_here() -> None:
    assert [case[0] for case in CASES] == list("abcdefghi")


@pytest.mark.parametrize("case", CASES)
def test_a_golden_case_comes_out_byte_for_byte(case: str, tmp_path: Path) -> None:
    folder, out = GOLDEN / case, tmp_path / "result.json"
    here = [name for name in FILES if (folder / f"{name}.csv").exists()]
    files = [part for name in here for part in (f"--{name}", str(folder / f"{name}.csv"))]
    options = shlex.split((folder / "args.txt").read_text(encoding="utf-8"))
    assert main(["count", str(folder / "scheme.toml"), *files, *options, "--out", str(out)]) == 0
    assert out.read_bytes() == (folder / "result.json").read_bytes()
