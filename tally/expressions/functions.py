"""The functions of the expressions, one entry each: what it takes, its value, its words, its row of the guide.

Parser, evaluator, words, size bound and `docs/schemes.md` read this table; a function is one entry here and
its row there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from tally.expressions.heads import Heads, heads_of, share_parts
from tally.expressions.syntax import Scope, VoteBase

LEAF_SIZE = 8  # digits allowed for a score, a record, a parameter or a vote share in the bound on a value's size
OPTIONS: Mapping[str, type[Scope] | type[VoteBase]] = MappingProxyType({"范围": Scope, "分母": VoteBase})
SCOPE, BASE = OPTIONS


@dataclass(frozen=True)
class GuideRow:
    """A row of the guide: a way to write a function, and what it means."""

    written: str
    meaning: str


@dataclass(frozen=True)
class NumberFunction:
    """A function of numbers: of `fewest` of them to `most`, None for as many as one likes.

    `words` says it of its arguments in words; `size` bounds the digits of its value by those of its arguments.
    """

    name: str
    value: Callable[[Sequence[Fraction]], Fraction]
    words: Callable[[Sequence[str]], str]
    size: Callable[[Sequence[int]], int]
    guide: tuple[GuideRow, ...]
    fewest: int = 1
    most: int | None = None


@dataclass(frozen=True)
class VoteFunction:
    """A function of marks of the scale, each named once, and of the options it takes.

    `parts` are the two figures whose quotient is its value, which is 0 with nothing to divide by; `words` says
    it of the votes it counts and of what they are divided by. Without 分母 among the options it is a whole number.
    """

    name: str
    parts: Callable[[tuple[str, ...], Scope, VoteBase, Heads], tuple[int, int]]
    words: Callable[[str, VoteBase], str]
    guide: tuple[GuideRow, ...]
    options: tuple[str, ...] = ()
    size: int = LEAF_SIZE


Function = NumberFunction | VoteFunction

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        function.name: function
        for function in (
            NumberFunction(
                "最大",
                value=max,
                words=lambda arguments: f"最大（{'、'.join(arguments)}）",
                size=max,
                guide=(GuideRow("最大(…)", "几个数里最大的"),),
            ),
            NumberFunction(
                "最小",
                value=min,
                words=lambda arguments: f"最小（{'、'.join(arguments)}）",
                size=max,
                guide=(GuideRow("最小(…)", "几个数里最小的"),),
            ),
            VoteFunction(
                "得票数",
                parts=lambda marks, _scope, _base, heads: (heads_of(marks, heads), 1),
                words=lambda votes, _: f"{votes}数",
                guide=(GuideRow("得票数(好, 较好)", "各张评分表上这些档次的票数合计"),),
            ),
            VoteFunction(
                "得票率",
                parts=share_parts,
                words=lambda votes, base: f"{votes}占{base.words}的比例",
                guide=(
                    GuideRow("得票率(一般, 差)", "这些档次的票占有效票的比例，各张评分表合计"),
                    GuideRow("得票率(一般, 差, 范围=最高)", "分开算各张评分表，取最高的一张"),
                    GuideRow("得票率(一般, 差, 分母=收回票)", "除以收回票（或 `发出票`、`应到` 人数），不除以有效票"),
                ),
                options=(SCOPE, BASE),
            ),
        )
    }
)


def number_function(name: str) -> NumberFunction:
    """The function of numbers of this name; `TypeError` where the name is another's."""
    function = FUNCTIONS[name]
    if not isinstance(function, NumberFunction):
        raise TypeError(name)
    return function


def vote_function(name: str) -> VoteFunction:
    """The function of marks of this name; `TypeError` where the name is another's."""
    function = FUNCTIONS[name]
    if not isinstance(function, VoteFunction):
        raise TypeError(name)
    return function
