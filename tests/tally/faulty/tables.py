"""Faulty appraisees, ballots, counts and records, by the sentence of the page that they break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.tally.faulty.case import BALLOTS, COUNTS, MARK, PLAIN, RECORDS, ROSTER, SOURCES, Case

RECORDED = PLAIN + (
    '[[record]]\nid = "问责"\nkind = "flag"\ndefault = "否"\n'
    '[[record]]\nid = "加分"\nkind = "score"\nmin = -1\nmax = 2.5\ndefault = 0\n'
    '[[record]]\nid = "社区"\nkind = "choice"\noptions = { "优" = 1, "良" = 0 }\ndefault = "良"\n'
)
SEVERAL = RECORDED + '[[record]]\nid = "调研"\nkind = "score"\nmin = 0\nmax = 100\ndefault = 0\nseveral = true\n'
NEEDED = (
    PLAIN + '[[record]]\nid = "问责"\nkind = "flag"\n[[record]]\n'
    'id = "调研"\nkind = "score"\nmin = 0\nmax = 100\nseveral = true\n'
)
NO_DECIMALS = (
    *(
        "1,5",
        "1，5",
        "50%",
        "1/3",
        "1e0",
        "+1",
        ".5",
        "1.",
        "１",
        "nan",
        "inf",
        "0x1",
        "1_0",
        " 1",
        "1 ",
        "--1",
        "一",
        "1.2.3",
    ),
    *("1·5", "−1", "½"),
)
NO_HEADS = ("-1", "1.5", "", "３", "+1", "1e1", "1.0", "一", " 1", "1 ", "1/2", "0x1", "nan", "10%", "1,000", "³")

# four heads, everywhere the same, for one appraisee and class
COUNTED = "01,A,述职,,好,3\n01,A,述职,,漏填,1\n01,A,观摩,1.1,2.5,4\n01,A,观摩,1.2,2,2\n01,A,观摩,1.2,弃权,2\n"
MARKED = "v,A,01,述职,,好\nv,A,01,观摩,1.1,2.5\n"


def quoted(field: str) -> str:
    """A field of a CSV file."""
    return f'"{field}"' if "," in field else field


def roster(text: str, **more: object) -> Case:
    """An appraisees file."""
    return Case(appraisees=text, **more)  # type: ignore[arg-type]


def ballots(rows: str, **more: object) -> Case:
    """Rows after two that are sound."""
    return Case(ballots=BALLOTS + MARKED + rows, **more)  # type: ignore[arg-type]


def counts(rows: str, **more: object) -> Case:
    """Rows after those of four heads."""
    return Case(ballots=None, counts=COUNTS + COUNTED + rows, **more)  # type: ignore[arg-type]


def records(rows: str, scheme: str = RECORDED, header: str = RECORDS, **more: object) -> Case:
    """Rows of a records file."""
    return Case(scheme=scheme, records=header + rows, **more)  # type: ignore[arg-type]


TABLES: Mapping[str, Sequence[Case]] = {
    "the first row names the columns; a column not listed, a missing one": [
        roster("", at="a.csv", word="id,name,group"),
        roster("\n\n", at="a.csv", word="id,name,group"),
        roster(f"id,name{MARK}\n01,甲\n", word="group"),
        roster(f"name,group{MARK}\n甲,\n", word="id"),
        roster(f"id,name,group,phone{MARK}\n", word="phone"),
        roster(f"id,name,group,id{MARK}\n", word="id"),
        roster(f"id,name,group,{MARK}\n"),
        roster(f"ID,name,group{MARK}\n", word="ID"),
        roster(f"编号,姓名,组{MARK}\n"),
        roster(f"01,甲,{MARK}\n02,乙,\n"),
        roster(f"\n\nid,name{MARK}\n", word="group"),
        roster(f"id, name,group{MARK}\n", word="name"),
        Case(ballots="", at="b.csv"),
        Case(ballots=f"ballot,class,appraisee,sheet,mark{MARK}\n", word="item"),
        Case(ballots=f"ballot,class,appraisee,sheet,item,vote{MARK}\n", word="mark"),
        Case(ballots=f"ballot,class,appraisee,sheet,item,mark,heads{MARK}\n", word="heads"),
        Case(ballots=f"ballot,class,appraisee,sheet,item,mark,mark{MARK}\n", word="mark"),
        Case(ballots=f"v,A,01,述职,,好{MARK}\n"),
        Case(ballots=None, counts="", at="c.csv"),
        Case(ballots=None, counts=f"appraisee,class,sheet,item,mark{MARK}\n", word="heads"),
        Case(ballots=None, counts=f"appraisee,class,sheet,item,mark,heads,ballot{MARK}\n", word="ballot"),
        Case(ballots=None, counts=f"appraisee,class,sheet,item,mark,heads,heads{MARK}\n", word="heads"),
        Case(scheme=RECORDED, records="", at="r.csv"),
        Case(scheme=RECORDED, records=f"appraisee,record{MARK}\n", word="value"),
        Case(scheme=RECORDED, records=f"appraisee,record,value,note{MARK}\n", word="note"),
    ],
    "a row with another number of fields": [
        roster(ROSTER + f"03,丙{MARK}\n"),
        roster(ROSTER + f"03,丙,,{MARK}\n"),
        roster(ROSTER + f"03{MARK}\n"),
        ballots(f"w,A,01,述职,好{MARK}\n"),
        ballots(f"w,A,01,述职,,好,{MARK}\n"),
        ballots(f"w{MARK}\n"),
        counts(f"01,B,述职,好,1{MARK}\n"),
        counts(f"01,B,述职,,好,1,{MARK}\n"),
        records(f"01,问责{MARK}\n"),
        records(f"01,问责,是,{MARK}\n"),
        ballots(f"w,A,01,观摩,1.1,1,5{MARK}\n"),
    ],
    "an empty id": [
        roster(ROSTER + f",丙,{MARK}\n", word="id"),
        ballots(f",A,01,述职,,好{MARK}\n", word="ballot"),
        ballots(f"w,,01,述职,,好{MARK}\n", word="class"),
        ballots(f"w,A,,述职,,好{MARK}\n", word="appraisee"),
        ballots(f"w,A,01,,,好{MARK}\n", word="sheet"),
        ballots(f"w,A,01,述职,,{MARK}\n", word="mark"),
        counts(f",A,述职,,差,0{MARK}\n", word="appraisee"),
        counts(f"01,,述职,,差,0{MARK}\n", word="class"),
        counts(f"01,A,,,差,0{MARK}\n", word="sheet"),
        counts(f"01,A,述职,,,0{MARK}\n", word="mark"),
        records(f",问责,是{MARK}\n", word="appraisee"),
        records(f"01,,是{MARK}\n", word="record"),
        records(f"01,问责,{MARK}\n"),
        records(f"01,加分,{MARK}\n"),
    ],
    "an appraisee stands once; `1`, `01` and `1.0` are three ids": [
        roster(ROSTER + f"01,丙,{MARK}\n", word="01"),
        roster(ROSTER + f'"01",丙,{MARK}\n', word="01"),
        ballots(f"w,A,1,述职,,好{MARK}\n", word="“1”"),
        ballots(f"w,A,01.0,述职,,好{MARK}\n", word="01.0"),
        ballots(f"w,A,01 ,述职,,好{MARK}\n"),
        counts(f"1,A,述职,,差,0{MARK}\n", word="“1”"),
        records(f"1,问责,是{MARK}\n", word="“1”"),
    ],
    "CSV files are UTF-8": [
        Case(appraisees=ROSTER.encode() + "03,王五,\n".encode("gbk"), at="a.csv:4", word="UTF-8"),
        Case(appraisees=ROSTER.encode("utf-16"), at="a.csv:1", word="UTF-8"),
        Case(ballots=BALLOTS.encode() + b"w,A,01,\xff,,x\n", at="b.csv:2", word="UTF-8"),
        Case(ballots=None, counts=COUNTS.encode() + b"01,A,\xff,,x,1\n", at="c.csv:2", word="UTF-8"),
        Case(scheme=RECORDED, records=RECORDS.encode() + b"01,\xff,1\n", at="r.csv:2", word="UTF-8"),
        roster(ROSTER + f"03,\0,{MARK}\n", word="NUL"),
        ballots(f"w\0,A,01,述职,,好{MARK}\n", word="NUL"),
    ],
    "a quotation ends where it began": [
        roster(ROSTER + f'03,"丙,{MARK}\n', word="引号"),
        roster(ROSTER + f'03,"丙"丁,{MARK}\n', word="引号"),
        ballots(f'"w,A,01,述职,,好{MARK}\nx,A,01,述职,,好\n', word="引号"),
        counts(f'01,A,"述职,,差,0{MARK}\n', word="引号"),
        records(f'01,问责,"是{MARK}\n', word="引号"),
    ],
    "blank lines are counted, and line ends inside quotes": [
        ballots(f"\n\nw,A,01,述职,,优{MARK}\n", word="优"),
        ballots(f'"w\nw",A,01,述职,,好\n\n"x",A,01,述职,,优{MARK}\n', word="优"),
        ballots(f"\r\n\r\nw,A,01,述职,,优{MARK}\r\n", word="优"),
        counts(f"\n\n01,B,述职,,优,0{MARK}\n", word="优"),
        records(f"\n\n01,问责,有{MARK}\n", word="有"),
        roster("\n" + ROSTER + f"\n\n01,丙,{MARK}\n", word="01"),
    ],
    "an unknown mark, class, appraisee, sheet or item is an error": [
        ballots(f"w,D,01,述职,,好{MARK}\n", word="D"),
        ballots(f"w,a,01,述职,,好{MARK}\n", word="a"),
        ballots(f"w,A,03,述职,,好{MARK}\n", word="03"),
        ballots(f"w,A,01,廉政,,好{MARK}\n", word="廉政"),
        ballots(f"w,A,01,述职,,优秀{MARK}\n", word="优秀"),
        ballots(f"w,A,01,述职,,好 {MARK}\n", word="好 "),
        ballots(f"w,A,01,述职,,90{MARK}\n", word="90"),
        ballots(f"w,A,01,述职,,漏填{MARK}\n", word="漏填"),
        ballots(f"w,A,01,述职,1.1,好{MARK}\n"),
        ballots(f"w,A,01,观摩,,3{MARK}\n"),
        ballots(f"w,A,01,观摩,2,3{MARK}\n", word="2"),
        ballots(f"w,A,01,观摩,1.1,好{MARK}\n", word="好"),
        ballots(f"w,A,01,观摩,1.1,漏填{MARK}\n", word="漏填"),
        ballots(f"w,A,01,观摩,1.10,3{MARK}\n", word="1.10"),
        counts(f"01,D,述职,,好,0{MARK}\n", word="D"),
        counts(f"03,A,述职,,好,0{MARK}\n", word="03"),
        counts(f"01,A,廉政,,好,0{MARK}\n", word="廉政"),
        counts(f"01,A,述职,,优秀,0{MARK}\n", word="优秀"),
        counts(f"01,A,述职,,90,0{MARK}\n", word="90"),
        counts(f"01,A,述职,1.1,好,0{MARK}\n"),
        counts(f"01,A,观摩,,3,0{MARK}\n"),
        counts(f"01,A,观摩,9,3,0{MARK}\n", word="9"),
        counts(f"01,A,观摩,1.1,好,0{MARK}\n", word="好"),
    ],
    "so is a number outside 0…max or off its step": [
        ballots(f"w,A,01,观摩,1.1,{number}{MARK}\n", word=number) for number in ("3.5", "-0.5", "2.25", "3.01", "100")
    ]
    + [
        ballots(f"w,A,01,观摩,1.2,1.5{MARK}\n", word="1.5"),
        counts(f"01,A,观摩,1.1,3.5,0{MARK}\n", word="3.5"),
        counts(f"01,A,观摩,1.1,-1,0{MARK}\n", word="-1"),
        counts(f"01,A,观摩,1.2,0.5,0{MARK}\n", word="0.5"),
    ],
    "numbers are plain decimals": [ballots(f"w,A,01,观摩,1.1,{quoted(number)}{MARK}\n") for number in NO_DECIMALS]
    + [counts(f"01,A,观摩,1.1,{quoted(number)},0{MARK}\n") for number in NO_DECIMALS]
    + [records(f"01,加分,{quoted(number)}{MARK}\n") for number in NO_DECIMALS]
    + [ballots("w,A,01,观摩,1.1," + "1" * 100_000 + MARK + "\n")],
    "a ballot that marks the same thing twice or changes its class": [
        ballots(f"v,A,01,述职,,好{MARK}\n"),
        ballots(f"v,A,01,述职,,差{MARK}\n"),
        ballots(f"v,A,01,述职,,弃权{MARK}\n"),
        ballots(f"v,A,01,观摩,1.1,2.5{MARK}\n"),
        ballots(f"v,B,02,述职,,好{MARK}\n", word="票类"),
        ballots(f"v,B,01,观摩,1.2,1{MARK}\n", word="票类"),
    ],
    "several --ballots are read as one file, a ballot that stands in two of them as one ballot": [
        ballots("", more=BALLOTS + f"v,A,01,述职,,差{MARK}\n"),
        ballots("", more=BALLOTS + f"v,B,02,述职,,差{MARK}\n", word="票类"),
        ballots("", more=BALLOTS + f"w,A,02,述职,,优{MARK}\n", word="优"),
        ballots("", more=f"ballot,class,appraisee,sheet,item,vote{MARK}\n", word="mark"),
    ],
    "heads a whole number, 0 or more, in digits": [
        counts(f"01,A,述职,,差,{quoted(heads)}{MARK}\n") for heads in NO_HEADS
    ],
    "the heads of every sheet and item must have the same sum (a fault without a line)": [
        counts("01,A,述职,,差,1\n", at="c.csv"),
        counts("01,A,观摩,1.1,1,1\n", at="c.csv"),
        counts("01,B,述职,,好,1\n", at="c.csv", word="B"),
        counts("02,A,述职,,好,1\n", at="c.csv", word="02"),
        counts("02,A,述职,,好,1\n02,A,观摩,1.1,1,1\n", at="c.csv", word="02"),
        counts("02,A,述职,,好,1\n02,A,观摩,1.1,1,1\n02,A,观摩,1.2,1,2\n", at="c.csv", word="02"),
        Case(counts=COUNTS + "02,A,观摩,1.1,漏填,2\n", at="c.csv", word="02"),
    ],
    "a second row for one mark (numbers by value: 2.5 and 2.50)": [
        counts(f"01,A,述职,,好,0{MARK}\n"),
        counts(f"01,A,述职,,漏填,0{MARK}\n"),
        counts(f"01,A,观摩,1.1,2.5,0{MARK}\n"),
        counts(f"01,A,观摩,1.1,2.50,0{MARK}\n"),
        counts(f"01,A,观摩,1.1,02.5,0{MARK}\n"),
        counts(f"01,A,观摩,1.2,2.0,0{MARK}\n"),
        counts(f"01,A,观摩,1.2,弃权,0{MARK}\n"),
    ],
    "more ballots of a class for one appraisee than were issued, at the first ballots file (the counts file if none)": [
        ballots("w,A,01,述职,,好\n", options=["--issued", "A=1,B=9"], at="b.csv", word="01"),
        ballots("", more=BALLOTS + "w,A,01,述职,,好\n", options=["--issued", "A=1,B=9"], at="b.csv", word="01"),
        counts("", options=["--issued", "A=3,B=9"], at="c.csv", word="01"),
        Case(ballots=BALLOTS + MARKED, counts=COUNTS + COUNTED, options=["--issued", "A=4,B=0"], at="b.csv", word="01"),
    ],
    "more ballots of all classes than people should have come, at --expected": [
        ballots("w,B,01,述职,,好\n", options=["--expected", "1"], at="--expected", word="01"),
        counts("", options=["--expected", "3"], at="--expected", word="01"),
        Case(ballots=BALLOTS + MARKED, counts=COUNTS + COUNTED, options=["--expected", "4"], at="--expected"),
        ballots("w,A,02,述职,,弃权\nx,B,02,述职,,弃权\n", options=["--expected", "1"], at="--expected", word="02"),
    ],
    "records: one row for one record of one appraisee": [
        records(f"01,问责,是\n01,问责,是{MARK}\n"),
        records(f"01,加分,1\n01,加分,2{MARK}\n"),
        records(f"03,问责,是{MARK}\n", word="03"),
        records(f"01,追责,是{MARK}\n", word="追责"),
        records(f"01,述职,90{MARK}\n", word="述职"),
    ],
    "a flag is 是 or 否, a score lies in min…max, a choice is one of its options": [
        records(f"01,问责,有{MARK}\n", word="有"),
        records(f"01,问责,true{MARK}\n", word="true"),
        records(f"01,问责,1{MARK}\n"),
        records(f"01,加分,2.6{MARK}\n", word="2.6"),
        records(f"01,加分,-1.1{MARK}\n", word="-1.1"),
        records(f"01,社区,差{MARK}\n", word="差"),
        records(f"01,社区,1{MARK}\n", word="1"),
    ],
    "`source` where a record of the scheme has `several`": [
        records("", header=f"appraisee,record,value,source{MARK}\n", word="source"),
        records("", SEVERAL, header=f"appraisee,record,value{MARK}\n", word="source"),
        records(f"01,调研,90,{MARK}\n", SEVERAL, SOURCES, word="source"),
        records(f"01,调研,90,甲\n01,调研,80,甲{MARK}\n", SEVERAL, SOURCES, word="甲"),
        records(f"01,问责,是,甲{MARK}\n", SEVERAL, SOURCES, word="source"),
        records(f"01,加分,1,\n01,加分,1,{MARK}\n", SEVERAL, SOURCES),
        records(f"01,调研,101,甲{MARK}\n", SEVERAL, SOURCES, word="101"),
        records(f"01,调研,九十,甲{MARK}\n", SEVERAL, SOURCES, word="九十"),
    ],
    "a missing record is reported at the records file (`--records: what` if none)": [
        records(
            "01,问责,是\n01,调研,1\n02,调研,1\n".replace(",1\n", ",1,甲\n").replace("是\n", "是,\n"),
            NEEDED,
            SOURCES,
            at="r.csv",
            word="02",
        ),
        records("01,问责,是,\n02,问责,是,\n01,调研,1,甲\n", NEEDED, SOURCES, at="r.csv", word="调研"),
        Case(scheme=NEEDED, at="--records", word="问责"),
    ],
}
