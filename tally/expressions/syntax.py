"""What an expression is once it is read: a frozen tree with every name known and every type checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias


class NameKind(Enum):
    """What a name in an expression stands for."""

    SHEET = "专项"
    RECORD = "记录项"
    FLAG = "记录项（是/否）"
    PARAMETER = "参数"
    FORMULA = "公式"
    SCORE = "得分"
    RANK = "名次"
    RANK_FROM_BOTTOM = "倒数名次"
    HEADCOUNT = "人数"
    GROUP_RANK = "组内名次"
    GROUP_RANK_FROM_BOTTOM = "组内倒数名次"
    GROUP_HEADCOUNT = "组内人数"


class Scope(StrEnum):
    """Over which scale sheets a vote share is taken."""

    POOLED = "合计"
    HIGHEST = "最高"


class VoteBase(StrEnum):
    """What a vote share divides by."""

    MARKED = "有效票"
    RETURNED = "收回票"
    ISSUED = "发出票"
    EXPECTED = "应到"


@dataclass(frozen=True)
class Number:
    """A number, exact, and how it was written."""

    value: Fraction
    written: str


@dataclass(frozen=True)
class Name:
    """A sheet, record, parameter, formula line, or one of 得分 名次 倒数名次 人数 and the three within a group."""

    name: str
    kind: NameKind


@dataclass(frozen=True)
class Negative:
    """Unary minus."""

    operand: Node


@dataclass(frozen=True)
class Sum:
    """Terms added (+) or taken away (-), from the left; the first is always +."""

    terms: tuple[tuple[str, Node], ...]


@dataclass(frozen=True)
class Product:
    """Factors multiplied (*) or divided by (/), from the left; the first is always *."""

    factors: tuple[tuple[str, Node], ...]


@dataclass(frozen=True)
class Comparison:
    """`operands[0] operators[0] operands[1] …`, every one of which must hold."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class And:
    """All of the parts, up to the first that does not hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """Any of the parts, up to the first that holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """The opposite of a truth."""

    part: Node


@dataclass(frozen=True)
class Extreme:
    """最大() or 最小() of one or more numbers."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class VoteCount:
    """得票数(): heads that gave one of the marks, over all scale sheets."""

    marks: tuple[str, ...]


@dataclass(frozen=True)
class VoteShare:
    """得票率(): heads that gave one of the marks, over what `base` counts."""

    marks: tuple[str, ...]
    scope: Scope
    base: VoteBase


Node: TypeAlias = (
    Number | Name | Negative | Sum | Product | Comparison | And | Or | Not | Extreme | VoteCount | VoteShare
)


@dataclass(frozen=True)
class Expression:
    """An expression as written, and its tree."""

    text: str
    root: Node

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that stand in it, but for its functions and marks."""
        return frozenset(node.name for node in walk(self.root) if isinstance(node, Name))

    @cached_property
    def has_vote_share(self) -> bool:
        """Whether a 得票率 stands in it."""
        return any(isinstance(node, VoteShare) for node in walk(self.root))

    @cached_property
    def uses_issued(self) -> bool:
        """Whether a 得票率 in it divides by the ballots issued."""
        return self._divides_by(VoteBase.ISSUED)

    @cached_property
    def uses_expected(self) -> bool:
        """Whether a 得票率 in it divides by the people who should have come."""
        return self._divides_by(VoteBase.EXPECTED)

    def _divides_by(self, base: VoteBase) -> bool:
        return any(isinstance(node, VoteShare) and node.base is base for node in walk(self.root))


def is_truth(node: Node) -> bool:
    """Whether the node is true or false rather than a number."""
    if isinstance(node, Name):
        return node.kind is NameKind.FLAG
    return isinstance(node, Comparison | And | Or | Not)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below this one, from the left."""
    match node:
        case Sum(pairs) | Product(pairs):
            return tuple(part for _, part in pairs)
        case Comparison(parts, _) | And(parts) | Or(parts) | Extreme(_, parts):
            return parts
        case Negative(part) | Not(part):
            return (part,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and every node below it, from the left, without recursion."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(children(here)))


LEAF_SIZE = 8  # digits allowed for a score, a record or a parameter in the bound below


def size(node: Node, formulas: Mapping[str, int]) -> int:
    """A rough bound on the digits of the node's value, given those of the formula lines above it.

    Formulas multiplied by formulas double their digits with every line; the bound lets a scheme that
    would count for hours be refused when it is read.
    """
    match node:
        case Number(_, written):
            return len(written)
        case Name(name, NameKind.FORMULA):
            return formulas.get(name, LEAF_SIZE)
        case Extreme(_, arguments):
            return max(size(argument, formulas) for argument in arguments)
        case Name() | VoteCount() | VoteShare():
            return LEAF_SIZE
        case _:
            return sum(size(child, formulas) for child in children(node))
