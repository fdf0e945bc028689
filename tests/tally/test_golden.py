"""The worked cases that were given with the scheme page; golden/README.md has their arithmetic."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tally.cli import main

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())


def test_all_six_cases_are_here() -> None:
    assert len(CASES) == 6


@pytest.mark.parametrize("case", CASES)
def test_a_golden_case_comes_out_byte_for_byte(case: str, tmp_path: Path) -> None:
    folder, out = GOLDEN / case, tmp_path / "result.json"
    files = ["--appraisees", str(folder / "appraisees.csv"), "--ballots", str(folder / "ballots.csv")]
    if (folder / "records.csv").exists():
        files += ["--records", str(folder / "records.csv")]
    options = shlex.split((folder / "args.txt").read_text(encoding="utf-8"))
    assert main(["count", str(folder / "scheme.toml"), *files, *options, "--out", str(out)]) == 0
    assert out.read_bytes() == (folder / "result.json").read_bytes()
