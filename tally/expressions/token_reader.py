"""The words of an expression taken from the left one by one; brackets are counted so that no input runs deep."""

from __future__ import annotations

from tally.expressions.lexer import ExpressionError, Kind, Token, tokens
from tally.reading.faults import shown

DEPTH = 50


class TokenReader:
    """Stands at one word of an expression; `ExpressionError` at once where the text has something else in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._place = 0
        self._depth = 0

    @property
    def here(self) -> Token:
        """The word that comes next; END for ever after the last."""
        return self._tokens[self._place]

    @property
    def after(self) -> Token:
        """The word behind that one."""
        return self._tokens[min(self._place + 1, len(self._tokens) - 1)]

    def next(self) -> Token:
        """The next word, whatever it is, and step over it."""
        token = self.here
        self._place += token.kind is not Kind.END
        return token

    def since(self, token: Token) -> str:
        """The text from a word that was stepped over up to the next, as it stands in the file."""
        return self._text[token.start : self.here.start].strip()

    def take(self, *texts: str) -> str:
        """The next word, stepped over, if it is one of these operators or words, else ''."""
        token = self.here
        if token.kind not in (Kind.OPERATOR, Kind.WORD) or token.text not in texts:
            return ""
        self._place += 1
        return token.text

    def open(self) -> None:
        """Step over an opening bracket; `ExpressionError` where it is one too deep."""
        token = self.next()
        self._depth += 1
        if self._depth > DEPTH:
            raise ExpressionError(f"括号“{token.written}”套得太深，最多{DEPTH}层")

    def close(self) -> None:
        """Step over the closing bracket that must come next; `ExpressionError` where it does not."""
        if not self.take(")"):
            raise self.unexpected("这里要有“)”")
        self._depth -= 1

    def _is_between_numbers(self) -> bool:
        before, after = self._tokens[max(self._place - 1, 0)], self.after
        return before.kind is Kind.NUMBER and after.kind is Kind.NUMBER

    def unexpected(self, wanted: str = "") -> ExpressionError:
        """The error that the next word may not stand here, and what is wanted in its place."""
        token = self.here
        word = "算式没有写完" if token.kind is Kind.END else f"“{shown(token.written)}”不该在这里"
        if token.text == "=":
            wanted = "相等写作“==”"
        if token.text == "," and self._is_between_numbers():
            wanted = "小数点要写成“.”，如 2.5"
        return ExpressionError(f"{word}；{wanted}" if wanted else word)
