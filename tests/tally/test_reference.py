"""The count held against a second one, written from the scheme page alone, on meetings made up at random."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tally.cli import main
from tally.expressions.functions import FUNCTIONS
from tests.tally.reference.files import Files, command, from_folder
from tests.tally.reference.meetings import Meeting
from tests.tally.reference.result import Reference

TRIES = 60  # for each of the batches
GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())


def without_wording(result: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A result without what is only worded, and its warnings."""
    warnings: list[str] = result.pop("warnings")
    for one in result["appraisees"]:
        for step in one["steps"]:
            assert step.pop("because")
    return result, warnings


def unmatched(warnings: Sequence[str], reference: Reference) -> list[str]:
    """The warnings that nobody asked for, and those that are missing."""
    left, missing = list(warnings), []
    for start, *words in (*reference.warnings, *reference.allowed):
        found = next((line for line in left if line.startswith(start) and all(word in line for word in words)), None)
        if found:
            left.remove(found)
        elif (start, *words) not in reference.allowed:
            missing.append(f"{start} … {' … '.join(words)}")
    return left + missing


def counted(files: Files, folder: Path, seed: int) -> tuple[dict[str, Any], list[str]]:
    """What the command makes of the files."""
    folder.mkdir()
    assert main(command(files, folder, random.Random(seed))) == 0, f"seed {seed}\n{files.scheme}"
    result = json.loads((folder / "result.json").read_bytes())
    shutil.rmtree(folder)
    return without_wording(result)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_second_count_comes_to_the_worked_cases_by_itself(folder: Path) -> None:
    reference = Reference(from_folder(folder))
    wanted, warnings = without_wording(json.loads((folder / "result.json").read_bytes()))
    assert reference.to_dict() == wanted
    assert unmatched(warnings, reference) == []


@pytest.mark.parametrize("batch", range(4))
def test_two_counts_that_share_no_line_agree_in_every_figure(batch: int, tmp_path: Path) -> None:
    for seed in range(batch * TRIES, (batch + 1) * TRIES):
        files = Meeting(seed).files
        reference = Reference(files)
        result, warnings = counted(files, tmp_path / "files", seed)
        assert result == reference.to_dict(), f"seed {seed}\n{files.scheme}"
        assert unmatched(warnings, reference) == [], f"seed {seed}\n{files.scheme}"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_meetings_made_up_use_every_function(function: str) -> None:
    schemes = (Meeting(seed).files.scheme for seed in range(TRIES))
    assert any(re.search(rf"{function}[(（]", scheme) for scheme in schemes)


# What the page says, left out of a meeting one thing at a time: a pattern in the scheme, and what stands there instead.
LEFT_OUT: Mapping[str, tuple[str, str]] = {
    "trim": (r"trim = .*", ""),
    "trim by number": (r"trim = \{ each.*", ""),
    "trim by share": (r"trim = \{ share.*", ""),
    "from of a trim": (r", from = \S+ \}", " }"),
    "weights": (r"weight = .*", ""),
    "marks without points": (r'= "不计分"', "= 0"),
    "round of a quota": (r"(at_(?:most|least) = .*\n)round = .*", r"\1"),
    "round of a list": (r"(share = .*\n)round = .*", r"\1"),
    "groups of quotas and lists": (r"group = .*", ""),
    "范围=最高": (r"范围(\s*[=＝]\s*|　*＝　*)最高", "范围=合计"),
    "分母=收回票": ("收回票", "有效票"),
    "分母=发出票": ("发出票", "收回票"),
    "分母=应到": ("应到", "收回票"),
    "组内名次": ("组内名次", "名次"),
    "组内倒数名次": ("组内倒数名次", "倒数名次"),
    "组内人数": ("组内人数", "人数"),
    "rounding": (r"places = .*", "places = 9"),
    "pick": ("lowest", "highest"),
    "quotas": (r"\[\[quota\]\](\n.+)*", ""),
    "rules": (r"\[\[rule\]\](\n.+)*", ""),
}


def outcome(files: Files) -> list[Any]:
    result = Reference(files).to_dict()
    return [result["ballots"], result["appraisees"], result["lists"]]


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[Files, list[Any]]]:
    meetings = [Meeting(seed).files for seed in range(4 * TRIES)]
    return [(files, outcome(files)) for files in meetings]


@pytest.mark.parametrize("what", LEFT_OUT)
def test_the_meetings_made_up_would_show_a_rule_that_is_left_out(
    what: str, outcomes: list[tuple[Files, list[Any]]]
) -> None:
    pattern, instead = LEFT_OUT[what]
    others = [(files, re.sub(pattern, instead, files.scheme), result) for files, result in outcomes]
    assert any(outcome(replace(files, scheme=text)) != result for files, text, result in others if text != files.scheme)


def test_the_meetings_made_up_would_show_what_is_given_beside_ballots_left_out(
    outcomes: list[tuple[Files, list[Any]]],
) -> None:
    assert any(outcome(replace(files, counts=None)) != result for files, result in outcomes if files.ballots)
    assert any(outcome(replace(files, expected=None)) != result for files, result in outcomes)
    assert any(files.counts and not files.ballots for files, _ in outcomes)


def test_the_meetings_made_up_come_to_everything_that_can_happen(outcomes: list[tuple[Files, list[Any]]]) -> None:
    seen: set[str] = set()
    for files, _ in outcomes:
        reference = Reference(files)
        for one in reference.people:
            seen |= one.flags | {kind for kind, *_ in one.steps} | ({"no score"} if one.score is None else set())
        for start, *words in reference.warnings:
            about = " ".join((start, *words))
            seen |= {f"sensitive by {base}" for base in ("有效票", "收回票", "发出票", "应到") if f"按{base}" in about}
            seen |= {"silent class"} if about.endswith("类") else set()
            seen |= {"condition without a value"} if words[0].startswith("“") and words[0].endswith(":") else set()
            seen |= {"group of nobody"} if start.startswith("“") else set()
    assert seen == {
        *("base", "rule", "quota", "口径敏感", "并列待定", "no score", "silent class", "condition without a value"),
        *("sensitive by 有效票", "sensitive by 收回票", "sensitive by 发出票", "sensitive by 应到", "group of nobody"),
    }


def test_the_second_count_imports_nothing_of_the_first() -> None:
    files = sorted((Path(__file__).parent / "reference").glob("*.py"))
    imports = {
        name
        for file in files
        for name in re.findall(r"^\s*(?:from|import) ([\w.]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(imports) > len(files)
    assert {name for name in imports if name.split(".")[0] in ("tally", "voting")} == set()
