"""The fast way of reading ballots never accepts, or reads otherwise, what the exact way does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally import Source, ballot_blocks
from tally.ballot_blocks import NotPlainError, UnsoundError, exact_blocks, plain_blocks
from tally.counting import add_up
from tally.roster import Appraisee
from tally.votes import Votes
from tests.tally.house import PLAIN, scheme_of

SCHEME = scheme_of(PLAIN + '[[sheet]]\nid = "1"\n[[sheet.item]]\nid = "01"\nmax = 3\n')
PEOPLE = [Appraisee(id, id, "") for id in ("01", "1", "NA", "甲")]
HEADER = b"ballot,class,appraisee,sheet,item,mark\n"
QUOTED_ROWS = ['"v",A,"01",述职,"",好\n', 'w,A,01,述职,,"差"\r\n', '"v",A,1,"述职",,"好"\n', 'w,A,"1","1",01,2\n']
ROWS = ["v,A,01,述职,,好\n", "w,A,1,述职,,差\r\n", "1,A,NA,1,01,2.5\n", "01,A,甲,述职,,弃权\n", "NA,A,01,1,01,03\n"]
PIECES = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b" ",
    b"\xef\xbb\xbf",
    b"\xff",
    b"1",
    "述".encode(),
    b"#",
    b"\\",
    b"\t",
    b"'",
]


def votes(data: bytes, blocks: Callable[[Source], Iterator[pd.DataFrame]]) -> Mapping[str, Votes] | str:
    """The votes read one way, or that they were refused."""
    try:
        return add_up([Source("b", data)], SCHEME, PEOPLE, blocks)
    except (NotPlainError, UnsoundError):
        return "refused"


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Sound files, some of them with a few bytes put in or taken out."""
    data = bytearray(
        HEADER + "".join(draw(st.lists(st.sampled_from(ROWS + QUOTED_ROWS), unique=True, max_size=6))).encode()
    )
    for piece in draw(st.lists(st.sampled_from([*PIECES, None]), max_size=3)):
        place = draw(st.integers(0, len(data)))
        if piece is None:
            del data[place : place + 1]
        else:
            data[place:place] = piece
    return bytes(data)


@settings(max_examples=400, deadline=None, print_blob=True)
@given(files())
def test_what_the_fast_way_accepts_the_exact_way_reads_the_same(data: bytes) -> None:
    fast = votes(data, plain_blocks)
    if fast != "refused":
        assert votes(data, exact_blocks) == fast


def test_the_fast_way_reads_a_sound_plain_file() -> None:
    data = HEADER + "".join(ROWS).encode()
    assert votes(data, plain_blocks) == votes(data, exact_blocks) != "refused"


def test_the_fast_way_reads_quoted_fields_too() -> None:
    plain = HEADER.decode() + "".join(ROWS).replace("\r\n", "\n")
    quoted = "".join(f'"{line}"\r\n' for line in plain.replace(",", '","').splitlines())
    for data in (quoted.encode(), b"\xef\xbb\xbf" + quoted.encode(), quoted.replace('"v"', "v").encode()):
        assert votes(data, plain_blocks) == votes(plain.encode(), plain_blocks) != "refused"


@pytest.mark.parametrize("size", [1, 7, 64, 100])
def test_blocks_may_end_anywhere(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = HEADER + "".join(ROWS).encode() + b"\n\r\n"
    whole = votes(data, plain_blocks)
    monkeypatch.setattr(ballot_blocks, "BLOCK_BYTES", size)
    monkeypatch.setattr(ballot_blocks, "BLOCK_ROWS", 1)
    assert votes(data, plain_blocks) == whole != "refused"
    assert votes(data, exact_blocks) == whole


def test_a_ballot_that_changes_class_in_another_block_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    scheme = scheme_of(PLAIN + '[[class]]\nid = "B"\n')
    data = HEADER + "v,A,01,述职,,好\nw,B,01,述职,,好\nv,B,1,述职,,好\n".encode()
    monkeypatch.setattr(ballot_blocks, "BLOCK_BYTES", 24)
    with pytest.raises(UnsoundError):
        add_up([Source("b", data)], scheme, PEOPLE, plain_blocks)
