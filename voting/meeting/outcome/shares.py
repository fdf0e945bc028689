"""Reading heads out of RESULT.json, for what is shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tally.reading.figures import fixed
from voting.papers.wording import NONE


def is_rubric(votes: Mapping[str, Any]) -> bool:
    """Whether the votes of a sheet are a rubric's: by item and class, each with its sum."""
    return any(isinstance(one, dict) for line in votes.values() for one in line.values())


def heads_of(votes: Mapping[str, Any], mark: str, classes: Iterable[str]) -> int:
    """How many of these classes put this mark (or 弃权, 回避 …) on a sheet; on a rubric, over all its items."""
    if is_rubric(votes):
        return sum(line[name].get(mark, 0) for line in votes.values() for name in classes)
    return sum(votes[mark][name] for name in classes)


def covering(appraisee: Mapping[str, Any], ballot_class: str) -> int:
    """The ballots of a class that cover this appraisee: each is counted once on every sheet, marked or not."""
    for votes in appraisee["votes"].values():
        if is_rubric(votes):
            counts = next(iter(votes.values()))[ballot_class]
            return sum(number for name, number in counts.items() if name != "sum")
        return sum(line[ballot_class] for line in votes.values())
    return 0


def narrowest_margin(appraisees: Sequence[Mapping[str, Any]]) -> str:
    """The smallest gap in score between neighbours in rank whose grades differ, in words; "—" where there is none.

    Whom a rule has lowered stands aside: no score parts him from his neighbours.
    """
    ranked = sorted(
        (one for one in appraisees if one["grade"] and not any(step["kind"] == "rule" for step in one["steps"])),
        key=lambda one: one["rank"],
    )
    gaps = [
        (Fraction(above["score"]) - Fraction(below["score"]), above, below)
        for above, below in pairwise(ranked)
        if above["grade"] != below["grade"]
    ]
    if not gaps:
        return NONE
    gap, above, below = min(gaps, key=lambda one: one[0])
    places = len(above["score"].partition(".")[2])
    return f"{fixed(gap, places)}分（{above['name']}“{above['grade']}”与{below['name']}“{below['grade']}”之间）"
