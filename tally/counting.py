"""Ballots to counts: blocks of marks are added up by pandas, as whole numbers throughout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from tally.ballot_blocks import NotPlainError, UnsoundError, exact_blocks, plain_blocks
from tally.reading.sources import Source
from tally.regulation.scheme import Item, Scheme, Sheet
from tally.regulation.scheme_names import NO_MARK
from tally.roster import Appraisee
from tally.votes import Votes, mark_value, votes_of

Codes: TypeAlias = npt.NDArray[np.int64]
Blocks: TypeAlias = Callable[[Source], Iterator[pd.DataFrame]]
MARK_BITS = 32  # of a key; more different marks than fit into memory


def count_votes(sources: Sequence[Source], scheme: Scheme, appraisees: Sequence[Appraisee]) -> Mapping[str, Votes]:
    """The votes of every appraisee, by id, all files counted as one; `UnsoundError` where any is faulty."""
    try:
        return add_up(sources, scheme, appraisees, plain_blocks)
    except NotPlainError:
        return add_up(sources, scheme, appraisees, exact_blocks)


def add_up(
    sources: Sequence[Source], scheme: Scheme, appraisees: Sequence[Appraisee], blocks: Blocks
) -> Mapping[str, Votes]:
    """The votes of every appraisee, the files read in one of the two ways, whose errors pass through."""
    count = _Count(scheme, appraisees)
    for source in sources:
        for block in blocks(source):
            count.add(block)
    return count.votes()


class _Count:
    """Marks added up so far. A place is a scale sheet, or an item of a rubric."""

    def __init__(self, scheme: Scheme, appraisees: Sequence[Appraisee]) -> None:
        self._scheme = scheme
        self._places: list[tuple[Sheet, Item | None]] = [
            (sheet, item) for sheet in scheme.sheets for item in (sheet.items or (None,))
        ]
        self._place_of = {
            (sheet.id, item.id if item else ""): place for place, (sheet, item) in enumerate(self._places)
        }
        self._classes = {name: code for code, name in enumerate(scheme.class_ids)}
        self._appraisees = {one.id: code for code, one in enumerate(appraisees)}
        self._ballots: dict[str, int] = {}
        self._marks: dict[str, int] = {}
        self._class_of_ballot = np.full(0, -1, np.int64)
        self._cells: list[Codes] = []
        self._totals: dict[int, int] = {}

    def add(self, block: pd.DataFrame) -> None:
        """Add a block of rows; `UnsoundError` at an unknown id or a ballot that changes its class."""
        ballot = _codes(block["ballot"], self._ballot_code)
        ballot_class = _codes(block["class"], lambda name: self._classes.get(name, -1))
        appraisee = _codes(block["appraisee"], lambda name: self._appraisees.get(name, -1))
        mark = _codes(block["mark"], lambda name: self._marks.setdefault(name, len(self._marks)))
        place = self._place_codes(block)
        if min(codes.min() for codes in (ballot, ballot_class, appraisee, place)) < 0:
            raise UnsoundError
        self._keep_class(ballot, ballot_class)
        about = appraisee * len(self._places) + place
        self._cells.append(ballot * (len(self._appraisees) * len(self._places)) + about)
        keys = ((about * len(self._classes) + ballot_class) << MARK_BITS) + mark
        found = pd.Series(keys).value_counts(sort=False)
        for key, times in zip(found.index.tolist(), found.tolist(), strict=True):
            self._totals[key] = self._totals.get(key, 0) + times

    def _ballot_code(self, name: str) -> int:
        """The number of a ballot among those seen so far; -1 without an id."""
        return self._ballots.setdefault(name, len(self._ballots)) if name else -1

    def _place_codes(self, block: pd.DataFrame) -> Codes:
        """The place of every row, -1 where there is no such sheet or item."""
        sheets, items = block["sheet"].cat, block["item"].cat
        table = np.array(
            [[self._place_of.get((sheet, item), -1) for item in items.categories] for sheet in sheets.categories]
        )
        found: Codes = table[sheets.codes.to_numpy(), items.codes.to_numpy()].astype(np.int64)
        return found

    def _keep_class(self, ballot: Codes, ballot_class: Codes) -> None:
        grown = np.full(len(self._ballots), -1, np.int64)
        grown[: len(self._class_of_ballot)] = self._class_of_ballot
        before = grown[ballot]
        grown[ballot] = ballot_class
        if ((before != ballot_class) & (before >= 0)).any() or (grown[ballot] != ballot_class).any():
            raise UnsoundError
        self._class_of_ballot = grown

    def votes(self) -> Mapping[str, Votes]:
        """The votes of every appraisee; `UnsoundError` at an unknown mark or a thing marked twice."""
        covering = self._covering()
        totals = self._totals_by_place()
        return {name: self._votes_of(code, covering[code], totals) for name, code in self._appraisees.items()}

    def _covering(self) -> npt.NDArray[np.int64]:
        """Ballots by appraisee and class that cover the appraisee."""
        shape = (len(self._appraisees), len(self._classes))
        if not self._cells:
            return np.zeros(shape, np.int64)
        cells = np.concatenate(self._cells)
        self._cells.clear()
        cells.sort()
        if (cells[1:] == cells[:-1]).any():
            raise UnsoundError
        cells //= len(self._places)
        pairs = cells[np.concatenate(([True], cells[1:] != cells[:-1]))]
        ballots, appraisees = np.divmod(pairs, len(self._appraisees))
        codes = appraisees * len(self._classes) + self._class_of_ballot[ballots]
        return np.bincount(codes, minlength=shape[0] * shape[1]).reshape(shape)

    def _totals_by_place(self) -> Mapping[tuple[int, int, int], Mapping[str, int]]:
        """How often each mark was given, by (appraisee, place, class)."""
        names = list(self._marks)
        found: dict[tuple[int, int, int], dict[str, int]] = {}
        for key, times in self._totals.items():
            rest, mark = key >> MARK_BITS, names[key & ((1 << MARK_BITS) - 1)]
            about, ballot_class = divmod(rest, len(self._classes))
            appraisee, place = divmod(about, len(self._places))
            if not self._is_mark(place, mark):
                raise UnsoundError
            found.setdefault((appraisee, place, ballot_class), {})[mark] = times
        return found

    def _is_mark(self, place: int, mark: str) -> bool:
        item = self._places[place][1]
        return mark in NO_MARK or (mark in self._scheme.marks if item is None else mark_value(item, mark) is not None)

    def _votes_of(
        self, code: int, covering: npt.NDArray[np.int64], totals: Mapping[tuple[int, int, int], Mapping[str, int]]
    ) -> Votes:
        """The votes of the appraisee with this code."""
        covers = {name: int(covering[class_code]) for name, class_code in self._classes.items()}

        def given(sheet: Sheet, item: Item | None) -> Mapping[str, Mapping[str, int]]:
            place = self._place_of[sheet.id, item.id if item else ""]
            return {name: totals.get((code, place, c), {}) for name, c in self._classes.items()}

        return votes_of(self._scheme, given, covers)


def _codes(column: pd.Series[Any], code_of: Callable[[str], int]) -> Codes:
    """A categorical column as whole numbers of ours; each category is looked up once."""
    lookup = np.array([code_of(name) for name in column.cat.categories], np.int64)
    found: Codes = lookup[column.cat.codes.to_numpy()]
    return found
