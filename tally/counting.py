"""Ballots to counts: what was given to whom, on which sheet or item, by which class, and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tally.ballot_faults import note_ballot_faults
from tally.ballot_rows import BallotRows, read_ballots
from tally.issued import Covering
from tally.reading.faults import FaultList
from tally.reading.sources import Source
from tally.regulation.scheme import Item, Scheme, Sheet
from tally.roster import Appraisee
from tally.votes import Given, Votes, votes_of


def count_ballots(
    sources: Sequence[Source],
    scheme: Scheme | None,
    appraisees: Sequence[Appraisee] | None,
    faults: FaultList,
) -> tuple[Mapping[str, Votes] | None, Covering]:
    """The votes of every appraisee, by id, all files counted as one; and the ballots that cover each, by class.

    Notes every fault of the files; where there is one, or no scheme or no appraisees, there are no votes, and as
    many ballots as are known.
    """
    rows, own = read_ballots(sources), FaultList()
    covering = note_ballot_faults(rows, scheme, appraisees, own)
    faults.extend(own.raised())
    if own or scheme is None or appraisees is None:
        return None, covering
    return _votes(rows, scheme, appraisees, covering), covering


def _votes(
    rows: BallotRows, scheme: Scheme, appraisees: Sequence[Appraisee], covering: Covering
) -> Mapping[str, Votes]:
    found = _given(rows)

    def votes(id: str) -> Votes:
        def given(sheet: Sheet, item: Item | None) -> Mapping[str, Given]:
            about = (id, sheet.id, item.id if item else "")
            return {name: found.get((*about, name), {}) for name in scheme.class_ids}

        return votes_of(scheme, given, {name: covering.get((id, name), 0) for name in scheme.class_ids})

    return {person.id: votes(person.id) for person in appraisees}


def _given(rows: BallotRows) -> Mapping[tuple[str, str, str, str], Given]:
    """How often each mark was given, by appraisee, sheet, item (empty on a scale sheet) and class."""
    found: dict[tuple[str, str, str, str], dict[str, int]] = {}
    for entry, times in zip(rows.entries, rows.heads.tolist(), strict=True):
        if times:
            marks = found.setdefault((entry.appraisee, entry.sheet, entry.item, entry.ballot_class), {})
            marks[entry.mark] = times
    return found
