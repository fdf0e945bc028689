"""The rows of ballots files, ballots and entries as whole numbers: every file read once, whatever is wrong with it.

A row is a ballot and an entry. Of ten million rows there are a hundred thousand ballots and some thousand
different entries: what is asked of a row is asked of its entry, and a row is no more than two numbers and a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from tally.ballot_blocks import BLOCK_BYTES, COLUMNS, NotPlainError, plain_block, plain_header, unified, whole_lines
from tally.ballot_numbers import FILLED, BallotIds, Entries, Entry, PlainEntries
from tally.reading.csv_rows import WHOLE_FILE, Columns, Row, Start, readable_rows, rows
from tally.reading.faults import FaultList, Faults
from tally.reading.numbering import Numbers
from tally.reading.sources import Source

BALLOT_COLUMNS = Columns(required=COLUMNS, filled=FILLED)
BLOCK_ROWS = 1 << 15
# The C library keeps twice of the largest piece that was given back, and returns the rest to the system, only to be
# asked again by the next block: a fifth of all processor time.
HELD = 8 * BLOCK_BYTES
SIGNATURE = b"\xef\xbb\xbf"
Lines: TypeAlias = "range | npt.NDArray[np.int64]"


class Block(NamedTuple):
    """Rows of a file: the line, the ballot and the entry of each."""

    lines: Lines
    ballots: Numbers
    entries: Numbers


@dataclass(frozen=True)
class BallotFile:
    """The sound rows of a file, in its order, and what is wrong with the others or with the file."""

    name: str
    blocks: Sequence[Block]
    faults: FaultList


@dataclass(frozen=True)
class BallotRows:
    """The rows of several files, counted as one."""

    files: Sequence[BallotFile]
    ids: BallotIds
    entries: Sequence[Entry]

    @property
    def blocks(self) -> list[Block]:
        """All rows."""
        return [block for file in self.files for block in file.blocks]

    @cached_property
    def heads(self) -> npt.NDArray[np.int64]:
        """How many rows have each entry, by its number."""
        found = np.zeros(len(self.entries), np.int64)
        for block in self.blocks:
            found += np.bincount(block.entries, minlength=len(found))
        return found


def read_ballots(sources: Sequence[Source]) -> BallotRows:
    """The rows of all files."""
    np.empty(HELD, np.uint8)
    ids, entries = BallotIds(), Entries()
    files = [_FileReader(source, ids, entries).read() for source in sources]
    return BallotRows(files, ids, entries.all())


class _FileReader:
    """Reads a file by blocks: the plain ones fast, others exactly, which takes ten times as long."""

    def __init__(self, source: Source, ids: BallotIds, entries: Entries) -> None:
        self._source, self._ids, self._entries = source, ids, entries
        self._at = WHOLE_FILE  # what follows has not been read
        self._blocks: list[Block] = []
        self._faults = FaultList()

    def read(self) -> BallotFile:
        """The whole file."""
        try:
            self._read_by_blocks()
        except (NotPlainError, Faults, UnicodeDecodeError):
            found = rows(self._source, BALLOT_COLUMNS, self._faults, self._at)
            while some := list(islice(found, BLOCK_ROWS)):
                self._add(some)
        return BallotFile(self._source.name, self._blocks, self._faults)

    def _read_by_blocks(self) -> None:
        """Read as far as each block begins and ends with a row; an error where one does not, or cannot be read."""
        with self._source.open() as stream:
            blocks = whole_lines(stream)
            data = self._after_header(next(blocks, b""))
            plain = PlainEntries(self._at.header or (), self._entries)
            for block in chain([data] if data else [], blocks):
                lines = self._read(block, plain)
                self._at = self._at._replace(offset=self._at.offset + len(block), line=self._at.line + lines)

    def _after_header(self, data: bytes) -> bytes:
        line = (data.splitlines(keepends=True) or [b""])[0]
        header = plain_header(line.removeprefix(SIGNATURE))
        if header is None:
            raise NotPlainError
        self._at = Start(len(line), 2, header)
        return data[len(line) :]

    def _read(self, data: bytes, plain: PlainEntries) -> int:
        """Read a block, and return how many lines it has."""
        try:
            self._blocks.append(block := self._plain(data, plain))
            if isinstance(block.lines, range):
                return len(block.lines)
        except (NotPlainError, UnicodeDecodeError):
            self._read_exactly(data)
        return unified(data).count(b"\n")

    def _plain(self, data: bytes, plain: PlainEntries) -> Block:
        block = plain_block(data)
        ballots = self._ids.in_block(block, (self._at.header or ()).index("ballot"))
        lines = range(self._at.line, self._at.line + len(ballots))
        if block.blank_lines is not None:
            return Block(lines + block.blank_lines, ballots, plain.in_block(block))
        return Block(lines, ballots, plain.in_block(block))

    def _read_exactly(self, data: bytes) -> None:
        faults, start = FaultList(), self._at._replace(offset=0)
        found = list(readable_rows(Source(self._source.name, data), BALLOT_COLUMNS, faults, start))
        self._faults.extend(faults.raised())
        if found:
            self._add(found)

    def _add(self, found: Sequence[Row]) -> None:
        ballots = self._ids.of([row.fields["ballot"] for row in found])
        entries = [self._entries.number(Entry.of(row.fields)) for row in found]
        lines = np.array([row.line for row in found], np.int64)
        self._blocks.append(Block(lines, ballots, np.array(entries, np.int32)))
