"""A ballots file in blocks of whole lines, and the plain ones among them cut into fields by numpy.

A block is plain if each of its lines is a row with as many fields as there are columns, none of them with a comma,
a line end or a quotation mark in it, and the ballot not empty. Whatever else a block holds, sound or faulty, is
for the exact way to read (`ballot_rows`): what is cut here reads there the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

import numpy as np

from tally.reading.numbering import PADDING, Characters, Offsets

COLUMNS = ("ballot", "class", "appraisee", "sheet", "item", "mark")
BLOCK_BYTES = 1 << 20  # what is done with a block then stays within the processor's caches
COMMA, NEWLINE, QUOTE = ord(","), ord("\n"), ord('"')


class NotPlainError(Exception):
    """The block has something that the fast way does not vouch for."""


class PlainBlock(NamedTuple):
    """The characters of a block, PADDING after them; where each of its rows starts, and where each field ends."""

    characters: Characters
    starts: Offsets
    ends: Offsets  # rows × columns
    blank_lines: Offsets | None = None  # before each row, if there are any at all

    def fields(self, first: int, last: int) -> tuple[Offsets, Offsets]:
        """Where the fields from column `first` to column `last` (included) start and end in each row."""
        return self.starts if first == 0 else self.ends[:, first - 1] + 1, self.ends[:, last]


def whole_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in blocks that end with a line; blank lines at the very end are dropped."""
    rest = b""
    while data := stream.read(max(BLOCK_BYTES, len(rest))):
        data = rest + data
        lines = data.rstrip(b"\r\n")
        cut = max(lines.rfind(b"\n"), lines.rfind(b"\r")) + 1
        rest = data[cut:]
        if cut:
            yield data[:cut]
    if last := rest.rstrip(b"\r\n"):
        yield last + b"\n"


def plain_header(line: bytes) -> Sequence[str] | None:
    """The columns' names in a first line, None where it is not simply those of a ballots file in some order."""
    try:
        text = unquoted(unified(line)) if b'"' in line else unified(line)
    except NotPlainError:
        return None
    names = text.removesuffix(b"\n").split(b",")
    return [name.decode() for name in names] if sorted(names) == sorted(map(str.encode, COLUMNS)) else None


def plain_block(data: bytes) -> PlainBlock:
    """The block cut into fields; `NotPlainError` where it is not plain."""
    if b"\0" in data:
        raise NotPlainError
    data = unified(data)
    characters = np.frombuffer((unquoted(data) if b'"' in data else data) + PADDING, np.uint8)
    commas, lines = characters == COMMA, characters == NEWLINE
    separators = np.flatnonzero(np.bitwise_or(commas, lines, out=lines))
    if are_rows(characters, separators, int(np.count_nonzero(commas))):
        ends = separators.reshape(-1, len(COLUMNS))
        return PlainBlock(characters, np.concatenate(([0], ends[:-1, -1] + 1)), ends)
    if b'\n""\n' in b"\n" + data:  # an empty field alone on its line, which is no blank line
        raise NotPlainError
    return without_blank_lines(characters, separators)


def are_rows(characters: Characters, separators: Offsets, commas: int) -> bool:
    """Whether the separators are those of rows, one after another.

    There are as many commas as separators are left when every last one ends a line: so all others are commas.
    """
    rows, over = divmod(len(separators), len(COLUMNS))
    last = separators[len(COLUMNS) - 1 :: len(COLUMNS)]
    return not over and commas == rows * (len(COLUMNS) - 1) and bool((characters[last] == NEWLINE).all())


def without_blank_lines(characters: Characters, separators: Offsets) -> PlainBlock:
    """The rows between blank lines, as where a file was written with two line ends a row."""
    are_ends = characters[separators] == NEWLINE
    ends = separators[are_ends]
    starts = np.concatenate(([0], ends[:-1] + 1))
    filled = starts < ends
    kept = ~are_ends
    kept[are_ends] = filled
    separators = separators[kept]
    if not (filled.any() and are_rows(characters, separators, int(np.count_nonzero(~are_ends)))):
        raise NotPlainError
    blank = np.cumsum(~filled)
    return PlainBlock(characters, starts[filled], separators.reshape(-1, len(COLUMNS)), blank[filled])


def unified(data: bytes) -> bytes:
    """The block with the line ends of one system."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def unquoted(data: bytes) -> bytes:
    """The block without its quotation marks, where each pair of them encloses a whole field and no separator."""
    characters = np.frombuffer(b"\n" + data + b"\n", np.uint8)  # so that every mark has neighbours
    marks = np.flatnonzero(characters == QUOTE)
    opening, closing = marks[::2], marks[1::2]
    if len(opening) != len(closing):
        raise NotPlainError
    separates = (characters == COMMA) | (characters == NEWLINE)
    before = np.cumsum(separates, dtype=np.int32)
    encloses_field = separates[opening - 1] & separates[closing + 1] & (before[opening] == before[closing])
    if not encloses_field.all():
        raise NotPlainError
    plain: bytes = characters[characters != QUOTE][1:-1].tobytes()
    return plain
