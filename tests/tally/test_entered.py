"""Records of several sources: their exact mean, and what may stand in the column of sources."""

from __future__ import annotations

import pytest

from tally import Faults, Source, count, explain
from tests.tally.house import GRADES, HEAD, about, counted, roster

SCORE = '[[record]]\nid = "督查"\nkind = "score"\nmin = 0\nmax = 100\nseveral = true\n'
CHOICE = (
    '[[record]]\nid = "社区"\nkind = "choice"\nseveral = true\n'
    'options = { "优秀" = 95, "合格" = 80, "不合格" = "不合格分" }\ndefault = "合格"\n'
    '[[parameter]]\nid = "不合格分"\nvalue = 50\n'
)
FLAG = '[[record]]\nid = "问责"\nkind = "flag"\ndefault = "否"\n'
SCHEME = HEAD + SCORE + CHOICE + FLAG + '[formula]\n"得分" = "(督查 + 社区) / 2"\n' + GRADES
HEADER = "appraisee,record,value,source\n"
SOUND = "01,督查,90,纪委\n01,督查,85,组织部\n01,督查,88,宣传部\n01,社区,优秀,甲\n01,社区,不合格,乙\n"


def found(records: str, scheme: str = SCHEME) -> list[str]:
    """The faults of a records file."""
    sources = (Source("s.toml", scheme.encode()), Source("a.csv", roster("01").encode()))
    try:
        count(
            *sources, [Source("b.csv", b"ballot,class,appraisee,sheet,item,mark\n")], Source("r.csv", records.encode())
        )
    except Faults as faults:
        return [str(fault) for fault in faults.faults]
    return []


def test_a_record_of_several_sources_is_their_exact_mean() -> None:
    one = about(counted(SCHEME, roster("01"), records=SOUND), "01")
    assert one["score"] == "80.08"  # (263/3 + 145/2) / 2 = 961/12 = 80.0833…


def test_one_source_is_a_mean_too_and_without_any_the_default_stands() -> None:
    assert about(counted(SCHEME, roster("01"), records="01,督查,90,纪委\n"), "01")["score"] == "85.00"


def test_the_order_of_sources_changes_no_figure() -> None:
    rows = SOUND.splitlines(keepends=True)
    plain = counted(SCHEME, roster("01"), records=SOUND).to_bytes()
    assert counted(SCHEME, roster("01"), records="".join(reversed(rows))).to_bytes() == plain


def test_the_mean_is_explained_with_every_source() -> None:
    lines = explain(counted(SCHEME, roster("01"), records=SOUND), "01")
    assert "记录项“督查”：3个来源：纪委90、组织部85、宣传部88；平均(90 + 85 + 88)÷3 = 263/3≈87.6667。" in lines
    assert "记录项“社区”：2个来源：甲“优秀”计95分、乙“不合格”计50分；平均(95 + 50)÷2 = 72.5。" in lines
    assert "记录项“问责”：否（未录入，按默认）。" in lines


def test_the_file_that_the_faults_are_put_into_is_sound() -> None:
    assert found(HEADER + SOUND + "01,问责,是,\n") == []


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("01,督查,80,", "source"),
        ("01,问责,是,纪委", "source"),
        ("01,督查,80,纪委", "纪委"),
        ("01,督查,101,监委", "101"),
        ("01,督查,1/3,监委", "1/3"),
        ("01,社区,良好,丙", "良好"),
        ("01,督办,1,纪委", "督办"),
        ("02,督查,80,纪委", "02"),
        ("01,督查,80", "3"),
    ],
)
def test_a_faulty_row(row: str, word: str) -> None:
    lines = found(HEADER + SOUND + row + "\n")
    assert [line.split(": ")[0] for line in lines] == ["r.csv:7"]
    assert word in lines[0]


def test_a_second_row_of_a_record_with_one_value_is_a_fault() -> None:
    lines = found(HEADER + SOUND + "01,问责,是,\n01,问责,否,\n")
    assert [line.split(": ")[0] for line in lines] == ["r.csv:8"]


def test_the_column_of_sources_is_there_exactly_where_a_record_has_several() -> None:
    lines = found("appraisee,record,value\n01,督查,90\n")
    assert [line.split(": ")[0] for line in lines] == ["r.csv:1"]
    assert "source" in lines[0]
    lines = found(HEADER, HEAD + FLAG + '[formula]\n"得分" = "1"\n')
    assert [line.split(": ")[0] for line in lines] == ["r.csv:1"]


def test_a_record_of_several_sources_without_a_default_must_be_given() -> None:
    lines = found(HEADER + "01,社区,优秀,甲\n")
    assert [line.split(": ")[0] for line in lines] == ["r.csv"]
    assert "督查" in lines[0]
