"""What a scheme makes of marks and records: formula, grades, rules, quotas, lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tally.expressions.syntax import Expression
from tally.regulation.amounts import Amount, Rounding
from tally.regulation.asked import BoundKind


class Pick(StrEnum):
    """The end of the ranking that a list is drawn from."""

    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True)
class FormulaLine:
    """One line of the formula."""

    name: str
    text: str
    expression: Expression


@dataclass(frozen=True)
class Grade:
    """One grade; the last of a scheme has no condition. `article` is its number in the office's document."""

    name: str
    text: str | None
    when: Expression | None
    consequence: str
    article: str = ""


@dataclass(frozen=True)
class Rule:
    """What lowers an appraisee to `grade` where its condition holds.

    `clause` and `article` are the document's words and their number in it, for the papers; `note` is ours
    and no paper prints it. So of a quota, a list and a limit.
    """

    name: str
    text: str
    when: Expression
    grade: str
    clause: str = ""
    article: str = ""
    note: str = ""


@dataclass(frozen=True)
class Quota:
    """How many may hold a grade; `group` None means all appraisees."""

    name: str
    grade: str
    kind: BoundKind
    share: Amount
    group: str | None
    rounding: Rounding
    clause: str = ""
    article: str = ""
    note: str = ""


@dataclass(frozen=True)
class NameList:
    """Names drawn from one end of the ranking: a share of those ranked, or so many."""

    name: str
    pick: Pick
    share: Amount | None
    count: Amount | None
    group: str | None
    rounding: Rounding
    consequence: str = ""
    clause: str = ""
    article: str = ""
    note: str = ""
