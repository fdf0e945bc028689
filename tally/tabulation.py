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
from dataclasses import astuple

from tally import wording
from tally.entered import record_numbers
from tally.grading import Graded, grade_by_rules
from tally.inputs import Inputs, Sound, read_inputs
from tally.quotas import apply_quota, draw_lists, empty_groups
from tally.ranking import rank
from tally.reading.sources import Source
from tally.regulation.scheme import Scheme
from tally.regulation.scheme_file import UNSET
from tally.regulation.scheme_names import SCORE
from tally.result import AppraiseeResult, Result
from tally.scoring import assembly_of, score_appraisee, sheet_scores
from tally.votes import Votes


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
    return tabulate(read_inputs(inputs))


def tabulate(sound: Sound) -> Result:
    """The result of sound inputs, whose `votes` are counted (1.)."""
    scheme, appraisees, votes, entered = sound.scheme, sound.appraisees, sound.votes, sound.entered
    assembly = assembly_of(appraisees, sound.issued, sound.expected)
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
        issued=sound.issued,
        expected=sound.expected,
        returned=_returned(scheme, votes),
        appraisees=tuple(
            AppraiseeResult(person, dict(entered.get(person.id, {})), one)
            for person, one in zip(appraisees, graded, strict=True)
        ),
        lists=lists,
        warnings=tuple(_warnings(scheme, graded)),
    )


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
