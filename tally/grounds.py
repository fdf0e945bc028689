"""What decided a grade, as values: by 得分, by a rule with what its condition reads, by a quota with its figures (10.).

They are worded last: for RESULT.json in `wording`, in full in `words/step_words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, TypeAlias

from tally.expressions.evaluator import Facts, NoValueError, number, vote_parts
from tally.expressions.syntax import Expression, Name, VoteCall, walk


@dataclass(frozen=True)
class ByScore:
    """The base grade: the rounded 得分 and the 名次 it stands on."""

    kind: ClassVar[str] = "base"
    score: Fraction
    rank: int


@dataclass(frozen=True)
class Figure:
    """One thing that a condition reads of an appraisee, and its value; None where it has none.

    `parts` are heads and divisor of what is counted of votes.
    """

    node: Name | VoteCall
    value: Fraction | None
    parts: tuple[int, int] | None = None


@dataclass(frozen=True)
class ByRule:
    """A rule: its condition, and the facts of the appraisee for which it held."""

    kind: ClassVar[str] = "rule"
    when: Expression
    facts: Facts

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What the condition reads, from the left, each thing once."""
        nodes = (node for node in walk(self.when.root) if isinstance(node, Name | VoteCall))
        return tuple(_figure(node, self.facts) for node in dict.fromkeys(nodes))


@dataclass(frozen=True)
class ByQuota:
    """A quota: of `graded` appraisees `may_stay`; the `ranks` of all holders, best first, and the one who dropped.

    `share` of the graded is what the quota says; `is_tied` where a tie at the edge made him drop.
    """

    kind: ClassVar[str] = "quota"
    graded: int
    share: Fraction
    may_stay: int
    ranks: tuple[int, ...]
    rank: int
    is_tied: bool


Ground: TypeAlias = ByScore | ByRule | ByQuota


def _figure(node: Name | VoteCall, facts: Facts) -> Figure:
    parts = None
    try:
        if isinstance(node, VoteCall):
            parts = vote_parts(node, facts)
        return Figure(node, number(node, facts), parts)
    except NoValueError:
        return Figure(node, None, parts)
