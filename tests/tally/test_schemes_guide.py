"""docs/schemes.md teaches how to write a scheme: what it shows can be read, counted and read back as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tally import describe
from tally.expressions.functions import FUNCTIONS
from tally.words.catalogue import shipped_schemes
from tally.words.guide import expression_table
from tests.tally.house import about, counted, roster, scheme_of

GUIDE = (Path(__file__).parents[2] / "docs" / "schemes.md").read_text(encoding="utf-8")
SHOWN: list[str] = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLE, *ADDITIONS = SHOWN
FUNCTION_ROWS = [row.written for function in FUNCTIONS.values() for row in function.guide]


SCALE, SHEET = (re.search(rf"```toml {what}\n(.*?)```", GUIDE, re.DOTALL)[1] for what in ("档次", "评分表"))  # type: ignore[index]
RECORDS = "{0},实地考核,88\n{0},加分,加1分\n"


def ballots(mark: str, points: tuple[str, str], person: str = "01") -> str:
    """A ballot of each class for one person."""
    rows = [("述职", "", mark), ("观摩", "1.1", points[0]), ("观摩", "1.2", points[1])]
    return "".join(f"v{c},{c},{person},{sheet},{item},{given}\n" for c in "AB" for sheet, item, given in rows)


def added(piece: str, *changes: tuple[str, str]) -> str:
    """The example, its own quota let be, with the addition of the guide that has this piece in it."""
    text = EXAMPLE.replace('at_most = "30%"', 'at_most = "100%"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (addition,) = (addition for addition in ADDITIONS if piece in addition)
    return text + addition


def test_every_shipped_scheme_is_named_where_one_chooses() -> None:
    choosing = GUIDE[GUIDE.index("## 怎么选") : GUIDE.index("## 怎么定")]
    named = [
        name for cell in re.findall(r"\| ([a-z][a-z、-]*) \|$", choosing, re.MULTILINE) for name in cell.split("、")
    ]
    assert sorted(named) == [scheme.name for scheme in shipped_schemes()]


def test_the_example_counts_to_what_a_pencil_comes_to() -> None:
    result = counted(EXAMPLE, roster("01"), ballots("好", ("58.5", "38")), RECORDS.format("01"))
    # (90 + 96.5) / 2 = 93.25; 93.25 × 70 % + 88 × 30 % + 1 = 65.275 + 26.4 + 1 = 92.675
    figures = about(result, "01")
    # floor(0.3 × 1) = 0 may stay 好
    assert (figures["score"], figures["base_grade"], figures["grade"]) == ("92.68", "好", "较好")


def test_a_mark_without_points_of_the_guide_stands_in_no_mean() -> None:
    text = re.sub(r"\[scale\].*?\n\n", SCALE + "\n", EXAMPLE, flags=re.DOTALL)
    given = ballots("好", ("58.5", "38")).replace("vB,B,01,述职,,好", "vB,B,01,述职,,不了解")
    figures = about(counted(text, roster("01"), given, RECORDS.format("01")), "01")
    # 述职: A alone has points, 95; (95 + 96.5) / 2 = 95.75; 95.75 × 70 % + 26.4 + 1 = 94.425
    assert (figures["sheets"]["述职"], figures["score"]) == ("95.00", "94.43")


def test_a_trim_of_the_guide_leaves_out_the_highest_and_the_lowest_of_each_class() -> None:
    text = EXAMPLE.replace('"测评" = "(述职 + 观摩) / 2"', '"测评" = "打分"') + SHEET
    points = {"A": (60, 88, 90, 92, 95), "B": (70, 80, 90)}
    given = "".join(f"{c}{n},{c},01,打分,总分,{mark}\n" for c in points for n, mark in enumerate(points[c]))
    figures = about(counted(text, roster("01"), given, RECORDS.format("01")), "01")
    # A: (88 + 90 + 92) / 3 = 90; B has three, fewer than five: 240 / 3 = 80; 90 × 60 % + 80 × 40 % = 86
    # 86 × 70 % + 26.4 + 1 = 87.6
    assert (figures["sheets"]["打分"], figures["score"]) == ("86.00", "87.60")


def test_the_limits_and_the_quorum_of_the_guide_change_no_figure() -> None:
    for piece in ("[[limit]]", "[quorum]"):
        result = counted(added(piece), roster("01:农村"), ballots("好", ("58.5", "38")), RECORDS.format("01"))
        assert about(result, "01")["score"] == "92.68"


def test_a_quota_and_a_list_of_the_guide_are_rounded_as_they_say() -> None:
    given = ballots("好", ("60", "40")) + ballots("好", ("58.5", "38"), "02")
    records = RECORDS.format("01") + RECORDS.format("02")
    result = counted(added("好的比例（四舍五入）"), roster("01", "02"), given, records)
    # 25 % of 2 is 0.5, half up 1: the first stays; a third of 2 is 0.67, rounded down: nobody
    assert [(one.base_grade, one.grade) for one in result.appraisees] == [("好", "好"), ("好", "较好")]
    assert result.to_dict()["lists"] == {"重点管理": ["02"], "约谈对象": []}


def test_a_share_of_the_people_expected_counts_those_who_did_not_come() -> None:
    text, given = added("不足应到的三分之二"), ballots("好", ("58.5", "38"))
    grades = [
        counted(text, roster("01"), given, RECORDS.format("01"), expected=expected).appraisees[0].grade
        for expected in (3, 4)  # 2 of 3 reach two thirds, 2 of 4 do not
    ]
    assert grades == ["好", "较好"]


def test_the_last_of_a_group_of_three_is_lowered_where_it_is_under_75() -> None:
    people = ("01:甲", "02:甲", "03:甲", "04:乙")
    given = ballots("好", ("60", "40"), "01") + ballots("好", ("60", "40"), "02")
    given += ballots("差", ("20", "20"), "03") + ballots("差", ("20", "20"), "04")
    records = "".join(RECORDS.format(person.partition(":")[0]) for person in people)
    changes = (('when = "得分 >= 75"', 'when = "得分 >= 60"'),)
    result = counted(added("组内末位且75分以下", *changes), roster(*people), given, records)
    # 03 and 04: (60 + 40) / 2 = 50; 35 + 26.4 + 1 = 62.4; 04 is the last of a group of one
    assert [one.grade for one in result.appraisees] == ["好", "好", "差", "较好"]


def test_a_record_of_several_sources_is_their_mean() -> None:
    text = added("several = true", ('+ 加分"', '+ 加分 + 部门评价 * 10% + 满意度"'))
    rows = [("实地考核", "88", ""), ("加分", "加1分", ""), ("部门评价", "80", "人事"), ("部门评价", "95", "财务")]
    records = "".join(f"01,{record},{value},{source}\n" for record, value, source in rows)
    result = counted(text, roster("01"), ballots("好", ("58.5", "38")), records)
    # 92.675 + 87.5 × 10 % + 90 % = 102.325
    assert about(result, "01")["score"] == "102.33"


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
    shown = "".join([EXAMPLE, SCALE, SHEET, *ADDITIONS])
    for part in ("limit", "quorum"):
        assert f"[{part}]" in shown, part
    for key in ("occasion", "kind", "min", "max", "below", "start", "deductions", "trim", "round", "article", "note"):
        assert re.search(rf"^ *{key} *=", shown, re.MULTILINE), key
    for key in ("department", "reason", "several", "consequence", "from", "present", "returned"):
        assert re.search(rf"^ *{key} *=", shown, re.MULTILINE), key
    assert len(ADDITIONS) == 10
    assert {row.partition("(")[0] for row in FUNCTION_ROWS} == set(FUNCTIONS)
