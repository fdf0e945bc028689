"""What a scheme asks for: who votes, with which marks, on which sheets, and what is entered beside the votes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tally.regulation.amounts import Amount, Rounding


class RecordKind(StrEnum):
    """What a record holds."""

    FLAG = "flag"
    SCORE = "score"
    CHOICE = "choice"


class Start(StrEnum):
    """Where a rubric begins on the phone."""

    FULL = "满分"
    BLANK = "空白"


class BoundKind(StrEnum):
    """Whether a quota or a limit says how many at most or how many at least."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True)
class BallotClass:
    """Who the voter is; the share of its mean, or None where every ballot counts alike."""

    id: str
    title: str
    weight: Fraction | None


@dataclass(frozen=True)
class ScaleMark:
    """One label of the scale and its points, which are None for 不计分: heads and shares count it, no mean does.

    `points` is None too while the parameter that `amount` names is not set, which no count is begun with.
    """

    label: str
    points: Fraction | None
    amount: Amount | None

    @property
    def has_points(self) -> bool:
        """Whether the mark stands in means, whatever its points will be set to."""
        return self.amount is not None


@dataclass(frozen=True)
class Deduction:
    """What a voter may take off an item at one touch; `each` time it occurs, where that is said."""

    title: str
    points: Fraction
    each: bool = False


@dataclass(frozen=True)
class Item:
    """One line of a rubric sheet, marked 0…max in steps."""

    id: str
    section: str
    title: str
    max: Fraction
    step: Fraction
    deductions: tuple[Deduction, ...] = ()


@dataclass(frozen=True)
class Trim:
    """How many of the lowest and as many of the highest points are left out of a mean (2.).

    Exactly one of `each` and `share` is there; `fewest` is the scheme's `from`, where it has one.
    """

    each: Amount | None
    share: Amount | None
    fewest: Amount | None

    @property
    def start(self) -> int:
        """The fewest points of which any are left out."""
        if self.fewest is not None:
            return int(self.fewest.value or 1)
        return 2 * int(self.each.value or 0) + 1 if self.each is not None else 1

    def left_out(self, points: int) -> int:
        """How many of so many points are left out at each end."""
        if points < self.start:
            return 0
        if self.each is not None:
            return int(self.each.value or 0)
        share = self.share.value if self.share is not None else None
        return math.floor((share or Fraction(0)) * points)


@dataclass(frozen=True)
class Sheet:
    """One page of a ballot: marked once on the scale, or, if it has items, by a number for each."""

    id: str
    title: str
    items: tuple[Item, ...] = ()
    trim: Trim | None = None
    start: Start = Start.BLANK

    @property
    def is_rubric(self) -> bool:
        """Whether its items are marked with numbers."""
        return bool(self.items)


@dataclass(frozen=True)
class Limit:
    """What one ballot may hold: how many people with one of `marks`, or with `least` points on a rubric.

    Checked where a ballot is cast, never by the count. `is_share` is None while an open parameter decides it.
    """

    name: str
    sheet: str
    marks: tuple[str, ...]
    least: Amount | None
    kind: BoundKind
    number: Amount
    is_share: bool | None
    rounding: Rounding
    group: str | None
    clause: str = ""
    article: str = ""
    note: str = ""

    def people(self, appraisees: int) -> int | None:
        """How many of so many appraisees on a ballot; None for a share of fewer than two, which is not checked."""
        value = self.number.value or Fraction(0)
        if not self.is_share:
            return int(value)
        return self.rounding.whole(value * appraisees) if appraisees >= TWO else None


TWO = 2  # people, the fewest that a share is taken of


@dataclass(frozen=True)
class Choice:
    """One option of a choice record and what it is worth."""

    label: str
    points: Amount


@dataclass(frozen=True)
class Record:
    """Something entered for each appraisee, never voted; without a default it must be given.

    `default` is what people read: 是/否, a number, or the label of a choice; `default_number` what it counts,
    None where it is the choice of a parameter not yet set. `several`: one value from each of several sources.
    """

    id: str
    kind: RecordKind
    title: str
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    choices: tuple[Choice, ...] = ()
    default: str | None = None
    default_number: Fraction | None = None
    department: str = ""
    reason: bool = False
    several: bool = False
