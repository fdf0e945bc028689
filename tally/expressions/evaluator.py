"""What an expression comes to for one appraisee: an exact fraction, or true or false."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from typing import assert_never

from tally.expressions.functions import number_function, vote_function
from tally.expressions.heads import Heads, NoValueError
from tally.expressions.syntax import (
    And,
    Call,
    Comparison,
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
    VoteCall,
)

__all__ = ["Facts", "Heads", "NoValueError", "number", "truth", "vote_parts"]

COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


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
        case Call(function, arguments):
            return number_function(function).value(list(map(number, arguments, repeat(facts))))
        case VoteCall():
            top, bottom = vote_parts(node, facts)
            return Fraction(top, bottom) if bottom else Fraction(0)
        case Comparison() | And() | Or() | Not():
            return Fraction(truth(node, facts))
        case _:
            assert_never(node)


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
        case Number() | Name() | Negative() | Sum() | Product() | Call() | VoteCall():
            return number(node, facts) != 0
        case _:
            assert_never(node)


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


def vote_parts(call: VoteCall, facts: Facts) -> tuple[int, int]:
    """The two figures whose quotient a function of marks is; `NoValueError` where one of them was not given."""
    base = VoteBase.MARKED if call.base is None else facts.base or call.base
    return vote_function(call.function).parts(call.marks, call.scope or Scope.POOLED, base, facts.heads)
