"""What an expression comes to for one appraisee: an exact fraction, or true or false."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from typing import assert_never

from tally.expressions.syntax import (
    And,
    Comparison,
    Extreme,
    Name,
    NameKind,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Product,
    Scope,
    Sum,
    VoteBase,
    VoteCount,
    VoteShare,
)

COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


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


@dataclass(frozen=True)
class Facts:
    """All that an expression may read of one appraisee; a flag is 1 or 0, None is without a value.

    `base`, if given, stands in for the 分母 of every vote share.
    """

    numbers: Mapping[str, Fraction | None]
    heads: Heads
    base: VoteBase | None = None


def number(node: Node, facts: Facts) -> Fraction:  # noqa: C901, PLR0911 - one case a kind of node
    """The exact value of a node; a truth counts 1 or 0. `NoValueError` where there is none."""
    match node:
        case Number(value, _):
            return value
        case Name(name, kind):
            return _named(name, kind, facts)
        case Negative(operand):
            return -number(operand, facts)
        case Sum(terms):
            total = Fraction(0)
            for sign, term in terms:
                total = total + number(term, facts) if sign == "+" else total - number(term, facts)
            return total
        case Product(factors):
            product = Fraction(1)
            for sign, factor in factors:
                value = number(factor, facts)
                product = product * value if sign == "*" else _divided(product, value)
            return product
        case Extreme(function, arguments):
            values = list(map(number, arguments, repeat(facts)))
            return max(values) if function == "最大" else min(values)
        case VoteCount(marks):
            return Fraction(sum(_heads(sheet, marks) for sheet in facts.heads.marked.values()))
        case VoteShare(marks, scope, base):
            return vote_share(marks, scope, facts.base or base, facts.heads)
        case _:
            return Fraction(truth(node, facts))


def truth(node: Node, facts: Facts) -> bool:
    """Whether a condition holds, read from the left no further than needed; `NoValueError` as above."""
    match node:
        case And(parts):
            return all(map(truth, parts, repeat(facts)))
        case Or(parts):
            return any(map(truth, parts, repeat(facts)))
        case Not(part):
            return not truth(part, facts)
        case Comparison(operands, operators):
            return _all_hold(operands, operators, facts)
        case _:
            return number(node, facts) != 0


def _all_hold(operands: tuple[Node, ...], operators: tuple[str, ...], facts: Facts) -> bool:
    """Whether every comparison of a chain holds; what stands after the first that does not is not read."""
    left = number(operands[0], facts)
    for sign, operand in zip(operators, operands[1:], strict=True):
        right = number(operand, facts)
        if not COMPARE[sign](left, right):
            return False
        left = right
    return True


def _named(name: str, kind: NameKind, facts: Facts) -> Fraction:
    value = facts.numbers[name]
    if value is None:
        raise NoValueError(f"“{name}”没有{'分数' if kind is NameKind.SHEET else '值'}")
    return value


def _divided(top: Fraction, bottom: Fraction) -> Fraction:
    if bottom == 0:
        raise NoValueError("除数为0")
    return top / bottom


def vote_share(marks: tuple[str, ...], scope: Scope, base: VoteBase, heads: Heads) -> Fraction:
    """Heads that gave one of the marks over what `base` counts; 0 where there is nothing to divide by."""
    top, bottom = share_parts(marks, scope, base, heads)
    return Fraction(top, bottom) if bottom else Fraction(0)


def share_parts(marks: tuple[str, ...], scope: Scope, base: VoteBase, heads: Heads) -> tuple[int, int]:
    """The two figures of a vote share: heads that gave the marks, and what they are divided by."""
    parts = [(_heads(sheet, marks), _base(sheet, base, heads)) for sheet in heads.marked.values()]
    if scope is Scope.POOLED:
        return sum(top for top, _ in parts), sum(bottom for _, bottom in parts)
    return max(parts, key=lambda part: Fraction(*part) if part[1] else Fraction(0), default=(0, 0))


def _heads(sheet: Mapping[str, int], marks: tuple[str, ...]) -> int:
    return sum(sheet[mark] for mark in marks)


def _base(sheet: Mapping[str, int], base: VoteBase, heads: Heads) -> int:
    """What one scale sheet adds to the divisor of a vote share."""
    match base:
        case VoteBase.MARKED:
            return sum(sheet.values())
        case VoteBase.RETURNED:
            return heads.returned
        case VoteBase.ISSUED:
            return _given(heads.issued, "没有给出发出票数")
        case VoteBase.EXPECTED:
            return _given(heads.expected, "没有给出应到人数")
        case _:
            assert_never(base)


def _given(number: int | None, otherwise: str) -> int:
    if number is None:
        raise NoValueError(otherwise)
    return number
