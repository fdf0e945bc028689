"""Votes counted by hand stand for the ballots they were counted from; and no order of rows changes a byte."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tally.cli import main
from tests.tally.reference.files import COLUMNS, Files, Rows, command
from tests.tally.reference.meetings import Meeting

SEEDS = range(1000, 1040)


def result(files: Files, folder: Path, chance: random.Random) -> bytes:
    """RESULT.json, whatever way the files are laid down."""
    folder.mkdir(exist_ok=True)
    assert main(command(files, folder, chance)) == 0
    return (folder / "result.json").read_bytes()


def heads(ballots: Rows, targets: list[tuple[str, str]]) -> Rows:
    """Ballots as heads: of each appraisee and class, how many gave each mark to each sheet and item, blanks as 漏填."""
    covering = {(row["appraisee"], row["class"], row["ballot"]) for row in ballots}
    sums: Counter[tuple[str, str, str, str, Fraction | str]] = Counter()
    blank = Counter((person, name, *target) for person, name, _ in covering for target in targets)
    for row in ballots:
        given = (row["appraisee"], row["class"], row["sheet"], row["item"])
        mark = row["mark"]
        sums[*given, Fraction(mark) if row["item"] and mark[0].isdigit() else mark] += 1
        blank[given] -= 1
    sums.update({(*given, "漏填"): left for given, left in blank.items() if left})
    return [
        dict(zip(COLUMNS["counts"], (*given, written(mark), str(people)), strict=True))
        for (*given, mark), people in sums.items()
    ]


def written(mark: Fraction | str) -> str:
    """A mark as a file has it."""
    return mark if isinstance(mark, str) else f"{float(mark):g}"


def targets_of(meeting: Meeting) -> list[tuple[str, str]]:
    """Every sheet and item."""
    return [(sheet, item.id if item else "") for sheet, item in meeting.targets()]


@pytest.mark.parametrize("seed", SEEDS)
def test_heads_counted_from_ballots_come_to_the_bytes_of_the_ballots(seed: int, tmp_path: Path) -> None:
    meeting, chance = Meeting(seed), random.Random(seed)
    files = replace(meeting.files, ballots=meeting.files.ballots or meeting.ballots(), counts=None, issued=None)
    files = replace(files, scheme=files.scheme.replace("发出票", "收回票"), expected=100)
    by_ballots = result(files, tmp_path / "ballots", chance)
    by_heads = replace(files, ballots=None, counts=heads(files.ballots or (), targets_of(meeting)))
    assert result(by_heads, tmp_path / "heads", chance) == by_ballots


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_of_the_ballots_may_be_counted_by_hand(seed: int, tmp_path: Path) -> None:
    meeting, chance = Meeting(seed), random.Random(seed)
    ballots = meeting.files.ballots or meeting.ballots()
    files = replace(meeting.files, ballots=ballots, counts=None, issued=None, expected=100)
    files = replace(files, scheme=files.scheme.replace("发出票", "收回票"))
    whole = result(files, tmp_path / "whole", chance)
    kept = {row["ballot"] for row in ballots if chance.random() < 0.5}
    by_hand = heads([row for row in ballots if row["ballot"] not in kept], targets_of(meeting))
    beside = replace(files, ballots=[row for row in ballots if row["ballot"] in kept], counts=by_hand)
    assert result(beside, tmp_path / "beside", chance) == whole


def shuffled(rows: Rows | None, chance: random.Random) -> Rows | None:
    """The same rows in another order."""
    return None if rows is None else chance.sample(list(rows), len(rows))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_order_of_ballots_counts_and_records_changes_a_byte(seed: int, tmp_path: Path) -> None:
    files, chance = Meeting(seed).files, random.Random(seed)
    other = {name: shuffled(getattr(files, name), chance) for name in ("ballots", "counts", "records")}
    rows: Mapping[str, Rows | None] = other
    assert result(replace(files, **rows), tmp_path / "b", chance) == result(files, tmp_path / "a", chance)  # type: ignore[arg-type]


def test_a_thousand_million_heads_are_counted_at_once(tmp_path: Path) -> None:
    scheme = (
        'spec = 1\nname = "测评"\n[[class]]\nid = "A"\n[[sheet]]\nid = "打分"\ntrim = { share = "1/3" }\n'
        '[[sheet.item]]\nid = "1"\nmax = 100\nstep = 1\n[formula]\n"得分" = "打分"\n'
    )
    # of 3,000,000,000 points the lowest and the highest thousand million are left out: the 80 stay
    rows = [("60", 1_000_000_000), ("80", 1_000_000_000), ("97", 1_000_000_000)]
    counts = [dict(zip(COLUMNS["counts"], ("01", "A", "打分", "1", m, str(n)), strict=True)) for m, n in rows]
    files = Files(scheme, [{"id": "01", "name": "甲", "group": ""}], counts=counts)
    assert b'"score": "80.00"' in result(files, tmp_path / "files", random.Random(1))
