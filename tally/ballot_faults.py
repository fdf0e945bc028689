"""What is wrong with ballots files: of ten million rows only those of suspicious ballots are gone through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from tally.ballot_rows import BallotFile, BallotRows
from tally.ballot_survey import Flags, survey
from tally.issued import Covering
from tally.mark_faults import RowFaults
from tally.reading.faults import KEPT, Fault, FaultList, Faults, shown
from tally.regulation.scheme import Scheme
from tally.roster import Appraisee


def note_ballot_faults(
    rows: BallotRows, scheme: Scheme | None, appraisees: Sequence[Appraisee] | None, faults: FaultList
) -> Covering:
    """Note every fault of the ballots files; return how many ballots cover each (appraisee, class), if any.

    Without a scheme or without appraisees, what depends on them is left unchecked. Of more faults than are kept
    the others are counted, not worded.
    """
    row_faults = RowFaults(scheme, appraisees)
    seen = survey(rows, row_faults)
    words, found = _Words(row_faults), list[Fault]()
    for file in rows.files:
        if len(found) < KEPT:
            worded = islice(_worded(rows, file, seen.suspicious, words), KEPT)
            found += sorted((*file.faults.raised().faults, *worded), key=lambda fault: fault.line or 0)
    faults.extend(Faults(found, seen.faults + sum(file.faults.raised().total for file in rows.files)))
    return seen.covering


def _worded(rows: BallotRows, file: BallotFile, suspicious: Flags, words: _Words) -> Iterator[Fault]:
    """The faults of the rows of a file that belong to suspicious ballots."""
    for block in file.blocks if suspicious.any() else ():
        for number in np.flatnonzero(suspicious.take(block.ballots)).tolist():
            ballot, entry = rows.ids.id(block.ballots[number]), rows.entries[block.entries[number]]
            for problem in words.of({"ballot": ballot, **entry.fields()}):
                yield Fault(file.name, int(block.lines[number]), problem)


class _Words:
    """What is wrong with a row, seen after those before it."""

    def __init__(self, faults: RowFaults) -> None:
        self._faults = faults
        self._classes: dict[str, list[str]] = {}
        self._marked: set[tuple[str, ...]] = set()

    def of(self, row: Mapping[str, str]) -> Iterator[str]:
        """What is wrong with a row, in the order of its columns."""
        yield from self._change_of_class(row)
        yield from self._faults.of(row)
        thing = tuple(row[name] for name in ("ballot", "appraisee", "sheet", "item"))
        if thing in self._marked:
            where = " ".join(shown(name) for name in thing[1:] if name)
            yield f"票“{shown(row['ballot'])}”对同一人同一项填了两次（{where}）"
        self._marked.add(thing)

    def _change_of_class(self, row: Mapping[str, str]) -> Iterator[str]:
        """That a ballot is of another class than before; a class that there is not was noted as such, and is none."""
        name, classes = row["class"], self._classes.setdefault(row["ballot"], [])
        if name in classes or self._faults.of_class(row):
            return
        classes.append(name)
        if len(classes) > 1:
            was = f"“{shown(classes[0])}”变成“{shown(name)}”"
            yield f"票“{shown(row['ballot'])}”的票类由{was}，一张票只能有一个票类"
