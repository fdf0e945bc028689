"""docs/schemes.md teaches how to write a scheme: what it shows can be read, counted and read back as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tally import describe
from tally.expressions.functions import FUNCTIONS
from tally.words.guide import expression_table
from tests.tally.house import counted, roster, scheme_of

GUIDE = (Path(__file__).parents[2] / "docs" / "schemes.md").read_text(encoding="utf-8")
EXAMPLE, *ADDITIONS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
FUNCTION_ROWS = [row.written for function in FUNCTIONS.values() for row in function.guide]


def ballots(mark: str, points: tuple[str, str]) -> str:
    rows = [("述职", "", mark), ("观摩", "1.1", points[0]), ("观摩", "1.2", points[1])]
    return "".join(f"v{c},{c},01,{sheet},{item},{given}\n" for c in "AB" for sheet, item, given in rows)


def test_the_example_counts_to_what_a_pencil_comes_to() -> None:
    result = counted(EXAMPLE, roster("01"), ballots("好", ("58.5", "38")), "01,实地考核,88\n01,加分,加1分\n")
    # (90 + 96.5) / 2 = 93.25; 93.25 × 70 % + 88 × 30 % + 1 = 65.275 + 26.4 + 1 = 92.675
    (one,) = result.appraisees
    assert result.to_dict()["appraisees"][0]["score"] == "92.68"
    # floor(0.3 × 1) = 0 may stay 好
    assert (one.base_grade, one.grade) == ("好", "较好")


@pytest.mark.parametrize("addition", ADDITIONS)
def test_what_is_said_to_be_added_can_be_added(addition: str) -> None:
    lines = describe(scheme_of(EXAMPLE + addition))
    for name in re.findall(r'^name *= "(.*)"', addition, re.MULTILINE):
        assert any(f"“{name}”" in line for line in lines)


def test_the_table_of_expressions_is_the_one_made_from_the_functions() -> None:
    assert expression_table() in GUIDE


@pytest.mark.parametrize("function", FUNCTION_ROWS)
def test_every_function_of_the_table_can_be_used(function: str) -> None:
    written = function.replace("…", "得分, 1")
    assert scheme_of(f'{EXAMPLE}[[rule]]\nname = "试"\nwhen = "{written} >= 0"\ngrade = "差"\n')


def test_the_guide_shows_an_example_of_every_part_of_a_scheme() -> None:
    parts = ("parameter", "class", "scale", "sheet", "sheet.item", "record", "formula", "rounding", "grade")
    for part in (*parts, "rule", "quota", "list"):
        assert re.search(rf"^ *\[+{part}\]+", EXAMPLE, re.MULTILINE), part
    assert len(ADDITIONS) == 4
    assert {row.partition("(")[0] for row in FUNCTION_ROWS} == set(FUNCTIONS)
