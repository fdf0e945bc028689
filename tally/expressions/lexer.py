"""An expression cut into words; nothing that the scheme page does not name gets past here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from tally.reading.figures import DIGITS
from tally.reading.unseen import sign_name

LENGTH = 4000

# Every full-width form of ASCII punctuation and the full-width space mean the same as half-width.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if not chr(code - 0xFEE0).isalnum()}
HALF_WIDTH[0x3000] = 0x20

QUOTES = "“”‘’「」\"'"  # 得票率(“差”): a mark is a name, and names stand without them
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
    offset = 0
    while offset < len(half):
        if space := SPACE.match(half, offset):
            offset = space.end()
            continue
        kind, end = _number(half, offset) or _name(half, offset) or _operator(expression, half, offset)
        text = half[offset:end]
        if kind is Kind.NAME and text in WORDS:
            kind, text = Kind.WORD, WORDS[text]
        yield Token(kind, text, expression[offset:end], offset)
        offset = end


def _number(half: str, offset: int) -> tuple[Kind, int] | None:
    """A number and its percent sign; what follows must be a space, a bracket or an operator."""
    found = NUMBER.match(half, offset)
    if not found:
        return None
    end = found.end()
    if end - offset > DIGITS:
        raise ExpressionError(f"数字“{half[offset : offset + SHOWN]}…”有{end - offset}个字符，最多{DIGITS}个")
    end += half[end : end + 1] == "%"
    if _continues(half, end):
        raise ExpressionError(f"认不得“{_word(half, offset)}”：数字后面要有空格、括号或运算符")
    return Kind.NUMBER, end


def _name(half: str, offset: int) -> tuple[Kind, int] | None:
    """A letter, then letters, digits and _."""
    if not _is_letter(half[offset]):
        return None
    end = offset + 1
    while end < len(half) and _is_name_part(half[end]):
        end += 1
    return Kind.NAME, end


def _operator(expression: str, half: str, offset: int) -> tuple[Kind, int]:
    found = OPERATOR.match(half, offset)
    if not found and not half[offset].isprintable():
        signs = f"不能有看不见的字符（{sign_name(half[offset])}），请删去"
        raise ExpressionError(f"{signs}；算式要写在一行里，只用空格隔开")
    if not found and expression[offset] in QUOTES:
        raise ExpressionError(f"不能有引号 {expression[offset]} ，算式里的名称和档次不加引号")
    if not found:
        spelled = SPELLED.get(half[offset])
        hint = f"，要写成“{spelled}”" if spelled else ""
        raise ExpressionError(f"认不得“{half[offset] if spelled else _word(half, offset)}”{hint}")
    return Kind.OPERATOR, found.end()


def _is_name_part(character: str) -> bool:
    return _is_letter(character) or character.isdecimal() or character == "_"


def _is_letter(character: str) -> bool:
    return character.isalpha() or character == ZERO


def _continues(half: str, end: int) -> bool:
    return end < len(half) and (_is_name_part(half[end]) or half[end] in ".%")


def _word(half: str, offset: int) -> str:
    """What a reader sees as one word from here on, cut short, for a message."""
    end = offset + 1
    while end < len(half) and end - offset < SHOWN and _continues(half, end):
        end += 1
    return half[offset:end]
