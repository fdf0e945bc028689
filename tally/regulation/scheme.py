"""A scheme as read: the rules of one kind of evaluation, in the order of the regulation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from tally.expressions.syntax import Expression


class RecordKind(StrEnum):
    """What a record holds."""

    FLAG = "flag"
    SCORE = "score"
    CHOICE = "choice"


class Pick(StrEnum):
    """The end of the ranking that a list is drawn from."""

    HIGHEST = "highest"
    LOWEST = "lowest"


class QuotaKind(StrEnum):
    """Whether a quota caps a grade or fills the grades from it downward."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True)
class Amount:
    """A number of the scheme file as written, and what it is worth; None while its parameter is not set."""

    written: str
    value: Fraction | None
    parameter: str | None = None


@dataclass(frozen=True)
class Parameter:
    """A number a committee may set; `value` as written in the file or as set, None while it must be set."""

    id: str
    title: str
    value: str | None
    worth: Fraction | None


@dataclass(frozen=True)
class BallotClass:
    """Who the voter is; the share of its mean, or None where every ballot counts alike."""

    id: str
    title: str
    weight: Fraction | None


@dataclass(frozen=True)
class ScaleMark:
    """One label of the scale and its points."""

    label: str
    points: Fraction


@dataclass(frozen=True)
class Item:
    """One line of a rubric sheet, marked 0…max in steps."""

    id: str
    section: str
    title: str
    max: Fraction
    step: Fraction


@dataclass(frozen=True)
class Sheet:
    """One page of a ballot: marked once on the scale, or, if it has items, by a number for each."""

    id: str
    title: str
    items: tuple[Item, ...] = ()

    @property
    def is_rubric(self) -> bool:
        """Whether its items are marked with numbers."""
        return bool(self.items)


@dataclass(frozen=True)
class Choice:
    """One option of a choice record and what it is worth."""

    label: str
    points: Amount


@dataclass(frozen=True)
class Record:
    """Something entered for each appraisee, never voted; without a default it must be given.

    The default is written as in the records file: 是/否, a plain decimal, or the label of a choice.
    """

    id: str
    kind: RecordKind
    title: str
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    choices: tuple[Choice, ...] = ()
    default: str | None = None


@dataclass(frozen=True)
class FormulaLine:
    """One line of the formula."""

    name: str
    text: str
    expression: Expression


@dataclass(frozen=True)
class Grade:
    """One grade; the last of a scheme has no condition."""

    name: str
    text: str | None
    when: Expression | None
    consequence: str


@dataclass(frozen=True)
class Rule:
    """What lowers an appraisee to `grade` where its condition holds."""

    name: str
    clause: str
    text: str
    when: Expression
    grade: str


@dataclass(frozen=True)
class Quota:
    """How many may hold a grade; `group` None means all appraisees."""

    name: str
    clause: str
    grade: str
    kind: QuotaKind
    share: Amount
    group: str | None


@dataclass(frozen=True)
class NameList:
    """Names drawn from one end of the ranking: a share of those ranked, or so many."""

    name: str
    pick: Pick
    share: Amount | None
    count: Amount | None
    group: str | None


@dataclass(frozen=True)
class Scheme:
    """The rules of one kind of evaluation, with the parameters' values as they are set."""

    name: str
    source: str
    sha256: str
    parameters: tuple[Parameter, ...]
    classes: tuple[BallotClass, ...]
    scale: tuple[ScaleMark, ...]
    sheets: tuple[Sheet, ...]
    records: tuple[Record, ...]
    formula: tuple[FormulaLine, ...]
    places: int
    grades: tuple[Grade, ...]
    rules: tuple[Rule, ...]
    quotas: tuple[Quota, ...]
    lists: tuple[NameList, ...]

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The labels of the scale, best first."""
        return tuple(mark.label for mark in self.scale)

    @cached_property
    def is_weighted(self) -> bool:
        """Whether the classes have weights."""
        return any(ballot_class.weight is not None for ballot_class in self.classes)

    @cached_property
    def class_ids(self) -> tuple[str, ...]:
        """The ids of the classes, in order of precedence."""
        return tuple(ballot_class.id for ballot_class in self.classes)

    @cached_property
    def scale_sheets(self) -> tuple[Sheet, ...]:
        """The sheets that are marked once, on the scale."""
        return tuple(sheet for sheet in self.sheets if not sheet.is_rubric)

    @cached_property
    def unset_parameters(self) -> tuple[Parameter, ...]:
        """The parameters that must be set before a count."""
        return tuple(parameter for parameter in self.parameters if parameter.value is None)

    @cached_property
    def uses_issued(self) -> bool:
        """Whether a vote share divides by the ballots issued, so that their numbers must be given."""
        return any(expression.uses_issued for expression in self.expressions)

    @cached_property
    def read_names(self) -> frozenset[str]:
        """Every name that an expression reads."""
        return frozenset(name for expression in self.expressions for name in expression.names)

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """Every expression of the scheme, in file order."""
        conditions = (*(grade.when for grade in self.grades), *(rule.when for rule in self.rules))
        return (*(line.expression for line in self.formula), *(when for when in conditions if when))
