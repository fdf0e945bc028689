"""An expression in the words of a regulation: 不低于, 超过, ×, ÷, with or without its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from tally.expressions.functions import number_function, vote_function
from tally.expressions.syntax import (
    And,
    Call,
    Comparison,
    Leaf,
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
from tally.regulation.scheme import RecordKind, Scheme
from tally.words.amount_words import UNSET

COMPARED: Mapping[str, str] = {
    "<": "低于",
    "<=": "不超过",
    ">": "超过",
    ">=": "不低于",
    "==": "等于",
    "!=": "不等于",
}
SIGNS: Mapping[str, str] = {"+": "+", "-": "-", "*": "×", "/": "÷"}
LOOSENESS = (Or, And, Not, Comparison, Sum, Product, Negative)  # loosest first

InWords = Callable[[Leaf], str]  # what a name, a number or a count of votes is called
Worked = Callable[[Node], str]
# 名次 in the words of a notice: `名次 <= 3` is 名次在前3名以内, `倒数名次 > 2` is 倒数名次在后2名以外.
PLACED: Mapping[tuple[NameKind, str], tuple[str, str]] = {
    (kind, sign): (end, edge)
    for kind, end in (
        (NameKind.RANK, "在前"),
        (NameKind.GROUP_RANK, "在前"),
        (NameKind.RANK_FROM_BOTTOM, "在后"),
        (NameKind.GROUP_RANK_FROM_BOTTOM, "在后"),
    )
    for sign, edge in (("<=", "名以内"), (">", "名以外"))
}


def _unworked(node: Node) -> str:  # noqa: ARG001 - stands where a figure would
    return ""


def words(node: Node, leaf: InWords, worked: Worked = _unworked) -> str:  # noqa: C901, PLR0911 - one case a kind of node
    """The node in words; `leaf` says what a name, a number or a count of votes is called.

    `worked` says what follows a sum or a product that is compared: its value, where the figures are known.
    """
    match node:
        case Or(parts):
            return "，或者".join(_inside(part, node, leaf, worked) for part in parts)
        case And(parts):
            return "，并且".join(_inside(part, node, leaf, worked) for part in parts)
        case Not(part):
            return f"并非（{words(part, leaf, worked)}）"
        case Comparison():
            return _comparison(node, leaf, worked)
        case Negative(operand):
            return f"-{_inside(operand, node, leaf)}"
        case Product((("*", Number(_, top)), ("/", Number(_, bottom)))):
            return f"{top}/{bottom}"
        case Sum(pairs) | Product(pairs):
            first, *rest = (_inside(part, node, leaf) for _, part in pairs)
            signed = (f" {SIGNS[o]} {text}" for (o, _), text in zip(pairs[1:], rest, strict=True))
            return (first + "".join(signed)).replace("） ", "）")  # a full-width bracket is wide enough
        case Call(function, arguments):
            return number_function(function).words([_number_words(argument, leaf) for argument in arguments])
        case Number() | Name() | VoteCall():
            return leaf(node)
        case _:
            assert_never(node)


def _number_words(node: Node, leaf: InWords) -> str:
    """The node in words where it is counted with: a flag is then a number, and not said to be “是”."""
    if isinstance(node, Name) and node.kind is NameKind.FLAG:
        return leaf(Name(node.name, NameKind.RECORD))
    return words(node, leaf)


def _comparison(node: Comparison, leaf: InWords, worked: Worked) -> str:
    match node:
        case Comparison((Name() as name, Number() | Name() as edge), (sign,)) if (name.kind, sign) in PLACED:
            before, after = PLACED[name.kind, sign]
            return f"{leaf(name)}{before}{_number_words(edge, leaf)}{after}"
    first, *rest = (_compared(operand, node, leaf, worked) for operand in node.operands)
    return first + "".join(f"{COMPARED[o]}{text}" for o, text in zip(node.operators, rest, strict=True))


def _compared(operand: Node, around: Node, leaf: InWords, worked: Worked) -> str:
    """One side of a comparison, with its value where it has to be worked out."""
    return _inside(operand, around, leaf) + (worked(operand) if isinstance(operand, Sum | Product | Call) else "")


def _inside(part: Node, around: Node, leaf: InWords, worked: Worked = _unworked) -> str:
    """A part of a node, in brackets where it binds no tighter than what is around it."""
    joins_truths = isinstance(around, And | Or)
    text = words(part, leaf, worked) if joins_truths else _number_words(part, leaf)
    if _looseness(part) > _looseness(around):
        return text
    return f"（{text}）" if joins_truths else f"({text})"


def _looseness(node: Node) -> int:
    return next((order for order, kind in enumerate(LOOSENESS) if isinstance(node, kind)), len(LOOSENESS))


def plain_leaf(scheme: Scheme) -> InWords:
    """Names and vote shares as a regulation would call them, parameters with their value."""
    called = {one.id: f"{one.id}（{one.value or UNSET}）" for one in scheme.parameters}
    called |= {one.id: f"{one.id}（是为1，否为0）" for one in scheme.records if one.kind is RecordKind.FLAG}

    def leaf(node: Leaf) -> str:
        match node:
            case Number(_, written):
                return written
            case Name(name, NameKind.FLAG):
                return f"“{name}”为“是”"
            case Name(name, _):
                return called.get(name, name)
            case VoteCall(function, marks, scope, base):
                over = "各评分表合计" if scope is Scope.POOLED else "取最高的一张评分表"
                where = f"（{over}）" if scope and len(scheme.scale_sheets) > 1 else ""
                return vote_function(function).words(_votes(marks), base or VoteBase.MARKED) + where
            case _:
                assert_never(node)

    return leaf


def _votes(marks: tuple[str, ...]) -> str:
    """The ballots that gave one of some marks: “好”票, “一般”“差”票."""
    return "".join(f"“{mark}”" for mark in marks) + "票"


def condition_words(scheme: Scheme, node: Node) -> str:
    """A condition or formula in words, without figures."""
    return words(node, plain_leaf(scheme))
