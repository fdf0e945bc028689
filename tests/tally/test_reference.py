"""The count held against a second one, written from the scheme page alone, on meetings made up at random."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tally import Source, count
from tests.tally.reference.counting import Files, Rows
from tests.tally.reference.grading import Reference
from tests.tally.reference.meetings import Meeting

TRIES = 40  # for each of the batches


def table(columns: str, rows: Rows) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns.split(","))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def counted(files: Files) -> dict[str, Any]:
    result = count(
        Source("scheme.toml", files.scheme.encode()),
        Source("appraisees.csv", table("id,name,group", files.appraisees)),
        [Source("ballots.csv", table("ballot,class,appraisee,sheet,item,mark", files.ballots))],
        Source("records.csv", table("appraisee,record,value", files.records)),
        files.issued,
        files.settings,
    ).to_dict()
    for one in result["appraisees"]:
        for step in one["steps"]:
            del step["because"]
    return result


def unmatched(warnings: list[str], wanted: list[tuple[str, str]]) -> list[str]:
    """The warnings that nobody asked for, and those that are missing."""
    left, missing = list(warnings), []
    for appraisee, about in wanted:
        found = next((line for line in left if line.startswith(f"{appraisee} ") and about in line), None)
        if found:
            left.remove(found)
        else:
            missing.append(f"{appraisee} … {about}")
    return left + missing


@pytest.mark.parametrize("batch", range(4))
def test_two_counts_that_share_no_line_agree_in_every_figure(batch: int) -> None:
    for seed in range(batch * TRIES, (batch + 1) * TRIES):
        files = Meeting(seed).files
        reference = Reference(files)
        result = counted(files)
        warnings = result.pop("warnings")
        assert result == reference.to_dict(), f"seed {seed}\n{files.scheme}"
        assert unmatched(warnings, reference.warnings) == [], f"seed {seed}\n{files.scheme}"


def test_the_meetings_made_up_come_to_everything_that_can_happen() -> None:
    seen: set[str] = set()
    for seed in range(4 * TRIES):
        reference = Reference(Meeting(seed).files)
        for one in reference.people:
            seen |= one.flags | {kind for kind, *_ in one.steps} | ({"no score"} if one.score is None else set())
        seen |= {"silent class" for _, about in reference.warnings if about.endswith("类")}
        seen |= {"condition without a value" for _, about in reference.warnings if about.startswith("“")}
    assert seen == {
        "base",
        "rule",
        "quota",
        "口径敏感",
        "并列待定",
        "no score",
        "silent class",
        "condition without a value",
    }
