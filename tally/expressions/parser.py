"""Words to tree: one function for each line of the grammar, loosest first; every name resolved here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tally.expressions.functions import BASE, FUNCTIONS, OPTIONS, SCOPE, NumberFunction, VoteFunction
from tally.expressions.lexer import ExpressionError, Kind, Token
from tally.expressions.syntax import (
    And,
    Call,
    Comparison,
    Expression,
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
    is_truth,
)
from tally.expressions.token_reader import TokenReader
from tally.reading.faults import shown
from tally.reading.figures import amount
from tally.reading.lookalikes import Lookalikes

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


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


@dataclass(frozen=True)
class _Cited:
    """A node and the text it was read from."""

    node: Node
    text: str


class _Parser:
    """Reads one expression from the left."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._words = TokenReader(text)
        self._vocabulary = vocabulary

    def whole(self) -> Node:
        node = self._or()
        if self._words.here.kind is not Kind.END:
            raise self._words.unexpected()
        return node

    # the grammar, loosest first

    def _or(self) -> Node:
        parts = [self._cited(self._and)]
        while self._words.take("or"):
            parts.append(self._cited(self._and))
        return parts[0].node if len(parts) == 1 else Or(tuple(map(_truth, parts)))

    def _and(self) -> Node:
        parts = [self._cited(self._not)]
        while self._words.take("and"):
            parts.append(self._cited(self._not))
        return parts[0].node if len(parts) == 1 else And(tuple(map(_truth, parts)))

    def _not(self) -> Node:
        times = 0
        while self._words.take("not"):
            times += 1
        part = self._cited(self._comparison)
        if not times:
            return part.node
        return Not(_truth(part)) if times % 2 else _truth(part)

    def _cited(self, read: Callable[[], Node]) -> _Cited:
        """What is read next, with its text, to be cited should it be of the wrong kind."""
        first = self._words.here
        node = read()
        return _Cited(node, self._words.since(first))

    def _comparison(self) -> Node:
        operands, operators = [self._sum()], []
        while operator := self._words.take(*COMPARISONS):
            operators.append(operator)
            operands.append(self._sum())
        return Comparison(tuple(operands), tuple(operators)) if operators else operands[0]

    def _sum(self) -> Node:
        terms = [("+", self._product())]
        while operator := self._words.take("+", "-"):
            terms.append((operator, self._product()))
        return Sum(tuple(terms)) if len(terms) > 1 else terms[0][1]

    def _product(self) -> Node:
        factors = [("*", self._unary())]
        while operator := self._words.take("*", "/"):
            factors.append((operator, self._unary()))
        return Product(tuple(factors)) if len(factors) > 1 else factors[0][1]

    def _unary(self) -> Node:
        times = 0
        while self._words.take("-"):
            times += 1
        node = self._primary()
        if not times:
            return node
        return Negative(node) if times % 2 else Sum((("+", node),))

    def _primary(self) -> Node:
        token = self._words.here
        if token.kind is Kind.NUMBER:
            self._words.next()
            return Number(amount(token.text) or Fraction(0), token.written)
        if token.kind is Kind.NAME:
            self._words.next()
            return self._function(token) if self._words.here.text == "(" else self._name(token)
        if token.text != "(":
            raise self._words.unexpected()
        self._words.open()
        node = self._or()
        self._words.close()
        return node

    # names and functions

    def _name(self, token: Token) -> Node:
        kind = self._vocabulary.names.get(token.text)
        if kind is not None:
            return Name(token.text, kind)
        why = self._vocabulary.refused.get(token.text)
        if token.text in FUNCTIONS:
            why = f"它是函数，后面要有括号，如 {token.text}(…)"
        elif why is None and token.text in self._vocabulary.marks:
            why = "档次只能写在得票数()、得票率()里"
        if why is None:
            why = f"没有叫这个名字的专项、记录项、参数或公式{Lookalikes(self._vocabulary.names).hint(token.text)}"
        raise ExpressionError(f"不能用“{shown(token.written)}”：{why}")

    def _function(self, token: Token) -> Node:
        function = FUNCTIONS.get(token.text)
        if function is None:
            raise ExpressionError(f"没有叫“{shown(token.written)}”的函数，只有{'、'.join(FUNCTIONS)}")
        self._words.open()
        node = self._call(function) if isinstance(function, NumberFunction) else self._votes(function)
        self._words.close()
        return node

    def _call(self, function: NumberFunction) -> Node:
        arguments = [self._or()]
        while self._words.take(","):
            arguments.append(self._or())
        if len(arguments) < function.fewest or (function.most is not None and len(arguments) > function.most):
            wanted = f"{function.fewest}个" if function.most == function.fewest else f"{function.fewest}个以上的"
            if function.most is not None and function.most > function.fewest:
                wanted = f"{function.fewest}至{function.most}个"
            raise ExpressionError(f"{function.name}()要有{wanted}数，不能是{len(arguments)}个")
        return Call(function.name, tuple(arguments))

    def _votes(self, function: VoteFunction) -> Node:
        marks = [self._mark()]
        chosen: dict[str, Scope | VoteBase] = {}
        while self._words.take(","):
            if self._words.here.text in function.options and self._words.after.text == "=":
                self._option(chosen)
            elif chosen:
                raise self._words.unexpected()
            else:
                marks.append(self._mark())
        repeated = next((mark for mark in marks if marks.count(mark) > 1), None)
        if repeated is not None:
            raise ExpressionError(f"{function.name}()里“{repeated}”写了两次，每个档次只写一次")
        scope = Scope(chosen.get(SCOPE, Scope.POOLED)) if SCOPE in function.options else None
        base = VoteBase(chosen.get(BASE, VoteBase.MARKED)) if BASE in function.options else None
        return VoteCall(function.name, tuple(marks), scope, base)

    def _mark(self) -> str:
        if self._words.here.kind not in (Kind.NAME, Kind.WORD):
            raise self._words.unexpected()
        token = self._words.next()
        label = token.written if token.kind is Kind.WORD else token.text
        if label in self._vocabulary.marks:
            return label
        hint = Lookalikes(self._vocabulary.marks).hint(token.text)
        raise ExpressionError(f"“{shown(token.written)}”不是档次；[scale] 里没有它{hint}")

    def _option(self, chosen: dict[str, Scope | VoteBase]) -> None:
        option, _, value = self._words.next().text, self._words.next(), self._words.next()
        choices = OPTIONS[option]
        if option in chosen:
            raise ExpressionError(f"“{option}”写了两次")
        if value.text not in list(choices):
            raise ExpressionError(f"“{option}”只能是{'、'.join(choices)}，不能是“{shown(value.written)}”")
        chosen[option] = choices(value.text)


def _truth(part: _Cited) -> Node:
    """The node itself, which `and or not` need to be a truth."""
    if not is_truth(part.node):
        raise ExpressionError(f"“{shown(part.text)}”是数；“且、或、非”连接的要是条件（比较或是/否记录项）")
    return part.node
