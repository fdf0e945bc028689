"""Appraisees, ballots and records: every fault with file, line and what is wrong; nothing is half counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tally import Faults, Source, count
from tests.tally.house import FORMULA, HEAD, PLAIN, SCALE, SHEET, quota, rule

ROSTER = "id,name,group\n01,甲,\n02,乙,\n"
BALLOTS = "ballot,class,appraisee,sheet,item,mark\nv,A,01,述职,,好\n"
RUBRIC = '[[sheet]]\nid = "观摩"\n[[sheet.item]]\nid = "1"\nmax = 3\n'
RECORDS_SCHEME = PLAIN + (
    '[[record]]\nid = "问责"\nkind = "flag"\n'
    '[[record]]\nid = "加分"\nkind = "score"\nmin = -1\nmax = 2.5\ndefault = 0\n'
    '[[record]]\nid = "社区"\nkind = "choice"\noptions = { "优" = 1, "良" = 0 }\ndefault = "良"\n'
)
RECORDS = "appraisee,record,value\n01,问责,是\n02,问责,否\n"


def found(
    scheme: str = PLAIN,
    people: str | bytes = ROSTER,
    ballots: str | bytes | Sequence[str] = BALLOTS,
    records: str | bytes | None = None,
    issued: Mapping[str, int] | None = None,
) -> list[str]:
    """The faults of files given as texts."""
    texts = [ballots] if isinstance(ballots, str | bytes) else list(ballots)
    sources = [Source("b.csv" if not place else f"b{place}.csv", raw(text)) for place, text in enumerate(texts)]
    try:
        count(
            Source("s.toml", scheme.encode()),
            Source("a.csv", raw(people)),
            sources,
            None if records is None else Source("r.csv", raw(records)),
            issued,
        )
    except Faults as faults:
        return [str(fault) for fault in faults.faults]
    return []


def raw(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def places(lines: Sequence[str]) -> list[str]:
    return [line.split(": ")[0] for line in lines]


def test_the_files_that_the_faults_are_put_into_are_sound() -> None:
    assert found() == []
    assert found(RECORDS_SCHEME, records=RECORDS) == []
    assert found(PLAIN + RUBRIC, ballots=BALLOTS + "v,A,01,观摩,1,2.5\n") == []


@pytest.mark.parametrize(
    ("people", "place", "word"),
    [
        ("", "a.csv", "id,name,group"),
        ("\n\n", "a.csv", "id,name,group"),
        ("id,name\n01,甲\n", "a.csv:1", "group"),
        ("id,name,group,phone\n", "a.csv:1", "phone"),
        ("id,name,group,id\n", "a.csv:1", "id"),
        ("ID,name,group\n", "a.csv:1", "ID"),
        ("id;name;group\n", "a.csv:1", "分号"),
        ("\n\nid,name\n", "a.csv:3", "group"),
        (ROSTER + "03,丙\n", "a.csv:4", "2"),
        (ROSTER + "03,丙,,\n", "a.csv:4", "4"),
        (ROSTER + "\n,丙,\n", "a.csv:5", "id"),
        (ROSTER + "01,丙,\n", "a.csv:4", "01"),
        (ROSTER + '03,"丙\n丙",\n03,丁,\n', "a.csv:6", "03"),
        (ROSTER + '03,"丙,\n', "a.csv:4", "引号"),
        (ROSTER + '03,"丙"丁,\n', "a.csv:4", "引号"),
        (ROSTER.encode() + "03,王五,\n".encode("gbk"), "a.csv:4", "UTF-8"),
        (ROSTER.encode() + b"03,\xed\xa0\x80,\n", "a.csv:4", "UTF-8"),
        (ROSTER.encode("utf-16"), "a.csv:1", "UTF-8"),
        (ROSTER + "03,\0,\n", "a.csv:4", "NUL"),
    ],
)
def test_a_faulty_appraisees_file(people: str | bytes, place: str, word: str) -> None:
    lines = [line for line in found(people=people) if line.startswith("a.csv")]
    assert any(line.startswith(f"{place}: ") and word in line for line in lines), lines


ROWS = {
    "an unknown class": ("w,D,01,述职,,好", "D"),
    "an unknown appraisee": ("w,A,1,述职,,好", "“1”"),
    "an unknown sheet": ("w,A,01,廉政,,好", "廉政"),
    "an unknown mark": ("w,A,01,述职,,优秀", "优秀"),
    "an empty mark": ("w,A,01,述职,,", "mark"),
    "a reason that is not put down": ("w,A,01,述职,,漏填", "漏填"),
    "a mark with a space": ("w,A,01,述职,,好 ", "好 "),
    "a number on a scale sheet": ("w,A,01,述职,,90", "90"),
    "an item on a scale sheet": ("w,A,01,述职,1,好", "item"),
    "no item on a rubric": ("w,A,01,观摩,,3", "评分项"),
    "an unknown item": ("w,A,01,观摩,2,3", "2"),
    "a number over the most": ("w,A,01,观摩,1,3.5", "3.5"),
    "a number below 0": ("w,A,01,观摩,1,-0.5", "-0.5"),
    "a number off the step": ("w,A,01,观摩,1,2.25", "2.25"),
    "a label on a rubric": ("w,A,01,观摩,1,好", "好"),
    "a number with a comma of thousands": ('w,A,01,观摩,1,"1,5"', "1,5"),
    "a number in percent": ("w,A,01,观摩,1,50%", "50%"),
    "a number with an exponent": ("w,A,01,观摩,1,1e0", "1e0"),
    "a number with a sign": ("w,A,01,观摩,1,+1", "+1"),
    "a number without digits before the point": ("w,A,01,观摩,1,.5", ".5"),
    "a number in full-width digits": ("w,A,01,观摩,1,\uff11", "\uff11"),
    "no number": ("w,A,01,观摩,1,nan", "nan"),
    "a million digits": ("w,A,01,观摩,1," + "1" * 1_000_000, "1"),
    "the same thing twice": ("v,A,01,述职,,差", "两次"),
    "another class for the same ballot": ("v,B,02,述职,,差", "票类"),
    "no ballot": (",A,01,述职,,好", "ballot"),
    "no class": ("w,,01,述职,,好", "class"),
    "no appraisee": ("w,A,,述职,,好", "appraisee"),
    "no sheet": ("w,A,01,,,好", "sheet"),
    "a field too few": ("w,A,01,述职,好", "5"),
    "a field too many": ("w,A,01,述职,,好,", "7"),
    "a NUL": ("w\0,A,01,述职,,好", "NUL"),
}


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "with quotation marks"])
@pytest.mark.parametrize("what", ROWS)
def test_a_faulty_row_of_a_ballots_file(what: str, quoted: bool) -> None:
    row, word = ROWS[what]
    scheme = PLAIN + RUBRIC + '[[class]]\nid = "B"\n'
    first = '"u",A,02,述职,,好\n' if quoted else "u,A,02,述职,,好\n"
    lines = found(scheme, ballots=BALLOTS + "\n" + first + row + "\n" + "x,A,02,述职,,差\n")
    assert places(lines) == ["b.csv:5"], lines
    assert word in lines[0]


def test_a_row_too_short_whose_last_column_may_be_empty_is_still_refused() -> None:
    text = "ballot,class,appraisee,sheet,mark,item\nv,A,01,述职,好,\nw,A,01,述职,好\n"
    assert places(found(ballots=text)) == ["b.csv:3"]


def test_a_row_too_long_and_a_row_too_short_do_not_make_up_for_each_other() -> None:
    assert places(found(ballots=BALLOTS + "w,A,01,述职,,好,\nx,A,01,述职,好\n")) == ["b.csv:3", "b.csv:4"]


def test_lines_are_counted_through_quoted_line_ends_and_blank_lines() -> None:
    text = BALLOTS + '\n"w\nw",A,01,述职,,好\n\n"x",A,01,述职,,优\n'
    assert places(found(ballots=text)) == ["b.csv:7"]
    assert places(found(ballots=text.replace("\n", "\r\n"))) == ["b.csv:7"]
    assert places(found(ballots=text.replace("\n", "\r"))) == ["b.csv:7"]


def test_a_ballots_file_without_a_header_or_with_another() -> None:
    assert places(found(ballots="")) == ["b.csv"]
    assert places(found(ballots="v,A,01,述职,,好\n"))[0] == "b.csv:1"
    assert places(found(ballots=BALLOTS.replace("mark", "vote"))) == ["b.csv:1", "b.csv:1"]


def test_bytes_that_are_not_utf_8_are_named_by_their_line() -> None:
    assert places(found(ballots=BALLOTS.encode() + b"w,A,01,\xff,,x\n")) == ["b.csv:3"]


def test_a_quotation_that_does_not_end() -> None:
    assert places(found(ballots=BALLOTS + '"w,A,01,述职,,好\nx,A,01,述职,,好\n')) == ["b.csv:3"]
    assert places(found(ballots=BALLOTS.replace("ballot,", '"ballot,', 1))) == ["b.csv:1"]


def test_in_a_scheme_without_classes_every_class_is_unknown() -> None:
    scheme = HEAD + SCALE + SHEET + FORMULA
    assert places(found(scheme)) == ["b.csv:2"]
    assert found(scheme, ballots="ballot,class,appraisee,sheet,item,mark\n") == []


def test_a_class_that_there_is_not_is_no_change_of_class() -> None:
    rows = "v1,A,01,述职,,好\nv1,Z,02,述职,,好\nv2,Z,01,述职,,好\nv2,A,02,述职,,好\n"
    assert found(ballots="ballot,class,appraisee,sheet,item,mark\n" + rows) == [
        "b.csv:3: 方案里没有票类“Z”",
        "b.csv:4: 方案里没有票类“Z”",
    ]


def test_a_ballot_must_not_be_in_two_files() -> None:
    assert places(found(ballots=[BALLOTS, BALLOTS])) == ["b1.csv:2"]


def test_more_ballots_for_one_appraisee_than_were_issued() -> None:
    rows = "w,A,01,述职,,好\nx,A,02,述职,,好\n"
    assert found(ballots=BALLOTS + rows, issued={"A": 2}) == []
    lines = found(ballots=BALLOTS + rows, issued={"A": 1})
    assert places(lines) == ["b.csv"]
    assert "01" in lines[0]


def test_issued_must_name_every_class_and_no_other() -> None:
    assert places(found(issued={})) == ["--issued"]
    assert places(found(issued={"A": 5, "B": 5})) == ["--issued"]
    assert places(found(PLAIN + rule("得票率(差, 分母=发出票) > 1%"))) == ["--issued"]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("01,加分,2.6", "2.6"),
        ("01,加分,-1.1", "-1.1"),
        ("01,加分,5%", "5%"),
        ("01,加分,1e0", "1e0"),
        ("01,加分,", "加分"),
        ("01,加分,两分", "两分"),
        ("01,社区,差", "差"),
        ("01,社区,1", "1"),
        ("01,问责,有", "问责"),
        ("01,问责,是", "重复"),
        ("03,加分,1", "03"),
        ("01,加减分,1", "加减分"),
        (",加分,1", "appraisee"),
        ("01,,1", "record"),
        ("01,加分", "2"),
    ],
)
def test_a_faulty_row_of_a_records_file(rows: str, word: str) -> None:
    lines = found(RECORDS_SCHEME, records=RECORDS + rows + "\n")
    assert set(places(lines)) == {"r.csv:4"}
    assert word in " ".join(lines)


def test_both_ends_of_a_score_belong_to_it() -> None:
    assert found(RECORDS_SCHEME, records=RECORDS + "01,加分,-1\n02,加分,2.50\n") == []


def test_a_record_without_a_default_must_be_given_for_every_appraisee() -> None:
    lines = found(RECORDS_SCHEME, records="appraisee,record,value\n01,问责,是\n")
    assert places(lines) == ["r.csv"]
    assert ("02" in lines[0], "问责" in lines[0]) == (True, True)
    assert places(found(RECORDS_SCHEME)) == ["--records", "--records"]


def test_a_parameter_without_a_value_is_named_by_its_line_in_the_scheme() -> None:
    lines = found(PLAIN + '[[parameter]]\nid = "上限"\n' + quota("好", at_most="上限"))
    assert places(lines) == ["s.toml:25"]


def test_the_faults_of_all_files_come_in_one_go() -> None:
    lines = found(
        RECORDS_SCHEME + rule("无名 > 1"),
        ROSTER + "03,丙\n",
        BALLOTS + "w,A,01\n",
        RECORDS + "01\n",
        {"A": 1},
    )
    assert places(lines) == ["s.toml:41", "a.csv:4", "r.csv:4", "b.csv:3"]
    lines = found(RECORDS_SCHEME, ROSTER, BALLOTS + "w,A,03,述职,,优\n", RECORDS + "01,加分,9\n", {"B": 1})
    assert places(lines) == ["r.csv:4", "--issued", "--issued", "b.csv:3", "b.csv:3"]


def test_a_file_that_is_not_there(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("files")
    sources = [Source(name, folder / name) for name in ("s.toml", "a.csv", "b.csv", "r.csv")]
    with pytest.raises(Faults) as caught:
        count(sources[0], sources[1], [sources[2]], sources[3])
    assert [fault.file for fault in caught.value.faults] == ["s.toml", "a.csv", "r.csv", "b.csv"]
    with pytest.raises(Faults, match="文件夹"):
        count(Source("d", folder), sources[1], [sources[2]])


def test_of_many_faults_twenty_are_listed_and_the_rest_counted() -> None:
    rows = "".join(f"v{number},A,01,述职,,优\n" for number in range(5000))
    with pytest.raises(Faults) as caught:
        count(
            Source("s", PLAIN.encode()),
            Source("a", ROSTER.encode()),
            [Source("b", ("ballot,class,appraisee,sheet,item,mark\n" + rows).encode())],
        )
    lines = caught.value.lines()
    assert len(lines) == 21
    assert (lines[0][:5], "4980" in lines[20]) == ("b:2: ", True)


def test_a_fault_stays_on_one_line_whatever_the_input_holds() -> None:
    lines = found(ballots=BALLOTS + '"w\nw",A,01,"述\r\n职",,好\n')
    assert [line.count("\n") + line.count("\r") for line in lines] == [0]
