"""All rows looked at together: how many faults they have, on which ballots, and how many ballots cover whom.

A ballot is suspicious if one of its rows has a fault by itself, if it marks a thing twice, or if it is of two
classes; only such ballots are gone through row by row, for the words (`ballot_faults`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tally.ballot_pairs import Keys, Pairs, by_ballot, how_often, labelled, pairs
from tally.ballot_rows import BallotRows, Block
from tally.issued import Covering
from tally.mark_faults import RowFaults

Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Survey:
    """The suspicious ballots, by number; how many faults all rows have; the ballots that cover each, by class.

    Of two classes a ballot covers in the first; one without a class that there is covers nobody until it has one.
    """

    suspicious: Flags
    faults: int
    covering: Covering


def survey(rows: BallotRows, row_faults: RowFaults) -> Survey:
    """Look at all rows; `row_faults` says what faults each has by itself."""
    look = _Look(rows, row_faults)
    faults = look.suspect_faulty(row_faults) + look.suspect_repetition() + look.suspect_change_of_class()
    return Survey(look.suspicious, faults, look.covering())


class _Look:
    """What is found out about the ballots; a classed entry is of a class that there is."""

    def __init__(self, rows: BallotRows, row_faults: RowFaults) -> None:
        self._rows = rows
        self._classes, self._class_of_entry = labelled(rows, lambda entry: entry.ballot_class)
        there = np.array([not row_faults.of_class({"class": name}) for name in self._classes], np.bool_)
        self._classed: Flags = there[self._class_of_entry]
        self.suspicious: Flags = np.zeros(len(rows.ids), np.bool_)

    def suspect_faulty(self, row_faults: RowFaults) -> int:
        """Suspect the ballots with a row that has a fault by itself; return how many such faults there are."""
        numbers = [len(row_faults.of(entry.fields())) for entry in self._rows.entries]
        faulty = np.array(numbers, np.bool_)
        if faulty.any():
            for block in self._rows.blocks:
                self.suspicious[block.ballots[faulty.take(block.entries)]] = True
        return sum(number * heads for number, heads in zip(numbers, self._rows.heads.tolist(), strict=True))

    def suspect_repetition(self) -> int:
        """Suspect the ballots with more rows than things that they mark; return how many rows more."""
        marked = pairs(self._rows, lambda entry: (entry.appraisee, entry.sheet, entry.item))
        repetitions = int(self._rows.heads.sum()) - len(marked)
        if repetitions:
            rows = by_ballot(self._rows, (block.ballots for block in self._rows.blocks))
            self.suspicious |= rows > by_ballot(self._rows, (ballots for ballots, _ in marked.parts()))
        return repetitions

    def suspect_change_of_class(self) -> int:
        """Suspect the ballots of several classes; return how many more than one they are of."""
        of = pairs(self._rows, lambda entry: entry.ballot_class, self._where(lambda _, block: self._is_classed(block)))
        classes = by_ballot(self._rows, (ballots for ballots, _ in of.parts()))
        self.suspicious |= classes > 1
        return len(of) - int(np.count_nonzero(classes))

    def covering(self) -> Covering:
        """How many ballots cover each (appraisee, class), without those that mark him before they have a class."""
        classes, (first, class_of) = self._classes, self._first_classed()

        def count(some: Pairs[str]) -> Counter[int]:
            keys = (people * len(classes) + class_of[ballots] for ballots, people in some.parts())
            return how_often(keys, len(some.labels) * len(classes))

        people = pairs(self._rows, lambda entry: entry.appraisee)
        found = count(people)
        if not self._classed.all():
            early = self._where(lambda start, block: start + np.arange(len(block.ballots)) < first.take(block.ballots))
            found -= count(pairs(self._rows, lambda entry: entry.appraisee, early))
        named = ((*divmod(key, len(classes)), number) for key, number in found.items())
        return {(people.labels[person], classes[of]): number for person, of, number in named}

    def _first_classed(self) -> tuple[Keys, Keys]:
        """For each ballot its first row that is classed, counted through all rows, and the class of that row."""
        first = np.full(len(self._rows.ids), self._rows.heads.sum())
        class_of: Keys = np.zeros(len(self._rows.ids), np.int64)
        for start, block in reversed(self._starts()):
            classed = np.flatnonzero(self._is_classed(block))[::-1]  # of several the last that is written stays
            ballots = block.ballots[classed]
            first[ballots] = start + classed
            class_of[ballots] = self._class_of_entry.take(block.entries[classed])
        return first, class_of

    def _is_classed(self, block: Block) -> Flags:
        classed: Flags = self._classed.take(block.entries)
        return classed

    def _starts(self) -> list[tuple[int, Block]]:
        """Each block with the number of rows before it."""
        sizes = accumulate((len(block.ballots) for block in self._rows.blocks), initial=0)
        return list(zip(sizes, self._rows.blocks, strict=False))

    def _where(self, which: Callable[[int, Block], Flags]) -> Iterator[Block]:
        """Some rows of each block, without their lines."""
        for start, block in self._starts():
            kept = which(start, block)
            yield Block(range(0), block.ballots[kept], block.entries[kept])
