"""The heads behind a vote share: who marked what on the scale sheets, and what that is divided by (4.)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from tally.expressions.syntax import Scope, VoteBase


class NoValueError(Exception):
    """The expression has no value; the message says why, in a few Chinese words."""


@dataclass(frozen=True)
class Heads:
    """Who marked what for one appraisee on the scale sheets, all classes together.

    `marked` holds heads by sheet and label; `returned` the ballots that cover the appraisee; `issued`
    the ballots issued and `expected` the people who should have come, or None where that was not given.
    """

    marked: Mapping[str, Mapping[str, int]]
    returned: int
    issued: int | None
    expected: int | None = None


def heads_of(marks: tuple[str, ...], heads: Heads) -> int:
    """Heads that gave one of the marks, over all scale sheets."""
    return sum(_given(sheet, marks) for sheet in heads.marked.values())


def share_parts(marks: tuple[str, ...], scope: Scope, base: VoteBase, heads: Heads) -> tuple[int, int]:
    """The two figures of a vote share: heads that gave the marks, and what they are divided by."""
    parts = [(_given(sheet, marks), _base(sheet, base, heads)) for sheet in heads.marked.values()]
    if scope is Scope.POOLED:
        return sum(top for top, _ in parts), sum(bottom for _, bottom in parts)
    return max(parts, key=lambda part: Fraction(*part) if part[1] else Fraction(0), default=(0, 0))


def _given(sheet: Mapping[str, int], marks: tuple[str, ...]) -> int:
    return sum(sheet[mark] for mark in marks)


def _base(sheet: Mapping[str, int], base: VoteBase, heads: Heads) -> int:
    """What one scale sheet adds to the divisor of a vote share."""
    match base:
        case VoteBase.MARKED:
            return sum(sheet.values())
        case VoteBase.RETURNED:
            return heads.returned
        case VoteBase.ISSUED:
            return _known(heads.issued, "没有给出发出票数")
        case VoteBase.EXPECTED:
            return _known(heads.expected, "没有给出应到人数")
        case _:
            assert_never(base)


def _known(number: int | None, otherwise: str) -> int:
    if number is None:
        raise NoValueError(otherwise)
    return number
