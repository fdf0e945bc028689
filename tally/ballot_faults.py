"""What is wrong with ballots files; of ten million rows only those of suspicious ballots are gone through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tally.ballot_rows import BallotFile, BallotRows
from tally.ballot_survey import Flags, survey
from tally.issued import Covering
from tally.mark_faults import RowFaults
from tally.reading.faults import FaultList, Faults, shown
from tally.regulation.scheme import Scheme
from tally.roster import Appraisee


def note_ballot_faults(
    rows: BallotRows, scheme: Scheme | None, appraisees: Sequence[Appraisee] | None, faults: FaultList
) -> Covering:
    """Note every fault of the ballots files; return how many ballots cover each (appraisee, class).

    Without a scheme or without appraisees, what depends on them is left unchecked.
    """
    row_faults = RowFaults(scheme, appraisees)
    seen = survey(rows, lambda entry: not row_faults.of(entry.fields()))
    checker = _Checker(row_faults)
    for file in rows.files:
        own = FaultList()
        for line, fields in _suspicious_rows(rows, file, seen.suspicious):
            for problem in checker.problems(fields):
                own.add(file.name, line, problem)
        faults.extend(_by_line(file.faults.raised(), own.raised()))
    return Counter(seen.covering) + Counter(checker.covering)


def _by_line(one: Faults, other: Faults) -> Faults:
    """The faults of one file as one list."""
    found = sorted((*one.faults, *other.faults), key=lambda fault: fault.line or 0)
    return Faults(found, one.total + other.total)


def _suspicious_rows(rows: BallotRows, file: BallotFile, suspicious: Flags) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of suspicious ballots, each with its line."""
    if not suspicious.any():
        return
    for block in file.blocks:
        for place in np.flatnonzero(suspicious.take(block.ballots)).tolist():
            entry = rows.entries[block.entries[place]]
            ballot = rows.ids.id(block.ballots[place])
            yield int(block.lines[place]), {"ballot": ballot, **entry.fields()}


@dataclass
class _Ballot:
    """What is remembered of a ballot: its classes so far, and its number among the ballots."""

    number: int
    classes: list[str] = field(default_factory=list)


class _Checker:
    def __init__(self, faults: RowFaults) -> None:
        self.covering: dict[tuple[str, str], int] = {}
        self._faults = faults
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._ballots: dict[str, _Ballot] = {}
        self._people: dict[str, int] = {}
        self._places: dict[tuple[str, str], int] = {}
        self._seen: set[int] = set()  # of whole numbers: ten million tuples would not fit into memory
        self._covered: set[int] = set()

    def problems(self, row: Mapping[str, str]) -> list[str]:
        """What is wrong with a row, in the order of its columns."""
        ballot = self._ballots.get(row["ballot"])
        if ballot is None:
            ballot = self._ballots[row["ballot"]] = _Ballot(len(self._ballots))
        problems = [*self._change_of_class(ballot, row), *self._own_problems(row)]
        if self._is_repeated(ballot, row):
            problems.append(f"票“{shown(row['ballot'])}”对同一人同一项填了两次（{self._where(row)}）")
        return problems

    def _own_problems(self, row: Mapping[str, str]) -> tuple[str, ...]:
        """What is wrong with a row by itself; the same row of another ballot is not looked at again."""
        key = (row["class"], row["appraisee"], row["sheet"], row["item"], row["mark"])
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._faults.of(row)
        return known

    def _change_of_class(self, ballot: _Ballot, row: Mapping[str, str]) -> list[str]:
        """That a ballot is of another class than before; a class that there is not was noted as such, and is none."""
        name = row["class"]
        if name in ballot.classes or self._faults.of_class(row):
            return []
        ballot.classes.append(name)
        if len(ballot.classes) == 1:
            return []
        was = f"“{shown(ballot.classes[0])}”变成“{shown(name)}”"
        return [f"票“{shown(row['ballot'])}”的票类由{was}，一张票只能有一个票类"]

    def _is_repeated(self, ballot: _Ballot, row: Mapping[str, str]) -> bool:
        """Whether the ballot has marked this before; notes that it covers the appraisee."""
        person = self._people.setdefault(row["appraisee"], len(self._people))
        pair = (ballot.number << 24) + person
        if pair not in self._covered:
            self._covered.add(pair)
            for name in ballot.classes[:1]:
                key = (row["appraisee"], name)
                self.covering[key] = self.covering.get(key, 0) + 1
        place = self._places.setdefault((row["sheet"], row["item"]), len(self._places))
        cell = (pair << 24) + place
        if cell in self._seen:
            return True
        self._seen.add(cell)
        return False

    def _where(self, row: Mapping[str, str]) -> str:
        return " ".join(shown(row[name]) for name in ("appraisee", "sheet", "item") if row[name])
