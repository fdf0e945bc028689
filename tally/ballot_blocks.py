"""A ballots file in blocks of some hundred thousand rows, every column categorical.

`plain_blocks` is the fast way, for files without blank lines in which no quoted field holds a comma, a line
end or a quotation mark: pandas reads them, after a check of every separator, since pandas alone passes over
rows that are too short. `exact_blocks` reads
whatever is a sound CSV file, ten times slower. The fast way refuses what it is not sure of, so it never
accepts what the exact way would not.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

import numpy as np
import pandas as pd

from tally.reading.csv_rows import Columns, rows
from tally.reading.faults import FaultList, Faults
from tally.reading.sources import Source

COLUMNS = ("ballot", "class", "appraisee", "sheet", "item", "mark")
BALLOT_COLUMNS = Columns(required=COLUMNS, filled=("ballot", "class", "appraisee", "sheet"))
BLOCK_BYTES = 1 << 25  # of ten million shuffled rows each block sees most ballots again: a few large ones are cheaper
BLOCK_ROWS = 1 << 17
# pandas makes numbers (or True and False) of a column's categories if all of them look like it: 01 would
# become 1. A row of words in front, dropped again, keeps every column as it stands.
WORDS_ROW = b"-,-,-,-,-,-\n"
COMMA, NEWLINE, QUOTE = ord(","), ord("\n"), ord('"')
STARTS, ENDS = (COMMA, NEWLINE), (COMMA, NEWLINE, ord("\r"))


class NotPlainError(Exception):
    """The file has something that the fast way does not vouch for."""


class UnsoundError(Exception):
    """The ballots cannot be counted; where and why is for the exact way to find out."""


def plain_blocks(source: Source) -> Iterator[pd.DataFrame]:
    """The rows of a plain file; `NotPlainError` as soon as it turns out not to be."""
    try:
        with source.open() as stream:
            names = _plain_header(stream)
            for block in _whole_lines(stream):
                yield _plain_block(block, names)
    except (Faults, UnicodeDecodeError, pd.errors.ParserError):
        raise NotPlainError from None


def _plain_header(stream: BinaryIO) -> list[str]:
    line = stream.readline().removeprefix(codecs.BOM_UTF8)
    names = (_unquoted(line) if b'"' in line else line).decode().rstrip("\r\n").split(",")
    if sorted(names) != sorted(COLUMNS):
        raise NotPlainError
    return names


def _whole_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of the stream in blocks that end with a line; blank lines at the very end are dropped."""
    rest = b""
    while data := stream.read(BLOCK_BYTES):
        data = rest + data
        cut = data.rstrip(b"\r\n").rfind(b"\n") + 1
        rest = data[cut:]
        if cut:
            yield data[:cut]
    if last := rest.rstrip(b"\r\n"):
        yield last + b"\n"


def _plain_block(block: bytes, names: list[str]) -> pd.DataFrame:
    if b"\0" in block or block.count(b"\r") != block.count(b"\r\n"):
        raise NotPlainError
    if b'"' in block:
        block = _unquoted(block)
    characters = np.frombuffer(block, np.uint8)
    separators = characters[(characters == COMMA) | (characters == NEWLINE)]
    if len(separators) % len(names):
        raise NotPlainError
    by_row = separators.reshape(-1, len(names))
    if (by_row[:, -1] != NEWLINE).any() or (by_row[:, :-1] != COMMA).any():
        raise NotPlainError
    frame = pd.read_csv(
        io.BytesIO(WORDS_ROW + block),
        header=None,
        names=names,
        dtype="category",
        na_filter=False,
        quoting=csv.QUOTE_NONE,
        low_memory=False,
        skip_blank_lines=False,
    )
    return frame.iloc[1:]


def _unquoted(block: bytes) -> bytes:
    """The block without its quotation marks, where each pair of them encloses a whole field and no separator."""
    characters = np.frombuffer(b"\n" + block + b"\n", np.uint8)  # so that every mark has neighbours
    marks = np.flatnonzero(characters == QUOTE)
    opening, closing = marks[::2], marks[1::2]
    if len(opening) != len(closing):
        raise NotPlainError
    before, after = characters[opening - 1], characters[closing + 1]
    separators = np.flatnonzero((characters == COMMA) | (characters == NEWLINE))
    inside = np.searchsorted(separators, closing) - np.searchsorted(separators, opening)
    if not (np.isin(before, STARTS).all() and np.isin(after, ENDS).all() and not inside.any()):
        raise NotPlainError
    plain: bytes = characters[characters != QUOTE][1:-1].tobytes()
    return plain


def exact_blocks(source: Source) -> Iterator[pd.DataFrame]:
    """The rows of any sound file; `UnsoundError` where it is not."""
    faults = FaultList()
    found = (list(row.fields.values()) for row in rows(source, BALLOT_COLUMNS, faults))
    names = _columns_in_order(source)
    while block := list(islice(found, BLOCK_ROWS)):
        yield pd.DataFrame(block, columns=names, dtype="category")
    if faults:
        raise UnsoundError


def _columns_in_order(source: Source) -> list[str]:
    """The columns in the order of the file, for a file that has a header."""
    first = next(rows(source, BALLOT_COLUMNS, FaultList()), None)
    return list(first.fields) if first else list(COLUMNS)
