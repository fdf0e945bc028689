"""A scheme's filled-in sample: counted by the library, beside the figures worked by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tally import Result, Source, count

HERE = Path(__file__).parent
SCHEMES = HERE.parents[2] / "tally" / "schemes"
NAMES = sorted(folder.name for folder in HERE.iterdir() if (folder / "worked.toml").exists())


def count_sample(name: str, settings: Mapping[str, str] | None = None, **replaced: str) -> dict[str, Any]:
    """RESULT.json of the sample, with `settings` over its own; `records="…"` takes another text for that file."""
    return sample_result(name, settings, **replaced).to_dict()


def sample_result(name: str, settings: Mapping[str, str] | None = None, **replaced: str) -> Result:
    """The same with everything that an explanation needs."""
    arguments = (HERE / name / "args.txt").read_text(encoding="utf-8").split()
    pairs = list(zip(arguments[::2], arguments[1::2], strict=True))
    issued = [value for flag, value in pairs if flag == "--issued"]
    records = replaced.get("records", "") or (HERE / name / "records.csv").exists()
    return count(
        Source(f"{name}.toml", SCHEMES / f"{name}.toml"),
        _file(name, "appraisees", replaced),
        [_file(name, "ballots", replaced)],
        _file(name, "records", replaced) if records else None,
        {key: int(value) for key, value in _settings(issued[0].split(",")).items()} if issued else None,
        {**_settings([value for flag, value in pairs if flag == "--set"]), **(settings or {})},
    )


def records_of(name: str, **changes: str) -> str:
    """The sample's records with the value of some rows changed: `**{"C6,其余四项": "40.5"}`."""
    rows = (HERE / name / "records.csv").read_text(encoding="utf-8").splitlines()
    for row, value in changes.items():
        place = next(i for i, line in enumerate(rows) if line.startswith(f"{row},"))
        rows[place] = f"{row},{value}"
    return "\n".join(rows) + "\n"


def worked(name: str) -> dict[str, Any]:
    """The figures worked by hand."""
    return tomllib.loads((HERE / name / "worked.toml").read_text(encoding="utf-8"))


def by_id(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The result's appraisees by their ids."""
    return {appraisee["id"]: appraisee for appraisee in result["appraisees"]}


def steps(appraisee: dict[str, Any]) -> list[str]:
    """The appraisee's steps after the base grade, as worked.toml writes them."""
    return [f"{s['kind']} {s['name']}: {s['from']}→{s['to']}" for s in appraisee["steps"] if s["kind"] != "base"]


def _file(name: str, kind: str, replaced: Mapping[str, str]) -> Source:
    text = replaced.get(kind)
    return Source(f"{kind}.csv", HERE / name / f"{kind}.csv" if text is None else text.encode())


def _settings(pairs: list[str]) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in pairs)
