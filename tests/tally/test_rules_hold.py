"""What holds of every meeting: a better mark helps its appraisee and nobody else's score, and quotas are kept."""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tally.cli import main
from tests.tally.reference.counting import WITHOUT_POINTS
from tests.tally.reference.files import Files, Rows, command
from tests.tally.reference.meetings import Meeting
from tests.tally.reference.numbers import whole
from tests.tally.reference.result import Reference

SEEDS = range(3000, 3050)


def counted(files: Files, folder: Path) -> dict[str, Any]:
    """RESULT.json as values."""
    folder.mkdir(exist_ok=True)
    assert main(command(files, folder, random.Random(1))) == 0
    result: dict[str, Any] = json.loads((folder / "result.json").read_bytes())
    return result


def of_its_sheets_alone(files: Files) -> Files:
    """The same meeting, its 得分 the sum of its sheets, without grades and what follows them."""
    text = re.sub(r"\[\[(grade|rule|quota|list|limit)\]\]\n([^\[\n].*\n)*", "", files.scheme)
    reference = Reference(files)
    readable = [name for name in reference.sheets if "item" in name or any(map(is_pointed, reference.scale.values()))]
    total = " + ".join(one["id"] for one in readable) or "1"
    return replace(files, scheme=re.sub(r"\[formula\]\n(.+\n)*", f'[formula]\n"得分" = "{total}"\n', text))


def is_pointed(points: object) -> bool:
    """Whether a mark of the scale has points."""
    return points != WITHOUT_POINTS


def bettered(files: Files, rows: Rows, chance: random.Random) -> tuple[Rows, str] | None:
    """The rows with one mark made better by its points, and whose; None if none can be."""
    reference = Reference(files)
    points = {mark: reference.amount(one) for mark, one in reference.scale.items() if is_pointed(one)}
    most = {(s["id"], i["id"]): Fraction(str(i["max"])) for s in reference.sheets for i in s.get("item", ())}
    ways: list[tuple[int, str]] = []
    for index, row in enumerate(rows):
        if row["item"] and row["mark"][0].isdigit() and Fraction(row["mark"]) < most[row["sheet"], row["item"]]:
            step = next(
                i for s in reference.sheets if s["id"] == row["sheet"] for i in s["item"] if i["id"] == row["item"]
            )
            better = Fraction(row["mark"]) + Fraction(str(step.get("step", "0.5")))
            ways += [(index, f"{float(better):g}")] if better <= most[row["sheet"], row["item"]] else []
        elif not row["item"] and row["mark"] in points:
            ways += [(index, mark) for mark, worth in points.items() if worth > points[row["mark"]]]
    if not ways:
        return None
    index, mark = chance.choice(ways)
    changed: list[Mapping[str, str]] = [*rows]
    changed[index] = {**rows[index], "mark": mark}
    return changed, rows[index]["appraisee"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_better_mark_never_lowers_a_score_and_changes_nobody_else_s(seed: int, tmp_path: Path) -> None:
    files = of_its_sheets_alone(Meeting(seed).files)
    before = counted(files, tmp_path / "before")
    for number in range(4):
        found = bettered(files, files.ballots or (), random.Random(seed + number))
        if found is None:
            return
        after = counted(replace(files, ballots=found[0]), tmp_path / "after")
        for old, new in zip(before["appraisees"], after["appraisees"], strict=True):
            if old["id"] == found[1]:
                assert (old["score"] is None) == (new["score"] is None)
                assert old["score"] is None or Fraction(new["score"]) >= Fraction(old["score"])
                assert old["rank"] is None or new["rank"] <= old["rank"]
            else:
                assert new["score"] == old["score"]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_quota_is_broken_when_it_has_been_applied(seed: int, tmp_path: Path) -> None:
    files = Meeting(seed).files
    scheme = tomllib.loads(files.scheme)
    reference, grades = Reference(files), [one["name"] for one in scheme.get("grade", ())]
    for number, quota in enumerate(scheme.get("quota", ()), 1):
        lines = files.scheme.split("[[quota]]")  # the quotas after this one cut off, with all that follows them
        result = counted(replace(files, scheme="[[quota]]".join(lines[: number + 1])), tmp_path / "files")
        there = [one for one in result["appraisees"] if quota.get("group") in (None, one["group"]) and one["grade"]]
        limit = grades.index(quota["grade"])
        if "at_most" in quota:
            share, way = reference.amount(quota["at_most"]), quota.get("round", "舍去")
            held = [one for one in there if grades.index(one["grade"]) == limit]
            assert len(held) <= whole(share * len(there), way)
        else:
            share, way = reference.amount(quota["at_least"]), quota.get("round", "进一")
            held = [one for one in there if grades.index(one["grade"]) < limit]
            assert len(held) <= len(there) - whole(share * len(there), way)
