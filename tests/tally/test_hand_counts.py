"""手工计票: votes counted by hand add to the ballots in every figure, and every slip of the hand is named."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from tally import Faults, Source, count, explain
from tests.tally.house import (
    BALLOTS_HEADER,
    CLASS_A,
    COUNTS_HEADER,
    GRADES,
    HEAD,
    PLAIN,
    SCALE,
    SHEET,
    about,
    counted,
    marks,
    roster,
    rule,
)

B = '[[class]]\nid = "B"\n'
ITEMS = '[[sheet]]\nid = "观摩"\n[[sheet.item]]\nid = "1"\nmax = 3\n[[sheet.item]]\nid = "2"\nmax = 5\n'
BOTH = HEAD + CLASS_A + B + SCALE + SHEET + ITEMS + '[formula]\n"得分" = "述职 + 观摩"\n' + GRADES
ROSTER = roster("01", "02")
SOUND = (
    "01,A,述职,,好,2\n01,A,述职,,漏填,1\n"
    "01,A,观摩,1,2.5,2\n01,A,观摩,1,弃权,1\n01,A,观摩,2,5,3\n"
)  # fmt: skip


def found(
    counts: str,
    ballots: str | None = None,
    issued: Mapping[str, int] | None = None,
    expected: int | None = None,
    scheme: str = BOTH,
) -> list[str]:
    """The faults of a counts file, beside ballots or alone."""
    try:
        count(
            Source("s.toml", scheme.encode()),
            Source("a.csv", ROSTER.encode()),
            [] if ballots is None else [Source("b.csv", (BALLOTS_HEADER + ballots).encode())],
            issued=issued,
            counts=Source("c.csv", counts.encode()),
            expected=expected,
        )
    except Faults as faults:
        return [str(fault) for fault in faults.faults]
    return []


def places(lines: list[str]) -> list[str]:
    return [line.split(": ")[0] for line in lines]


def test_heads_counted_by_hand_come_to_the_figures_of_as_many_ballots() -> None:
    rows = marks({"01": "好 好 -"}) + "A2,A,01,观摩,1,弃权\n" + "".join(f"A{n},A,01,观摩,2,5\n" for n in range(3))
    rows += "".join(f"A{n},A,01,观摩,1,2.5\n" for n in range(2))
    by_hand, by_ballots = counted(BOTH, ROSTER, counts=SOUND), counted(BOTH, ROSTER, rows)
    assert by_hand.to_bytes() == by_ballots.to_bytes()
    assert about(by_hand, "01")["sheets_exact"] == {"述职": "90", "观摩": "15/2"}
    assert by_hand.to_dict()["ballots"]["returned"] == {"A": 3, "B": 0}


def test_counts_add_to_ballots_in_every_figure() -> None:
    result = counted(PLAIN + rule("得票率(差, 分母=收回票) >= 1/4"), roster("01"), marks({"01": "好 差"}), counts=(
        "01,A,述职,,差,1\n01,A,述职,,漏填,1\n"
    ))  # fmt: skip
    one = about(result, "01")
    assert one["votes"]["述职"] == {
        "好": {"A": 1}, "较好": {"A": 0}, "一般": {"A": 0}, "差": {"A": 2},
        "弃权": {"A": 0}, "回避": {"A": 0}, "无效": {"A": 0}, "漏填": {"A": 1},
    }  # fmt: skip
    assert one["sheets_exact"] == {"述职": "70"}  # (90 + 60 + 60) / 3
    assert (one["base_grade"], one["grade"]) == ("一般", "差")
    assert result.to_dict()["ballots"]["returned"] == {"A": 4}
    assert result.of("01").votes.by_hand == {"A": 2}


def test_the_order_of_rows_changes_no_byte_and_rows_of_no_heads_change_nothing() -> None:
    rows = SOUND.splitlines(keepends=True)
    plain = counted(BOTH, ROSTER, counts=SOUND).to_bytes()
    assert counted(BOTH, ROSTER, counts="".join(reversed(rows))).to_bytes() == plain
    assert counted(BOTH, ROSTER, counts=SOUND + "01,A,述职,,差,0\n02,B,述职,,好,0\n").to_bytes() == plain


def test_a_trim_leaves_out_marks_that_were_counted_by_hand_too() -> None:
    scheme = HEAD + CLASS_A + SCALE + SHEET + "trim = { each = 1 }\n" + '[formula]\n"得分" = "述职"\n'
    result = counted(scheme, roster("01"), marks({"01": "好 较好"}), counts="01,A,述职,,差,2\n")
    assert result.of("01").sheets == {"述职": Fraction(70)}  # 90 and one 60 go


def test_an_explanation_says_what_was_counted_by_hand() -> None:
    result = counted(BOTH, ROSTER, "v,B,01,述职,,好\nv,B,01,观摩,1,3\nv,B,01,观摩,2,5\n", counts=SOUND)
    assert explain(result, "01")[0] == "收回评议此人的票：A类3张、B类1张，共4张，其中手工计票A类3张。"
    alone = counted(BOTH, ROSTER, counts=SOUND, expected=30)
    assert explain(alone, "01")[0] == "收回评议此人的票：A类3张、B类0张，共3张（应到30人），均为手工计票。"


def test_the_counts_that_the_faults_are_put_into_are_sound() -> None:
    assert found(COUNTS_HEADER + SOUND) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("03,A,述职,,好,1", ["03"]),
        ("02,C,述职,,好,1", ["C"]),
        ("02,A,作风,,好,1", ["作风"]),
        ("02,A,观摩,3,1,1", ["3"]),
        ("02,A,观摩,,1,1", ["评分项"]),
        ("02,A,述职,1,好,1", ["item"]),
        ("02,A,述职,,优,1", ["优", "漏填"]),
        ("02,A,观摩,1,3.5,1", ["3.5", "漏填"]),
        ("02,A,观摩,1,0.25,1", ["0.25"]),
        ("02,A,述职,,,1", ["mark"]),
        ("02,A,述职,,好,-1", ["heads"]),
        ("02,A,述职,,好,1.0", ["heads"]),
        ("02,A,述职,,好,", ["heads"]),
        ("02,A,述职,,好,两票", ["heads", "两票"]),
        ("01,A,述职,,好,2", ["两行"]),
        ("01,A,述职,,漏填,1", ["两行"]),
        ("01,A,观摩,1,2.50,1", ["两行"]),
        ("01,A,观摩,2,05,1", ["两行"]),
        (",A,述职,,好,1", ["appraisee"]),
        ("02,,述职,,好,1", ["class"]),
        ("02,A,,,好,1", ["sheet"]),
        ("02,A,述职,,好", ["5"]),
    ],
)
def test_a_faulty_row_is_one_fault_with_its_line(row: str, words: list[str]) -> None:
    lines = found(COUNTS_HEADER + SOUND + row + "\n")
    assert places(lines) == ["c.csv:7"]
    assert all(word in lines[0] for word in words), lines


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("appraisee,class,sheet,item,mark\n", "heads"),
        ("appraisee,class,sheet,item,mark,heads,ballot\n", "ballot"),
        ("appraisee,class,sheet,item,mark,heads,heads\n", "heads"),
        ("", "空"),
    ],
)
def test_a_faulty_header(header: str, word: str) -> None:
    lines = found(header)
    assert places(lines) == ["c.csv:1" if header else "c.csv"]
    assert word in lines[0]


@pytest.mark.parametrize(
    "wrong",
    [
        SOUND.replace("01,A,述职,,漏填,1\n", ""),
        SOUND.replace("01,A,观摩,2,5,3\n", ""),
        SOUND.replace("2,5,3", "2,5,4"),
        SOUND + "02,B,述职,,好,1\n",
    ],
)
def test_sums_that_differ_are_a_fault_without_a_line(wrong: str) -> None:
    lines = found(COUNTS_HEADER + wrong)
    assert places(lines) == ["c.csv"]
    assert "漏填" in lines[0]


def test_of_a_pair_with_a_faulty_row_nothing_is_said_of_its_sums_and_of_others_it_is() -> None:
    lines = found(COUNTS_HEADER + SOUND.replace("好,2", "优,2") + "02,B,述职,,好,1\n")
    assert places(lines) == ["c.csv:2", "c.csv"]
    assert "“02”的B类票" in lines[1]


def test_more_ballots_than_were_issued_are_reported_at_the_first_file_of_votes() -> None:
    assert places(found(COUNTS_HEADER + SOUND, issued={"A": 2, "B": 0})) == ["c.csv"]
    assert places(found(COUNTS_HEADER + SOUND, "v,A,01,述职,,好\n", issued={"A": 3, "B": 0})) == ["b.csv"]
    assert found(COUNTS_HEADER + SOUND, "v,A,01,述职,,好\n", issued={"A": 4, "B": 0}) == []


def test_more_ballots_of_all_classes_than_people_are_reported_at_expected() -> None:
    lines = found(COUNTS_HEADER + SOUND, "v,B,01,述职,,好\n", expected=3)
    assert places(lines) == ["--expected"]
    assert ("4张" in lines[0], "3人" in lines[0]) == (True, True)
    assert found(COUNTS_HEADER + SOUND, "v,B,01,述职,,好\n", expected=4) == []


def test_neither_ballots_nor_counts_is_a_fault_at_ballots() -> None:
    with pytest.raises(Faults) as caught:
        count(Source("s.toml", PLAIN.encode()), Source("a.csv", ROSTER.encode()))
    assert places([str(fault) for fault in caught.value.faults]) == ["--ballots"]


def test_a_scheme_that_uses_expected_needs_it() -> None:
    scheme = BOTH + rule("得票率(差, 分母=应到) > 1/3")
    assert places(found(COUNTS_HEADER + SOUND, scheme=scheme)) == ["--expected"]
    assert found(COUNTS_HEADER + SOUND, scheme=scheme, expected=3) == []
