"""Numbers of a scheme that a committee may set, and the ways of making whole people out of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tally.reading.figures import round_half_up
from tally.reading.toml_table import Written

HALF = Fraction(1, 2)


class ParameterKind(StrEnum):
    """What a parameter holds: a share of 0…100%, any number, or a whole number of people or marks."""

    SHARE = "share"
    SCORE = "score"
    COUNT = "count"


class Rounding(StrEnum):
    """How p·N is made whole people."""

    DOWN = "舍去"
    UP = "进一"
    HALF_UP = "四舍五入"

    def whole(self, value: Fraction) -> int:
        """The whole number that a value of 0 or more is rounded to (7., 8.)."""
        if self is Rounding.DOWN:
            return math.floor(value)
        return math.ceil(value) if self is Rounding.UP else int(round_half_up(value, 0))


@dataclass(frozen=True)
class Amount:
    """A number of the scheme file as written, and what it is worth; None while its parameter is not set."""

    written: str
    value: Fraction | None
    parameter: str | None = None


@dataclass(frozen=True)
class Parameter:
    """A number a committee may set; `value` as written in the file or as set, None while it must be set.

    A TOML number stands there as a plain decimal. `below` names the parameter that it must be less than.
    """

    id: str
    title: str
    value: str | None
    worth: Fraction | None
    kind: ParameterKind | None = None
    minimum: Written | None = None
    maximum: Written | None = None
    below: str | None = None


@dataclass(frozen=True)
class Turnout:
    """How many of a number must be there: a share at least, or, where `least` is None, more than half."""

    least: Amount | None

    def is_reached(self, part: int, whole: int) -> bool:
        """Whether so many of so many are enough; a parameter without a value asks for nothing yet."""
        if self.least is None:
            return part * 2 > whole
        return self.least.value is None or part >= self.least.value * whole

    def needed(self, whole: int) -> int:
        """The fewest of so many that are enough."""
        if self.least is None:
            return whole // 2 + 1
        return math.ceil((self.least.value or Fraction(0)) * whole)


@dataclass(frozen=True)
class Quorum:
    """[quorum]: 实到 of 应到 before a round opens, 收回 of 发出 once it has closed; None where nothing is asked."""

    present: Turnout | None = None
    returned: Turnout | None = None
