"""A scheme as read: the rules of one kind of evaluation, in the order of the regulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from tally.expressions.syntax import Expression
from tally.regulation.amounts import Amount, Parameter, ParameterKind, Quorum, Rounding, Turnout
from tally.regulation.asked import (
    BallotClass,
    BoundKind,
    Choice,
    Deduction,
    Item,
    Limit,
    Record,
    RecordKind,
    ScaleMark,
    Sheet,
    Start,
    Trim,
)
from tally.regulation.outcome import FormulaLine, Grade, NameList, Pick, Quota, Rule

__all__ = [
    "Amount",
    "BallotClass",
    "BoundKind",
    "Choice",
    "Deduction",
    "FormulaLine",
    "Grade",
    "Item",
    "Limit",
    "NameList",
    "Occasion",
    "Parameter",
    "ParameterKind",
    "Pick",
    "Quorum",
    "Quota",
    "Record",
    "RecordKind",
    "Rounding",
    "Rule",
    "ScaleMark",
    "Scheme",
    "Sheet",
    "Start",
    "Trim",
    "Turnout",
]


class Occasion(StrEnum):
    """What kind of meeting the scheme is for."""

    DUTY_REPORT = "述职"
    OBSERVATION = "观摩"
    ASSESSMENT = "考核"


@dataclass(frozen=True)
class Scheme:
    """The rules of one kind of evaluation, with the parameters' values as they are set."""

    name: str
    source: str
    occasion: Occasion
    sha256: str
    parameters: tuple[Parameter, ...]
    classes: tuple[BallotClass, ...]
    scale: tuple[ScaleMark, ...]
    sheets: tuple[Sheet, ...]
    limits: tuple[Limit, ...]
    records: tuple[Record, ...]
    formula: tuple[FormulaLine, ...]
    places: int
    grades: tuple[Grade, ...]
    rules: tuple[Rule, ...]
    quotas: tuple[Quota, ...]
    lists: tuple[NameList, ...]
    quorum: Quorum

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The labels of the scale, best first."""
        return tuple(mark.label for mark in self.scale)

    @cached_property
    def points(self) -> Mapping[str, Fraction]:
        """The points of the marks that have any, best first: what means are taken of."""
        return {mark.label: mark.points for mark in self.scale if mark.points is not None}

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
    def uses_expected(self) -> bool:
        """Whether a vote share divides by the people who should have come, so that their number must be given."""
        return any(expression.uses_expected for expression in self.expressions)

    @cached_property
    def read_names(self) -> frozenset[str]:
        """Every name that an expression reads."""
        return frozenset(name for expression in self.expressions for name in expression.names)

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """Every expression of the scheme, in file order."""
        conditions = (*(grade.when for grade in self.grades), *(rule.when for rule in self.rules))
        return (*(line.expression for line in self.formula), *(when for when in conditions if when))
