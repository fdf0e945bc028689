"""An expression cut into words; nothing that the scheme page does not name gets past here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from tally.reading.figures import DIGITS

LENGTH = 4000

# Every full-width form of ASCII punctuation and the full-width space mean the same as half-width.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if not chr(code - 0xFEE0).isalnum()}
HALF_WIDTH[0x3000] = 0x20

INVISIBLE = {"\t": "制表符", "\n": "换行", "\r": "回车"}
SPELLED = {"≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-", "、": ","}  # as a committee may write
ZERO = "〇"  # of 二〇二六: a letter to whoever writes it, a number to Unicode

WORDS = {"and": "and", "or": "or", "not": "not", "且": "and", "或": "or", "非": "not"}
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
OPERATOR = re.compile(r"<=|>=|==|!=|[-+*/<>(),=]")
SPACE = re.compile(" +")
SHOWN = 20


class ExpressionError(Exception):
    """An expression cannot be read; the message is a Chinese sentence that cites the word."""


class Kind(Enum):
    """The kinds of word."""

    NUMBER = auto()
    NAME = auto()
    WORD = auto()  # and or not, whichever way they are written
    OPERATOR = auto()
    END = auto()


@dataclass(frozen=True)
class Token:
    """One word: `text` in half-width (and/or/not in English), `written` as it stands in the file, from `start` on."""

    kind: Kind
    text: str
    written: str
    start: int


def tokens(expression: str) -> list[Token]:
    """The words of an expression, END last; `ExpressionError` at the first that is none."""
    if len(expression) > LENGTH:
        raise ExpressionError(f"算式“{expression[:SHOWN]}…”有{len(expression)}个字符，最多{LENGTH}个")
    half = expression.translate(HALF_WIDTH)
    return [*_scan(expression, half), Token(Kind.END, "", "算式末尾", len(half))]


def _scan(expression: str, half: str) -> Iterator[Token]:
    place = 0
    while place < len(half):
        if space := SPACE.match(half, place):
            place = space.end()
            continue
        kind, end = _number(half, place) or _name(half, place) or _operator(half, place)
        text = half[place:end]
        if kind is Kind.NAME and text in WORDS:
            kind, text = Kind.WORD, WORDS[text]
        yield Token(kind, text, expression[place:end], place)
        place = end


def _number(half: str, place: int) -> tuple[Kind, int] | None:
    """A number and its percent sign; what follows must be a space, a bracket or an operator."""
    found = NUMBER.match(half, place)
    if not found:
        return None
    end = found.end()
    if end - place > DIGITS:
        raise ExpressionError(f"数字“{half[place : place + SHOWN]}…”有{end - place}个字符，最多{DIGITS}个")
    end += half[end : end + 1] == "%"
    if _continues(half, end):
        raise ExpressionError(f"认不得“{_word(half, place)}”：数字后面要有空格、括号或运算符")
    return Kind.NUMBER, end


def _name(half: str, place: int) -> tuple[Kind, int] | None:
    """A letter, then letters, digits and _."""
    if not _is_letter(half[place]):
        return None
    end = place + 1
    while end < len(half) and _is_name_part(half[end]):
        end += 1
    return Kind.NAME, end


def _operator(half: str, place: int) -> tuple[Kind, int]:
    found = OPERATOR.match(half, place)
    if not found and not half[place].isprintable():
        name = INVISIBLE.get(half[place], f"看不见的字符 U+{ord(half[place]):04X}")
        raise ExpressionError(f"不能有{name}，算式要写在一行里，只用空格隔开")
    if not found:
        spelled = SPELLED.get(half[place])
        hint = f"，要写成“{spelled}”" if spelled else ""
        raise ExpressionError(f"认不得“{half[place] if spelled else _word(half, place)}”{hint}")
    return Kind.OPERATOR, found.end()


def _is_name_part(character: str) -> bool:
    return _is_letter(character) or character.isdecimal() or character == "_"


def _is_letter(character: str) -> bool:
    return character.isalpha() or character == ZERO


def _continues(half: str, end: int) -> bool:
    return end < len(half) and (_is_name_part(half[end]) or half[end] in ".%")


def _word(half: str, place: int) -> str:
    """What a reader sees as one word from here on, cut short, for a message."""
    end = place + 1
    while end < len(half) and end - place < SHOWN and _continues(half, end):
        end += 1
    return half[place:end]
