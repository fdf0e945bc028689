"""Everything a count reads, read: the files and options to sound values, or every fault in them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tally.counting import count_ballots
from tally.entered import Entered, note_missing, read_records
from tally.hand_counts import HandCounts, read_counts
from tally.issued import note_expected_faults, note_issued_faults, note_over_expected, note_overflow
from tally.reading.faults import FaultList
from tally.reading.sources import Source
from tally.regulation.scheme import Scheme
from tally.regulation.scheme_file import scheme_to_count_by
from tally.roster import Appraisee, read_appraisees
from tally.votes import Votes, together


@dataclass(frozen=True)
class Inputs:
    """Everything a count reads: files, and what the options say beside them.

    `ballots` are counted as one file, `counts` are votes that were counted by hand: one of the two must be there.
    `issued` is the number of ballots issued by class, `expected` that of the people who should have come, `settings`
    are parameters over the file's values.
    """

    scheme: Source
    appraisees: Source | None
    ballots: Sequence[Source] = ()
    counts: Source | None = None
    records: Source | None = None
    issued: Mapping[str, int] | None = None
    expected: int | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> list[Source]:
        """Every file, in the order of the command."""
        return [self.scheme, *filter(None, [self.appraisees, *self.ballots, self.counts, self.records])]


@dataclass(frozen=True)
class Sound:
    """What sound inputs hold: the `votes` counted (1.) and what was `entered`, both by appraisee's id."""

    scheme: Scheme
    appraisees: tuple[Appraisee, ...]
    votes: Mapping[str, Votes]
    entered: Entered
    issued: Mapping[str, int] | None
    expected: int | None


def read_inputs(inputs: Inputs) -> Sound:
    """The inputs, read; `Faults` with everything that is wrong with any of them."""
    faults = FaultList()
    scheme = scheme_to_count_by(inputs.scheme, inputs.settings, faults)
    people = _appraisees(inputs.appraisees, faults)
    entered = _records(inputs.records, scheme, people, faults)
    if scheme:
        note_issued_faults(scheme, inputs.issued, faults)
        note_expected_faults(scheme, inputs.expected, faults)
    votes = _votes(inputs, scheme, people, faults)
    faults.raise_any()
    if scheme is None or people is None or votes is None:
        raise AssertionError("what could not be read was not noted")
    return Sound(scheme, people, votes, entered, inputs.issued, inputs.expected)


def _appraisees(source: Source | None, faults: FaultList) -> tuple[Appraisee, ...] | None:
    """The appraisees; None where their file has a fault, for then an id that is missing proves nothing."""
    if source is None:
        faults.add("--appraisees", None, "要给出被评议人名单（.csv）")
        return None
    own = FaultList()
    found = read_appraisees(source, own)
    if not own:
        return found
    faults.extend(own.raised())
    return None


def _records(
    source: Source | None,
    scheme: Scheme | None,
    appraisees: Sequence[Appraisee] | None,
    faults: FaultList,
) -> Entered:
    """What was entered; what is missing is not noted of a file that gave nothing because it is faulty."""
    own = FaultList()
    entered = read_records(source, scheme.records if scheme else None, appraisees, own)
    if scheme and (entered or not own):
        note_missing(source, scheme, appraisees or (), entered, own)
    faults.extend(own.raised())
    return entered


def _votes(
    inputs: Inputs, scheme: Scheme | None, appraisees: Sequence[Appraisee] | None, faults: FaultList
) -> Mapping[str, Votes] | None:
    """The votes of each appraisee, those on ballots and those counted by hand; None, and every fault, if there are."""
    if not inputs.ballots and inputs.counts is None:
        faults.add("--ballots", None, "要给出票（--ballots）或手工计票数（--counts），至少一种")
        return None
    own = FaultList()
    votes, covering = count_ballots(inputs.ballots, scheme, appraisees, own)
    hand = read_counts(inputs.counts, scheme, appraisees, own) if inputs.counts else HandCounts()
    every = {pair: covering.get(pair, 0) + hand.covering.get(pair, 0) for pair in {**covering, **hand.covering}}
    files = [*inputs.ballots, *filter(None, [inputs.counts])]
    note_overflow(files[0].name, every, inputs.issued, own)
    note_over_expected(every, inputs.expected, appraisees or (), own)
    faults.extend(own.raised())
    if own or votes is None or scheme is None or appraisees is None:
        return None
    if inputs.counts is None:
        return votes
    by_hand = hand.votes(scheme, appraisees)
    return {id: together(one, by_hand[id]) for id, one in votes.items()}
