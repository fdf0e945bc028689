"""Words to tree: one function for each line of the grammar, loosest first; every name resolved here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tally.figures import amount
from tally.lexer import ExpressionError, Kind, Token, tokens
from tally.syntax import (
    And,
    Comparison,
    Expression,
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
    is_truth,
)

DEPTH = 50
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
EXTREMES = ("最大", "最小")
VOTE_FUNCTIONS = ("得票数", "得票率")
OPTIONS: Mapping[str, type[Scope] | type[VoteBase]] = {"范围": Scope, "分母": VoteBase}


@dataclass(frozen=True)
class Vocabulary:
    """What an expression may name: `names` by what they stand for, `marks` the labels of the scale.

    `refused` says of names that do exist why they may not stand here.
    """

    names: Mapping[str, NameKind]
    marks: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)


def condition(text: str, vocabulary: Vocabulary) -> Expression:
    """The condition a text holds; `ExpressionError` where it is none, or a number rather than a truth."""
    root = _Parser(text, vocabulary).whole()
    if not is_truth(root):
        raise ExpressionError(f"“{shown(text)}”是数，不是条件；条件要有比较，如“得分 >= 85”")
    return Expression(text, root)


def formula(text: str, vocabulary: Vocabulary) -> Expression:
    """The formula a text holds; `ExpressionError` where it is none, or a truth rather than a number."""
    root = _Parser(text, vocabulary).whole()
    if is_truth(root):
        raise ExpressionError(f"“{shown(text)}”是真假，不是数；公式的结果要是数")
    return Expression(text, root)


def shown(text: str) -> str:
    """A text cut short for a message."""
    return text if len(text) <= 60 else text[:60] + "…"


class _Parser:
    """Reads one expression from the left; brackets are counted so that no input runs deep."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._tokens = tokens(text)
        self._place = 0
        self._depth = 0
        self._vocabulary = vocabulary

    def whole(self) -> Node:
        node = self._or()
        if self._here.kind is not Kind.END:
            raise self._unexpected()
        return node

    # the grammar, loosest first

    def _or(self) -> Node:
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Or(tuple(map(_truth, parts)))

    def _and(self) -> Node:
        parts = [self._not()]
        while self._take("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else And(tuple(map(_truth, parts)))

    def _not(self) -> Node:
        times = 0
        while self._take("not"):
            times += 1
        node = self._comparison()
        if not times:
            return node
        return Not(_truth(node)) if times % 2 else _truth(node)

    def _comparison(self) -> Node:
        operands, operators = [self._sum()], []
        while operator := self._take(*COMPARISONS):
            operators.append(operator)
            operands.append(self._sum())
        return Comparison(tuple(operands), tuple(operators)) if operators else operands[0]

    def _sum(self) -> Node:
        terms = [("+", self._product())]
        while operator := self._take("+", "-"):
            terms.append((operator, self._product()))
        return Sum(tuple(terms)) if len(terms) > 1 else terms[0][1]

    def _product(self) -> Node:
        factors = [("*", self._unary())]
        while operator := self._take("*", "/"):
            factors.append((operator, self._unary()))
        return Product(tuple(factors)) if len(factors) > 1 else factors[0][1]

    def _unary(self) -> Node:
        times = 0
        while self._take("-"):
            times += 1
        node = self._primary()
        if not times:
            return node
        return Negative(node) if times % 2 else Sum((("+", node),))

    def _primary(self) -> Node:
        token = self._next()
        if token.kind is Kind.NUMBER:
            return Number(amount(token.text) or Fraction(0), token.written)
        if token.kind is Kind.NAME:
            return self._function(token) if self._here.text == "(" else self._name(token)
        if token.text == "(":
            self._open(token)
            node = self._or()
            self._close()
            return node
        self._place -= 1
        raise self._unexpected()

    # names and functions

    def _name(self, token: Token) -> Node:
        kind = self._vocabulary.names.get(token.text)
        if kind is not None:
            return Name(token.text, kind)
        why = self._vocabulary.refused.get(token.text)
        if why is None and token.text in self._vocabulary.marks:
            why = "档次只能写在得票数()、得票率()里"
        raise ExpressionError(f"不能用“{shown(token.written)}”：{why or '没有叫这个名字的专项、记录项、参数或公式'}")

    def _function(self, token: Token) -> Node:
        if token.text not in EXTREMES + VOTE_FUNCTIONS:
            raise ExpressionError(f"没有叫“{shown(token.written)}”的函数，只有最大、最小、得票数、得票率")
        self._open(self._next())
        node = self._extreme(token) if token.text in EXTREMES else self._votes(token)
        self._close()
        return node

    def _extreme(self, token: Token) -> Node:
        arguments = [self._or()]
        while self._take(","):
            arguments.append(self._or())
        return Extreme(token.text, tuple(arguments))

    def _votes(self, token: Token) -> Node:
        marks = [self._mark()]
        chosen: dict[str, Scope | VoteBase] = {}
        while self._take(","):
            if self._here.text in OPTIONS and self._after.text == "=" and token.text == "得票率":
                self._option(chosen)
            elif chosen:
                raise self._unexpected()
            else:
                marks.append(self._mark())
        repeated = next((mark for mark in marks if marks.count(mark) > 1), None)
        if repeated is not None:
            raise ExpressionError(f"{token.text}()里“{repeated}”写了两次，每个档次只写一次")
        if token.text == "得票数":
            return VoteCount(tuple(marks))
        scope, base = chosen.get("范围", Scope.POOLED), chosen.get("分母", VoteBase.MARKED)
        return VoteShare(tuple(marks), Scope(scope), VoteBase(base))

    def _mark(self) -> str:
        token = self._next()
        if token.kind not in (Kind.NAME, Kind.WORD):
            self._place -= 1
            raise self._unexpected()
        label = token.written if token.kind is Kind.WORD else token.text
        if label in self._vocabulary.marks:
            return label
        raise ExpressionError(f"“{shown(token.written)}”不是档次；[scale] 里没有它")

    def _option(self, chosen: dict[str, Scope | VoteBase]) -> None:
        option, _, value = self._next().text, self._next(), self._next()
        choices = OPTIONS[option]
        if option in chosen:
            raise ExpressionError(f"“{option}”写了两次")
        if value.text not in list(choices):
            raise ExpressionError(f"“{option}”只能是{'、'.join(choices)}，不能是“{shown(value.written)}”")
        chosen[option] = choices(value.text)

    # words

    @property
    def _here(self) -> Token:
        return self._tokens[self._place]

    @property
    def _after(self) -> Token:
        return self._tokens[min(self._place + 1, len(self._tokens) - 1)]

    def _next(self) -> Token:
        token = self._here
        self._place += token.kind is not Kind.END
        return token

    def _take(self, *texts: str) -> str:
        """The next word if it is one of these operators or words, else ''."""
        token = self._here
        if token.kind not in (Kind.OPERATOR, Kind.WORD) or token.text not in texts:
            return ""
        self._place += 1
        return token.text

    def _open(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise ExpressionError(f"括号“{token.written}”套得太深，最多{DEPTH}层")

    def _close(self) -> None:
        if not self._take(")"):
            raise self._unexpected("这里要有“)”")
        self._depth -= 1

    def _unexpected(self, wanted: str = "") -> ExpressionError:
        token = self._here
        word = "算式没有写完" if token.kind is Kind.END else f"“{shown(token.written)}”不该在这里"
        if token.text == "=":
            wanted = "相等写作“==”"
        return ExpressionError(f"{word};{wanted}" if wanted else word)


def _truth(node: Node) -> Node:
    """The node itself, which `and or not` need to be a truth."""
    if not is_truth(node):
        raise ExpressionError("“且、或、非”的两边要是条件(比较或是/否记录项)，不能是数")
    return node
