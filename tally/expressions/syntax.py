"""What an expression is once it is read: a frozen tree with every name known and every type checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, assert_never


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

    @property
    def words(self) -> str:
        """What it counts, as a regulation calls it."""
        return "应到人数" if self is VoteBase.EXPECTED else self.value


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
class Call:
    """A function of one or more numbers, by its name in the table of functions."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class VoteCall:
    """A function of marks, by its name in the table of functions; an option that it does not take is None."""

    function: str
    marks: tuple[str, ...]
    scope: Scope | None
    base: VoteBase | None


Leaf: TypeAlias = Number | Name | VoteCall
Node: TypeAlias = Leaf | Negative | Sum | Product | Comparison | And | Or | Not | Call


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
        return any(self._bases)

    @cached_property
    def uses_issued(self) -> bool:
        """Whether a 得票率 in it divides by the ballots issued."""
        return VoteBase.ISSUED in self._bases

    @cached_property
    def uses_expected(self) -> bool:
        """Whether a 得票率 in it divides by the people who should have come."""
        return VoteBase.EXPECTED in self._bases

    @cached_property
    def _bases(self) -> frozenset[VoteBase]:
        """What its vote shares divide by."""
        return frozenset(node.base for node in walk(self.root) if isinstance(node, VoteCall) and node.base)


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
        case Comparison(parts, _) | And(parts) | Or(parts) | Call(_, parts):
            return parts
        case Negative(part) | Not(part):
            return (part,)
        case Number() | Name() | VoteCall():
            return ()
        case _:
            assert_never(node)


def walk(node: Node) -> Iterator[Node]:
    """The node and every node below it, from the left, without recursion."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(children(here)))
