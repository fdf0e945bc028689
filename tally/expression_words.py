"""An expression in the words of a regulation: 不低于, 超过, ×, ÷, with or without its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tally.scheme import RecordKind, Scheme
from tally.syntax import (
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
    VoteCount,
    VoteShare,
)

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

Leaf = Callable[[Node], str]


def words(node: Node, leaf: Leaf) -> str:  # noqa: PLR0911 - one case a kind of node
    """The node in words; `leaf` says what a name, a number or a count of votes is called."""
    match node:
        case Or(parts):
            return "，或者".join(_inside(part, node, leaf) for part in parts)
        case And(parts):
            return "，并且".join(_inside(part, node, leaf) for part in parts)
        case Not(part):
            return f"并非({words(part, leaf)})"
        case Comparison(operands, operators):
            first, *rest = (_inside(operand, node, leaf) for operand in operands)
            return first + "".join(f"{COMPARED[o]}{text}" for o, text in zip(operators, rest, strict=True))
        case Negative(operand):
            return f"-{_inside(operand, node, leaf)}"
        case Sum(pairs) | Product(pairs):
            first, *rest = (_inside(part, node, leaf) for _, part in pairs)
            return first + "".join(f" {SIGNS[o]} {text}" for (o, _), text in zip(pairs[1:], rest, strict=True))
        case Extreme(function, arguments):
            return f"{function}({'、'.join(_number_words(argument, leaf) for argument in arguments)})"
        case _:
            return leaf(node)


def _number_words(node: Node, leaf: Leaf) -> str:
    """The node in words where it is counted with: a flag is then a number, and not said to be “是”."""
    if isinstance(node, Name) and node.kind is NameKind.FLAG:
        return leaf(Name(node.name, NameKind.RECORD))
    return words(node, leaf)


def _inside(part: Node, around: Node, leaf: Leaf) -> str:
    """A part of a node, in brackets where it binds no tighter than what is around it."""
    text = words(part, leaf) if isinstance(around, And | Or) else _number_words(part, leaf)
    return f"({text})" if _looseness(part) <= _looseness(around) else text


def _looseness(node: Node) -> int:
    return next((place for place, kind in enumerate(LOOSENESS) if isinstance(node, kind)), len(LOOSENESS))


def plain_leaf(scheme: Scheme) -> Leaf:
    """Names and vote shares as a regulation would call them, parameters with their value."""
    called = {one.id: f"{one.id}({one.value or '尚未设定'})" for one in scheme.parameters}
    called |= {one.id: f"{one.id}(是为1,否为0)" for one in scheme.records if one.kind is RecordKind.FLAG}

    def leaf(node: Node) -> str:
        match node:
            case Number(_, written):
                return written
            case Name(name, NameKind.FLAG):
                return f"“{name}”为“是”"
            case Name(name, _):
                return called.get(name, name)
            case VoteCount(marks):
                return f"“{'、'.join(marks)}”的票数"
            case VoteShare(marks, scope, base):
                over = "各专项合计" if scope is Scope.POOLED else "取最高的一个专项"
                where = f"({over})" if len(scheme.scale_sheets) > 1 else ""
                return f"“{'、'.join(marks)}”票占{base.value}的比例{where}"
            case _:
                raise TypeError(node)

    return leaf


def condition_words(scheme: Scheme, node: Node) -> str:
    """A condition or formula in words, without figures."""
    return words(node, plain_leaf(scheme))
