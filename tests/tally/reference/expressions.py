"""Expressions the plain way: turned into thunks while they are read. Nothing is checked; for sound schemes only."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Names = Callable[[str], Fraction | bool | None]
Votes = Callable[[str, list[str], dict[str, str]], Fraction]

FULL_WIDTH = {0xFEE0 + code: code for code in range(0x21, 0x7F) if not chr(code).isalnum()} | {0x3000: 0x20}
WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?%?|[^\W\d]\w*|[<>=!]=|\S")
SAME = {"且": "and", "或": "or", "非": "not"}
COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
# The functions of numbers, each of as many as stand in its brackets; the made-up meetings use every one of them.
OF_NUMBERS: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "最大": max,
    "最小": min,
}


class WithoutValueError(Exception):
    """Division by zero, or a name without a value."""


@dataclass(frozen=True)
class World:
    """What an expression is about: what a name is worth, and what a 得票数 or 得票率 comes to."""

    names: Names
    votes: Votes


Thunk = Callable[[World], Any]


def worked_out(text: str, world: World) -> Any:
    """The value of an expression: a fraction, or True or False."""
    reader = _Reader([SAME.get(word, word) for word in WORD.findall(text.translate(FULL_WIDTH))])
    thunk = reader.either()
    assert not reader.words, reader.words
    return thunk(world)


class _Reader:
    def __init__(self, words: list[str]) -> None:
        self.words = words

    def take(self, *wanted: str) -> str:
        return self.words.pop(0) if self.words and self.words[0] in wanted else ""

    def either(self) -> Thunk:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else lambda world: any(part(world) for part in parts)

    def both(self) -> Thunk:
        parts = [self.opposite()]
        while self.take("and"):
            parts.append(self.opposite())
        return parts[0] if len(parts) == 1 else lambda world: all(part(world) for part in parts)

    def opposite(self) -> Thunk:
        if not self.take("not"):
            return self.compared()
        part = self.opposite()
        return lambda world: not part(world)

    def compared(self) -> Thunk:
        parts, signs = [self.sum()], []
        while sign := self.take(*COMPARE):
            signs.append(sign)
            parts.append(self.sum())
        pairs = list(zip(parts, signs, parts[1:], strict=False))
        return lambda world: (
            all(COMPARE[sign](a(world), b(world)) for a, sign, b in pairs) if pairs else parts[0](world)
        )

    def sum(self) -> Thunk:
        value = self.product()
        while sign := self.take("+", "-"):
            value = _joined(value, operator.add if sign == "+" else operator.sub, self.product())
        return value

    def product(self) -> Thunk:
        value = self.signed()
        while sign := self.take("*", "/"):
            value = _joined(value, operator.mul if sign == "*" else _divided, self.signed())
        return value

    def signed(self) -> Thunk:
        if not self.take("-"):
            return self.one()
        value = self.signed()
        return lambda world: -Fraction(value(world))

    def one(self) -> Thunk:
        if self.take("("):
            value = self.either()
            assert self.take(")")
            return value
        word = self.words.pop(0)
        if word[0].isdigit():
            number = Fraction(word[:-1]) / 100 if word.endswith("%") else Fraction(word)
            return lambda _: number
        return self.function(word) if self.take("(") else lambda world: _named(word, world)

    def function(self, name: str) -> Thunk:
        if name in OF_NUMBERS:
            values = [self.either()]
            while self.take(","):
                values.append(self.either())
            assert self.take(")")
            return lambda world: OF_NUMBERS[name]([Fraction(value(world)) for value in values])
        inside = self.words[: self.words.index(")")]
        del self.words[: len(inside) + 1]
        parts = [part.split("=") for part in "".join(inside).split(",")]
        marks, options = [part[0] for part in parts if len(part) == 1], dict(p for p in parts if len(p) == 2)
        return lambda world: world.votes(name, marks, options)


def _joined(left: Thunk, join: Callable[[Any, Any], Any], right: Thunk) -> Thunk:
    return lambda world: join(Fraction(left(world)), Fraction(right(world)))


def _divided(top: Fraction, bottom: Fraction) -> Fraction:
    if not bottom:
        raise WithoutValueError
    return top / bottom


def _named(word: str, world: World) -> Fraction | bool:
    value = world.names(word)
    if value is None:
        raise WithoutValueError
    return value
