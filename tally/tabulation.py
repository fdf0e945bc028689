"""The count, top to bottom as a regulation reads: count → score → grade → rules → quotas → lists.

1. A mark is counted for (appraisee, sheet, class); 弃权, 回避, 无效, 漏填 apart, in no mean (`counting`).
2. A scale sheet's score is the mean of its points, a rubric's the sum of its items' means (`scoring`).
3. 得分 is the formula's value, rounded once, half up; what is printed is what is graded (`scoring`).
4. 得票率 counts heads, never weights; where another 分母 would decide otherwise, 口径敏感 (`evaluator`, `grading`).
5. 名次 goes by 得分, and equals share it: 1, 1, 3 (`scoring`).
6. Rules only lower a grade (`grading`).
7. A quota says how many may hold a grade; the lowest ranks drop first, a tie at the edge whole (`quotas`).
8. A list is drawn from an end of the ranking, a tie at the edge whole (`quotas`).
9. What comes out is the proposed grade, for the organisation to confirm (`result`).
10. Every change of a grade is a step, with the figures that decided it (`wording`, `explanation`).

A number in brackets in this package, (3.), is that of a paragraph here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tally import wording
from tally.ballot_blocks import UnsoundError
from tally.ballot_faults import note_ballot_faults
from tally.counting import count_votes
from tally.grading import Graded, apply_rules, base_grade
from tally.issued import note_issued_faults, note_overflow
from tally.quotas import apply_quota, draw_lists
from tally.reading.faults import FaultList
from tally.reading.sources import Source
from tally.regulation.scheme import Scheme
from tally.regulation.scheme_file import UNSET, scheme_to_count_by
from tally.regulation.scheme_names import SCORE
from tally.result import AppraiseeResult, Result
from tally.roster import Appraisee, note_missing, read_appraisees, read_records, record_numbers
from tally.scoring import rank, score_appraisee
from tally.votes import Votes


def count(
    scheme_source: Source,
    appraisees: Source,
    ballots: Sequence[Source],
    records: Source | None = None,
    issued: Mapping[str, int] | None = None,
    settings: Mapping[str, str] = UNSET,
) -> Result:
    """The count of all ballots, several files counted as one, by a scheme.

    `issued` is the number of ballots issued by class, `settings` are parameters over the file's values.
    Raises `Faults` with everything that is wrong with any of the files at once; then nothing is counted.
    """
    faults = FaultList()
    scheme = scheme_to_count_by(scheme_source, settings, faults)
    people = _appraisees(appraisees, faults)
    entered = _records(records, scheme, people, faults)
    if scheme:
        note_issued_faults(scheme, issued, faults)
    votes = _votes(scheme, people, ballots, issued, faults)
    faults.raise_any()
    if scheme is None or people is None or votes is None:
        raise AssertionError("what could not be read was not noted")
    return tabulate(scheme, people, votes, entered, issued)


def tabulate(
    scheme: Scheme,
    appraisees: Sequence[Appraisee],
    votes: Mapping[str, Votes],
    entered: Mapping[str, Mapping[str, str]],
    issued: Mapping[str, int] | None,
) -> Result:
    """The result of sound input: the `votes` counted (1.) and what was `entered`, both by appraisee's id."""
    total_issued = None if issued is None else sum(issued.values())
    records = {one.id: record_numbers(scheme, entered.get(one.id, {})) for one in appraisees}
    scored = [  # 2. sheet scores, 3. 得分, 4. what a 得票率 reads
        score_appraisee(scheme, one.id, votes[one.id], records[one.id], total_issued, len(appraisees))
        for one in appraisees
    ]
    ranked = rank(scored)  # 5.
    graded = [base_grade(scheme, one, person.group) for one, person in zip(ranked, appraisees, strict=True)]  # 3.
    graded = [apply_rules(scheme, one) for one in graded]  # 6., and of 4. the flag 口径敏感
    for quota in scheme.quotas:  # 7.
        graded = apply_quota(scheme, quota, graded)
    lists, graded = draw_lists(scheme, graded)  # 8.
    return Result(  # 9. the proposed grades, 10. with every step
        scheme=scheme,
        issued=issued,
        returned=_returned(scheme, votes),
        appraisees=tuple(
            AppraiseeResult(person, dict(entered.get(person.id, {})), one)
            for person, one in zip(appraisees, graded, strict=True)
        ),
        lists=lists,
        warnings=tuple(_warnings(graded)),
    )


def _appraisees(source: Source, faults: FaultList) -> tuple[Appraisee, ...] | None:
    """The appraisees; None where their file has a fault, for then an id that is missing proves nothing."""
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
) -> Mapping[str, Mapping[str, str]]:
    """What was entered; what is missing is not noted of a file that gave nothing because it is faulty."""
    own = FaultList()
    entered = read_records(source, scheme.records if scheme else None, appraisees, own)
    if scheme and (entered or not own):
        note_missing(source, scheme, appraisees or (), entered, own)
    faults.extend(own.raised())
    return entered


def _votes(
    scheme: Scheme | None,
    appraisees: Sequence[Appraisee] | None,
    ballots: Sequence[Source],
    issued: Mapping[str, int] | None,
    faults: FaultList,
) -> Mapping[str, Votes] | None:
    """The votes of each appraisee; None, and every fault of the files, where they cannot be counted."""
    if scheme is not None and appraisees is not None:
        try:
            votes = count_votes(ballots, scheme, appraisees)
        except UnsoundError:
            pass
        else:
            covering = {(id, name): n for id, one in votes.items() for name, n in one.covering.items()}
            note_overflow(ballots, covering, issued, faults)
            return votes
    covering = dict(note_ballot_faults(ballots, scheme, appraisees, faults))
    note_overflow(ballots, covering, issued, faults)
    return None


def _returned(scheme: Scheme, votes: Mapping[str, Votes]) -> Mapping[str, int]:
    """For each class, the most ballots that cover any one appraisee."""
    return {name: max((one.covering[name] for one in votes.values()), default=0) for name in scheme.class_ids}


def _warnings(graded: Sequence[Graded]) -> list[str]:
    """What the committee should know, in the order of the appraisees."""
    found: list[str] = []
    for one in graded:
        found += [wording.silent_class(one.id, sheet, ballot_class) for sheet, ballot_class in one.scored.silent]
        if one.scored.score is None:
            found.append(wording.no_score(one.id, one.scored.why[SCORE]))
        found += one.warnings
    return found
