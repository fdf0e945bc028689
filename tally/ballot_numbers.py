"""Ballots and entries as whole numbers: what a row says is looked at once, however often it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tally.ballot_blocks import NotPlainError, PlainBlock
from tally.reading.numbering import LONGEST, Numbering, Numbers, Words, different_rows, words_at, words_of

FILLED = ("ballot", "class", "appraisee", "sheet")  # the columns that may not be empty
PAIR_BITS = np.uint64(32)


class Entry(NamedTuple):
    """What a row says besides its ballot."""

    ballot_class: str
    appraisee: str
    sheet: str
    item: str
    mark: str

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Entry:
        """The entry of a row, whose columns may stand in any order."""
        return cls(fields["class"], fields["appraisee"], fields["sheet"], fields["item"], fields["mark"])

    def fields(self) -> dict[str, str]:
        """The fields by column."""
        return dict(zip(("class", "appraisee", "sheet", "item", "mark"), self, strict=True))


class BallotIds:
    """The numbers of ballots: a ballot has the same one in every file."""

    def __init__(self) -> None:
        self._numbering = Numbering()
        self._long: dict[bytes, bytes] = {}  # stand-ins; no id begins with a zero byte
        self._stood_in_for: dict[bytes, bytes] = {}

    def __len__(self) -> int:
        return len(self._numbering)

    def in_block(self, block: PlainBlock, column: int) -> Numbers:
        """The ballot of each row; `NotPlainError` or `UnicodeDecodeError` where one is no id."""
        known = len(self)
        numbers = _by_runs(self._numbering, _words(block, column, column))
        self._numbering.words(known).tobytes().decode()  # zero bytes at the end of each keep them apart
        return numbers

    def of(self, ids: Sequence[str]) -> Numbers:
        """The numbers of ids in hand, one at least."""
        return self._numbering.numbers(words_of([self._short(id.encode()) for id in ids]))

    def _short(self, id: bytes) -> bytes:
        if len(id) <= LONGEST:
            return id
        short = self._long.setdefault(id, b"\0%d" % len(self._long))
        self._stood_in_for[short] = id
        return short

    def id(self, number: int) -> str:
        """The ballot that has a number."""
        text = self._numbering.text(number)
        return self._stood_in_for.get(text, text).decode()


class Entries:
    """The numbers of entries, of all files together."""

    def __init__(self) -> None:
        self._numbers: dict[Entry, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, entry: Entry) -> int:
        """The number of an entry, a new one if it was not seen before."""
        return self._numbers.setdefault(entry, len(self._numbers))

    def all(self) -> Sequence[Entry]:
        """Every entry, by its number."""
        return list(self._numbers)


class PlainEntries:
    """The entries of one file's plain blocks, from the fields to the left and to the right of the ballot."""

    def __init__(self, header: Sequence[str], entries: Entries) -> None:
        ballot, last = header.index("ballot"), len(header) - 1
        sides = ((0, ballot - 1), (ballot + 1, last))
        self._sides = [(side, Numbering()) for side in sides if side[0] <= side[1]]
        self._pairs = Numbering()
        self._header = [name for name in header if name != "ballot"]
        self._entries = entries
        self._numbers: Numbers = np.zeros(0, np.int32)  # of entries, by number of the text

    def in_block(self, block: PlainBlock) -> Numbers:
        """The entry of each row; `NotPlainError` or `UnicodeDecodeError` where one is none."""
        sides = [numbering.numbers(_words(block, *side)) for side, numbering in self._sides]
        texts = sides[0] if len(sides) == 1 else self._pairs.numbers(_paired(*sides))
        new = [self._number(text) for text in range(len(self._numbers), self._count())]
        if new:
            self._numbers = np.append(self._numbers, np.array(new, np.int32))
        numbers: Numbers = self._numbers.take(texts)
        if numbers.min() < 0:
            raise NotPlainError
        return numbers

    def _count(self) -> int:
        return len(self._sides[0][1] if len(self._sides) == 1 else self._pairs)

    def _number(self, text: int) -> int:
        """The number of an entry; -1 where a field that may not be is empty."""
        if len(self._sides) == 1:
            parts = [text]
        else:
            parts = [int(part) for part in divmod(self._pairs.words(text)[0, 0], 1 << PAIR_BITS)]
        read = [numbering.text(part) for part, (_, numbering) in zip(parts, self._sides, strict=True)]
        fields = dict(zip(self._header, b",".join(read).decode().split(","), strict=True))
        return self._entries.number(Entry.of(fields)) if all(fields[name] for name in FILLED[1:]) else -1


def _by_runs(numbering: Numbering, words: Words) -> Numbers:
    """The numbers of rows of which most are like the row before, as where the rows are in the order of the ballots."""
    starts = np.concatenate(([0], different_rows(words[1:], words[:-1]) + 1))
    if 2 * len(starts) > len(words):
        return numbering.numbers(words)
    return np.repeat(numbering.numbers(words[starts]), np.diff(starts, append=len(words)))


def _words(block: PlainBlock, first: int, last: int) -> Words:
    starts, ends = block.fields(first, last)
    lengths = ends - starts
    if lengths.min() <= 0 or lengths.max() > LONGEST:
        raise NotPlainError
    return words_at(block.characters, starts, ends)


def _paired(left: Numbers, right: Numbers) -> Words:
    return ((left.astype(np.uint64) << PAIR_BITS) | right.astype(np.uint64))[:, None]
