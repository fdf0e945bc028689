"""The count, top to bottom as a regulation reads: count → score → grade → rules → quotas → lists.

1. A mark is counted for (appraisee, sheet, class); 弃权, 回避, 无效, 漏填 apart (`counting`, `hand_counts`).
2. A scale sheet's score is the mean of its points, a rubric's the sum of its items' means (`means`, `scoring`).
3. 得分 is the formula's value, rounded once, half up; what is printed is what is graded (`scoring`).
4. 得票率 counts heads, never weights; where another 分母 would give another grade, 口径敏感 (`evaluator`, `grading`).
5. 名次 goes by 得分, and equals share it: 1, 1, 3 (`scoring`).
6. Rules only lower a grade (`grading`).
7. A quota says how many may hold a grade; the lowest ranks drop first, a tie at the edge whole (`quotas`).
8. A list is drawn from an end of the ranking, a tie at the edge whole (`quotas`).
9. What comes out is the proposed grade, for the organisation to confirm (`result`).
10. Every change of a grade is a step, with the figures that decided it (`grounds`), worded last (`wording`, `words`).

A number in brackets in this package, (3.), is that of a paragraph here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field

from tally import wording
from tally.counting import count_ballots
from tally.grading import Graded, grade_by_rules
from tally.hand_counts import HandCounts, read_counts
from tally.issued import note_expected_faults, note_issued_faults, note_over_expected, note_overflow
from tally.quotas import apply_quota, draw_lists, empty_groups
from tally.reading.faults import FaultList
from tally.reading.sources import Source
from tally.regulation.scheme import Scheme
from tally.regulation.scheme_file import UNSET, scheme_to_count_by
from tally.regulation.scheme_names import SCORE
from tally.result import AppraiseeResult, Result
from tally.roster import Appraisee, Entered, note_missing, read_appraisees, read_records, record_numbers
from tally.scoring import Assembly, rank, score_appraisee, sheet_scores
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


def count(  # noqa: PLR0913 - one for each option of the command
    scheme_source: Source,
    appraisees: Source,
    ballots: Sequence[Source] = (),
    records: Source | None = None,
    issued: Mapping[str, int] | None = None,
    settings: Mapping[str, str] = UNSET,
    *,
    counts: Source | None = None,
    expected: int | None = None,
) -> Result:
    """The count of all votes, several ballots files counted as one, by a scheme; each argument as in `Inputs`.

    Raises `Faults` with everything that is wrong with any of the files at once; then nothing is counted.
    """
    return count_inputs(Inputs(scheme_source, appraisees, ballots, counts, records, issued, expected, settings))


def count_inputs(inputs: Inputs) -> Result:
    """The count of the inputs; `Faults` with everything that is wrong with them."""
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
    return tabulate(scheme, people, votes, entered, inputs.issued, inputs.expected)


def tabulate(
    scheme: Scheme,
    appraisees: Sequence[Appraisee],
    votes: Mapping[str, Votes],
    entered: Entered,
    issued: Mapping[str, int] | None = None,
    expected: int | None = None,
) -> Result:
    """The result of sound input: the `votes` counted (1.) and what was `entered`, both by appraisee's id."""
    assembly = assembly_of(appraisees, issued, expected)
    records = {person.id: record_numbers(scheme, entered.get(person.id, {})) for person in appraisees}
    sheets = {person.id: sheet_scores(scheme, votes[person.id]) for person in appraisees}  # 2.
    scored = [  # 3. 得分, 4. what a 得票率 reads
        score_appraisee(scheme, person, votes[person.id], sheets[person.id], records[person.id], assembly)
        for person in appraisees
    ]
    graded = [grade_by_rules(scheme, one) for one in rank(scored)]  # 5. ranks, 6. rules, and of 4. the flag 口径敏感
    for quota in scheme.quotas:  # 7.
        graded = apply_quota(scheme, quota, graded)
    lists, graded = draw_lists(scheme, graded)  # 8.
    return Result(  # 9. the proposed grades, 10. with every step
        scheme=scheme,
        issued=issued,
        expected=expected,
        returned=_returned(scheme, votes),
        appraisees=tuple(
            AppraiseeResult(person, dict(entered.get(person.id, {})), one)
            for person, one in zip(appraisees, graded, strict=True)
        ),
        lists=lists,
        warnings=tuple(_warnings(scheme, graded)),
    )


def assembly_of(appraisees: Sequence[Appraisee], issued: Mapping[str, int] | None, expected: int | None) -> Assembly:
    """What the scores of these appraisees have in common."""
    groups = tuple(person.group for person in appraisees)
    return Assembly(groups, None if issued is None else sum(issued.values()), expected)


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


def _returned(scheme: Scheme, votes: Mapping[str, Votes]) -> Mapping[str, int]:
    """For each class, the most ballots that cover any one appraisee."""
    return {name: max((one.covering[name] for one in votes.values()), default=0) for name in scheme.class_ids}


def _warnings(scheme: Scheme, graded: Sequence[Graded]) -> list[str]:
    """What the committee should know, in the order of the appraisees; then of quotas and lists about nobody."""
    found: list[str] = []
    for one in graded:
        found += [wording.silence(one.id, *astuple(silence)) for silence in one.scored.silent]
        if one.scored.score is None:
            found.append(wording.no_score(one.id, one.scored.why[SCORE]))
        found += one.warnings
    return found + [wording.empty_group(name, group) for name, group in empty_groups(scheme, graded)]
