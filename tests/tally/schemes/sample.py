"""A scheme's filled-in sample: counted through the command, beside the figures worked by hand."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from tally.cli import main

HERE = Path(__file__).parent
SCHEMES = HERE.parents[2] / "tally" / "schemes"
NAMES = sorted(folder.name for folder in HERE.iterdir() if (folder / "worked.toml").exists())


def count_sample(name: str, out: Path, *extra: str, **replaced: Path) -> dict[str, Any]:
    """RESULT.json of the sample, with `extra` arguments after its own; `records=FILE` takes another file."""
    arguments = ["count", str(SCHEMES / f"{name}.toml")]
    for kind in ("appraisees", "ballots", "records"):
        path = replaced.get(kind, HERE / name / f"{kind}.csv")
        arguments += [f"--{kind}", str(path)] if path.exists() else []
    arguments += (HERE / name / "args.txt").read_text(encoding="utf-8").split()
    result = out / "result.json"
    assert main([*arguments, *extra, "--out", str(result)]) == 0
    return dict(json.loads(result.read_text(encoding="utf-8")))


def worked(name: str) -> dict[str, Any]:
    """The figures worked by hand."""
    return tomllib.loads((HERE / name / "worked.toml").read_text(encoding="utf-8"))


def by_id(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The result's appraisees by their ids."""
    return {appraisee["id"]: appraisee for appraisee in result["appraisees"]}


def steps(appraisee: dict[str, Any]) -> list[str]:
    """The appraisee's steps after the base grade, as worked.toml writes them."""
    return [f"{s['kind']} {s['name']}: {s['from']}→{s['to']}" for s in appraisee["steps"] if s["kind"] != "base"]
