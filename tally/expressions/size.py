"""How large the value of an expression may come out, so that one that would count for hours is refused when read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from tally.expressions.functions import LEAF_SIZE, number_function, vote_function
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
    Sum,
    VoteCall,
    children,
)


def size(node: Node, formulas: Mapping[str, int]) -> int:
    """A rough bound on the digits of the node's value, given those of the formula lines above it.

    Formulas multiplied by formulas double their digits with every line.
    """
    match node:
        case Number(_, written):
            return len(written)
        case Name(name, kind):
            return formulas.get(name, LEAF_SIZE) if kind is NameKind.FORMULA else LEAF_SIZE
        case VoteCall(function, _, _, _):
            return vote_function(function).size
        case Call(function, arguments):
            return number_function(function).size([size(argument, formulas) for argument in arguments])
        case Sum() | Product() | Comparison() | And() | Or() | Not() | Negative():
            return sum(size(child, formulas) for child in children(node))
        case _:
            assert_never(node)
