"""All rows looked at together: which ballots need a closer look, and whom the others cover.

A ballot is suspicious if one of its rows has a fault by itself, if it is of two classes, or if it marks the same
thing twice; only such ballots are gone through row by row (`ballot_faults`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from tally.ballot_numbers import Entry
from tally.ballot_rows import BallotRows, Block
from tally.reading.numbering import Numbers

Flags: TypeAlias = npt.NDArray[np.bool_]
Keys: TypeAlias = npt.NDArray[np.int64]
DENSE = 8  # where all that is possible is no more than so many times what there is, it is ticked off, not sorted
PART = 1 << 18
Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True)
class Survey:
    """The suspicious ballots, by number; and how many of the others cover each (appraisee, class), if any."""

    suspicious: Flags
    covering: Mapping[tuple[str, str], int]


def survey(rows: BallotRows, is_sound: Callable[[Entry], bool]) -> Survey:
    """Look at all rows; `is_sound` says of an entry whether it has no fault by itself."""
    look = _Look(rows)
    look.suspect_faulty(is_sound)
    look.suspect_change_of_class()
    look.suspect_repetition()
    return Survey(look.suspicious, look.covering())


class _Look:
    """What is known so far of every ballot, by its number."""

    def __init__(self, rows: BallotRows) -> None:
        self._rows = rows
        self.suspicious: Flags = np.zeros(len(rows.ids), np.bool_)
        self._classes: Sequence[str] = ()
        self._class_of: Keys = np.zeros(len(rows.ids), np.int64)  # a number in `_classes`

    def suspect_faulty(self, is_sound: Callable[[Entry], bool]) -> None:
        """Suspect the ballots with a row that has a fault by itself."""
        given = zip(self._rows.entries, self._rows.heads.tolist(), strict=True)
        faulty = np.array([heads > 0 and not is_sound(entry) for entry, heads in given], np.bool_)
        if faulty.any():
            for block in self._rows.blocks:
                self.suspicious[block.ballots[faulty.take(block.entries)]] = True

    def suspect_change_of_class(self) -> None:
        """Suspect the ballots of two classes, and note the class of each other."""
        self._classes, keys = self._distinct(lambda entry: entry.ballot_class)
        ballots, classes = np.divmod(keys, len(self._classes))
        self._class_of[ballots] = classes
        self.suspicious[ballots[1:][ballots[1:] == ballots[:-1]]] = True

    def suspect_repetition(self) -> None:
        """Suspect the ballots with more rows than things that they mark."""
        things, keys = self._distinct(lambda entry: (entry.appraisee, entry.sheet, entry.item))
        if len(keys) < sum(len(block.ballots) for block in self._unsuspicious()):
            rows = self._by_ballot(block.ballots for block in self._unsuspicious())
            self.suspicious |= rows > self._by_ballot(part // len(things) for part in _parts(keys))

    def covering(self) -> Mapping[tuple[str, str], int]:
        """How many ballots that are not suspicious cover each (appraisee, class)."""
        people, keys = self._distinct(lambda entry: entry.appraisee)
        found = np.zeros(len(people) * len(self._classes), np.int64)
        for part in _parts(keys):
            ballots, persons = np.divmod(part, len(people))
            found += np.bincount(persons * len(self._classes) + self._class_of[ballots], minlength=len(found))
        pairs = ((person, name) for person in people for name in self._classes)
        return {pair: covered for pair, covered in zip(pairs, found.tolist(), strict=True) if covered}

    def _distinct(self, label_of: Callable[[Entry], Label]) -> tuple[Sequence[Label], Keys]:
        """The labels of entries, and each (ballot, label) of unsuspicious rows, as ballot × labels + label."""
        labels: dict[Label, int] = {}
        codes = np.array([labels.setdefault(label_of(entry), len(labels)) for entry in self._rows.entries], np.int64)
        keys = (block.ballots * np.int64(len(labels)) + codes.take(block.entries) for block in self._unsuspicious())
        return list(labels), _distinct(keys, len(self.suspicious) * len(labels), int(self._rows.heads.sum()))

    def _unsuspicious(self) -> Iterator[Block]:
        if not self.suspicious.any():
            yield from self._rows.blocks
            return
        for block in self._rows.blocks:
            kept = ~self.suspicious.take(block.ballots)
            yield Block(block.lines, block.ballots[kept], block.entries[kept])

    def _by_ballot(self, ballots: Iterable[Numbers | Keys]) -> Keys:
        """How often each ballot occurs."""
        found: Keys = np.zeros(len(self.suspicious), np.int64)
        for some in ballots:
            found += np.bincount(some, minlength=len(found))
        return found


def _distinct(keys: Iterable[Keys], possible: int, most: int) -> Keys:
    """The different keys in order; all are below `possible`, and there are `most` or fewer."""
    if possible <= DENSE * most:
        ticked = np.zeros(possible, np.bool_)
        for some in keys:
            ticked[some] = True
        return np.flatnonzero(ticked)
    found, end = np.empty(most, np.int64), 0
    for some in keys:
        found[end : end + len(some)] = some
        end += len(some)
    found = found[:end]
    found.sort()
    return found[np.concatenate(([True], found[1:] != found[:-1]))] if end else found


def _parts(keys: Keys) -> Iterator[Keys]:
    """The keys by pieces, so that what is calculated of each does not fill the memory."""
    return (keys[start : start + PART] for start in range(0, len(keys), PART))
