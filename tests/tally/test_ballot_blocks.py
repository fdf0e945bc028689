"""Ballots read by blocks: the same rows, counts and faults as read and looked at one row after another."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally import Source, ballot_blocks, ballot_pairs, ballot_rows
from tally.ballot_blocks import COLUMNS, NotPlainError, plain_block
from tally.ballot_rows import BALLOT_COLUMNS, read_ballots
from tally.counting import count_ballots
from tally.mark_faults import RowFaults
from tally.reading.csv_rows import rows
from tally.reading.faults import Fault, FaultList
from tally.reading.numbering import LONGEST
from tally.regulation.scheme import Scheme
from tally.roster import Appraisee
from tests.tally.house import PLAIN, scheme_of

SCHEME = scheme_of(PLAIN + '[[class]]\nid = "B"\n[[sheet]]\nid = "1"\n[[sheet.item]]\nid = "01"\nmax = 3\n')
PEOPLE = [Appraisee(id, id, "") for id in ("01", "1", "NA", "甲")]
HEADER = b"ballot,class,appraisee,sheet,item,mark\n"
ROWS = ["v,A,01,述职,,好\n", "w,A,1,述职,,差\r\n", "1,A,NA,1,01,2.5\n", "01,A,甲,述职,,弃权\n", "NA,A,01,1,01,03\n"]
PIECES = [
    b'"', b",", b"\n", b"\r", b"\r\n", b"\0", b" ", b"\xef\xbb\xbf", b"\xff", b"1", "述".encode(), b"#", b"\\", b"\t",
    b"'", b'""', b"\n\n", b"\xe8",
]  # fmt: skip
FIELDS = {
    "ballot": ["v", "w", "1", "01", "票", "v1", "v" * 9, "v" * (LONGEST + 1), "", "a,b", 'a"b', "v\nw"],
    "class": ["A", "A", "A", "B", "C", ""],
    "appraisee": ["01", "1", "NA", "甲", "2", ""],
    "sheet": ["述职", "述职", "1", "2"],
    "item": ["", "", "01", "1"],
    "mark": ["好", "差", "弃权", "3", "2.5", "2.50", "3.5", "优", "", "1" * 500],
}

Line = tuple[int, Mapping[str, str]]


def rows_by_blocks(source: Source) -> tuple[list[Line], Sequence[Fault]]:
    """The rows of a file as they are read to be counted, and what is wrong with the others."""
    found = read_ballots([source])
    lines: list[Line] = [
        (int(line), {"ballot": found.ids.id(ballot), **found.entries[entry].fields()})
        for block in found.blocks
        for line, ballot, entry in zip(block.lines, block.ballots, block.entries, strict=True)
    ]
    return lines, found.files[0].faults.raised().faults


def rows_one_by_one(source: Source) -> tuple[list[Line], Sequence[Fault]]:
    faults = FaultList()
    return [(row.line, row.fields) for row in rows(source, BALLOT_COLUMNS, faults)], faults.raised().faults


def faults_one_by_one(
    sources: Sequence[Source], scheme: Scheme | None, people: Sequence[Appraisee] | None
) -> tuple[list[tuple[str, int | None, str]], Mapping[tuple[str, str], int]]:
    """The fault's kind at each line, and the ballots that cover each (appraisee, class), from the page alone."""
    row_faults, found, covering = RowFaults(scheme, people), [], Counter[tuple[str, str]]()
    classes: dict[str, list[str]] = {}
    seen: set[tuple[str, ...]] = set()
    for source in sources:
        lines, unfit = rows_one_by_one(source)
        own = [(source.name, fault.line, fault.message) for fault in unfit]
        for line, row in lines:
            of_ballot, known = classes.setdefault(row["ballot"], []), not row_faults.of_class(row)
            if known and row["class"] not in of_ballot:
                of_ballot.append(row["class"])
                own += [(source.name, line, "票类")] * (len(of_ballot) > 1)
            own += [(source.name, line, message) for message in row_faults.of(row)]
            pair, thing = (row["ballot"], row["appraisee"]), (row["sheet"], row["item"])
            own += [(source.name, line, "两次")] * ((*pair, *thing) in seen)
            if pair not in seen and of_ballot:
                covering[row["appraisee"], of_ballot[0]] += 1
            seen |= {pair, (*pair, *thing)}
        found += sorted(own, key=lambda fault: fault[1] or 0)
    return found, covering


def faults_by_blocks(
    sources: Sequence[Source], scheme: Scheme | None, people: Sequence[Appraisee] | None
) -> tuple[list[tuple[str, int | None, str]], Mapping[tuple[str, str], int]]:
    faults = FaultList()
    votes, covering = count_ballots(sources, scheme, people, faults)
    assert (votes is None) == (bool(faults) or scheme is None or people is None)
    assert all(one.covering[name] == covering.get((id, name), 0) for id, one in (votes or {}).items() for name in "AB")
    kinds = ("票类由", "票类"), ("填了两次", "两次")
    return [
        (fault.file, fault.line, next((kind for word, kind in kinds if word in fault.message), fault.message))
        for fault in faults.raised().faults
    ], covering


@pytest.fixture(params=[1, 24, 100, 1 << 20], ids=lambda size: f"blocks of {size}")
def block_bytes(request: pytest.FixtureRequest) -> Iterator[None]:
    with (
        mock.patch.object(ballot_blocks, "BLOCK_BYTES", request.param),
        mock.patch.object(ballot_rows, "BLOCK_ROWS", 2),
    ):
        yield


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Sound rows and unsound ones, the columns in some order, quoted or not, with the line ends of some system."""
    order = draw(st.permutations(COLUMNS)) if draw(st.booleans()) else list(COLUMNS)
    row = st.fixed_dictionaries({name: st.sampled_from(FIELDS[name]) for name in COLUMNS})
    quoting: Literal[0, 1] = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r", "\r\r\n"]))
    text = io.StringIO()
    writer = csv.DictWriter(text, order, quoting=quoting, lineterminator=end)
    writer.writeheader()
    writer.writerows(draw(st.lists(row, max_size=8)))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.getvalue().encode()


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """Files with a few bytes put in or taken out."""
    damage = bytearray(draw(files()))
    for piece in draw(st.lists(st.sampled_from([*PIECES, None]), max_size=3)):
        offset = draw(st.integers(0, len(damage)))
        if piece is None:
            del damage[offset : offset + 1]
        else:
            damage[offset:offset] = piece
    return bytes(damage)


@pytest.mark.usefixtures("block_bytes")
@settings(max_examples=300, deadline=None, print_blob=True)
@given(damaged_files())
def test_blocks_hold_the_rows_and_the_faults_of_any_file(data: bytes) -> None:
    source = Source("b", data)
    found, faults = rows_by_blocks(source)
    wanted, wanted_faults = rows_one_by_one(source)
    if any("UTF-8" in fault.message for fault in wanted_faults):  # how much is read before that depends on the blocks
        assert (found[: len(wanted)], faults[: len(wanted_faults) - 1]) == (wanted, wanted_faults[:-1])
        assert faults[-1] == wanted_faults[-1]
    else:
        assert (found, faults) == (wanted, wanted_faults)


@pytest.mark.usefixtures("block_bytes")
@settings(max_examples=300, deadline=None, print_blob=True)
@given(st.lists(files(), min_size=1, max_size=3), st.sampled_from([SCHEME, None]), st.sampled_from([PEOPLE, None]))
def test_of_several_files_the_same_faults_are_named_as_row_by_row(
    data: list[bytes], scheme: Scheme | None, people: Sequence[Appraisee] | None
) -> None:
    sources = [Source(f"b{number}", text) for number, text in enumerate(data)]
    assert faults_by_blocks(sources, scheme, people) == faults_one_by_one(sources, scheme, people)


def whole_file(header: str, *rows_: str, end: str = "\n", quote: str = "") -> bytes:
    lines = [f"{quote},{quote}".join(line.split(",")).join((quote, quote)) + end for line in (header, *rows_)]
    return "".join(lines).encode()


@pytest.mark.parametrize("quote", ["", '"'], ids=["bare", "quoted"])
@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\r\r\n"], ids=["Unix", "Windows", "old Mac", "blank lines between"]
)
@pytest.mark.parametrize(
    "header",
    [
        "ballot,class,appraisee,sheet,item,mark",
        "mark,item,sheet,ballot,class,appraisee",
        "item,mark,appraisee,class,sheet,ballot",
    ],
)
def test_a_sound_file_is_read_fast_whatever_wrote_it(header: str, end: str, quote: str) -> None:
    entries = [
        ("v", "A", "01", "述职", "", "好"),
        ("w", "A", "1", "1", "01", "2.5"),
        ("v", "A", "甲", "述职", "", "弃权"),
    ]
    given = [dict(zip(COLUMNS, entry, strict=True)) for entry in entries]
    height = 2 if end == "\r\r\n" else 1
    data = whole_file(
        header, *(",".join(row[name] for name in header.split(",")) for row in given), end=end, quote=quote
    )
    with mock.patch.object(ballot_rows, "readable_rows", side_effect=AssertionError("read row by row")):
        for signature in (b"", b"\xef\xbb\xbf"):
            found, faults = rows_by_blocks(Source("b", signature + data + end.encode()))
            assert (found, faults) == ([(1 + height * number, row) for number, row in enumerate(given, start=1)], ())


def test_one_bad_block_does_not_slow_the_others() -> None:
    good = "".join(f"v{number},A,01,述职,,好\n" for number in range(300)).encode()
    data = HEADER + good + b"w,A,01\n" + good.replace(b"v", b"x")
    read: list[int] = []

    def noting(source: Source, *others: object) -> Iterator[object]:
        read.append(len(source.read().splitlines()))
        return rows(source, *others)  # type: ignore[arg-type]

    with mock.patch.object(ballot_blocks, "BLOCK_BYTES", 300), mock.patch.object(ballot_rows, "readable_rows", noting):
        lines, faults = rows_by_blocks(Source("b", data))
    assert ([fault.line for fault in faults], len(lines), lines[-1][0]) == ([302], 600, 602)
    assert (len(read), read[0] < 20) == (1, True)


def test_what_is_not_plain_is_not_read_as_if_it_were() -> None:
    for block in (
        b"\n",
        b'v,A,01,1,,2\n""\n',
        b"v,A,01,1,,2\n \n",
        b"v,A,01,1,2\n",
        b"a,b,c,d,e,f,\n",
        b"v,A,01\n1,1,,2\n",
        b'"v,A",01,1,,2,3\n',
        b"v\0,A,01,1,,2\n",
    ):
        with pytest.raises(NotPlainError):
            plain_block(block)


@pytest.mark.parametrize("dense", [0, 8, 1000], ids=["sorted", "as it is", "ticked off"])
def test_repetitions_are_found_by_sorting_as_by_ticking_off(dense: int) -> None:
    text = "".join(f"v{n % 7},{'AB'[n % 7 == n]},{'01' if n % 2 else '1'},述职,,好\n" for n in range(20))
    sources = [
        Source("b", HEADER + text.encode()),
        Source("c", HEADER + "v0,A,甲,述职,,好\nx,A,01,述职,,好\n".encode()),
    ]
    with mock.patch.object(ballot_pairs, "DENSE", dense), mock.patch.object(ballot_pairs, "PART", 3):
        assert faults_by_blocks(sources, SCHEME, PEOPLE) == faults_one_by_one(sources, SCHEME, PEOPLE)
        sound = [Source("b", HEADER + "".join(ROWS).encode())]
        assert faults_by_blocks(sound, SCHEME, PEOPLE) == faults_one_by_one(sound, SCHEME, PEOPLE) != ([], {})
