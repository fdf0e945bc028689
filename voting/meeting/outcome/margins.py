"""最小分差: how near a score came to deciding otherwise."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from tally import Result
from tally.grounds import ByRule
from tally.reading.figures import fixed
from tally.result import AppraiseeResult
from voting.papers.wording import NONE


def narrowest_margin(result: Result) -> str:
    """The smallest gap in score between neighbours in rank whose grades differ, in words; "—" where there is none.

    Whom a rule has lowered stands aside: no score parts him from his neighbours.
    """
    ranked = sorted(filter(_is_parted_by_score, result.appraisees), key=lambda person: person.rank or 0)
    gaps = [(_gap(above, below), above, below) for above, below in pairwise(ranked) if above.grade != below.grade]
    if not gaps:
        return NONE
    gap, above, below = min(gaps, key=lambda found: found[0])
    named = "与".join(f"{person.appraisee.name}“{person.grade}”" for person in (above, below))
    return f"{fixed(gap, result.scheme.places)}分（{named}之间）"


def _gap(above: AppraiseeResult, below: AppraiseeResult) -> Fraction:
    return (above.score or Fraction(0)) - (below.score or Fraction(0))  # whoever has a grade has a score


def _is_parted_by_score(person: AppraiseeResult) -> bool:
    return person.grade is not None and not any(isinstance(step.ground, ByRule) for step in person.steps)
