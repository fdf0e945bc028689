"""Of a word that is not known, the known one that it was meant to be, and by what the two differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cached_property

from tally.reading.faults import shown
from tally.reading.unseen import unseen_signs, without_unseen

QUOTES = "\"'“”‘’「」『』＂＇«»„"
LEADING_ZEROS = re.compile(r"^0+(?=[0-9])")
NO_DECIMALS = re.compile(r"\.0+$")


class Lookalikes:
    """Words that are known; made once for many questions, since there may be thousands of them."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)

    def hint(self, text: str) -> str:
        """By what a word that is not known differs from one that is, to end a sentence with; '' for no idea."""
        meant = self.meant(text)
        if meant is not None:
            return f"；{_difference(text, meant)}"
        signs = unseen_signs(text)
        return f"；里面有看不见的字符（{signs}），请删去" if signs else ""

    def meant(self, text: str) -> str | None:
        """The known word that a text looks like; None where it is known itself, or there is no such word."""
        found = self._by_look.get(_look(text)) or self._by_number.get(_as_number(text))
        return None if found == text else found

    @cached_property
    def _by_look(self) -> dict[str, str]:
        return {_look(known): known for known in reversed(self._known)}

    @cached_property
    def _by_number(self) -> dict[str, str]:
        return {_as_number(known): known for known in reversed(self._known)}


def _look(text: str) -> str:
    """What a reader takes in: no unseen signs, spaces or quotes, half-width, in small letters."""
    half = unicodedata.normalize("NFKC", without_unseen(text).translate(dict.fromkeys(map(ord, QUOTES))))
    return "".join(half.split()).casefold()


def _as_number(text: str) -> str:
    """What Excel makes of an id of digits: 01 becomes 1, 1 may come back as 1.0."""
    return NO_DECIMALS.sub("", LEADING_ZEROS.sub("", text)) if text[:1].isdecimal() else text


def _difference(text: str, meant: str) -> str:
    """By what a word differs from the one that was meant, and what to do."""
    if signs := unseen_signs(text):
        return f"里面有看不见的字符（{signs}），请删去，要写成“{shown(meant)}”"
    if signs := unseen_signs(meant):
        return f"另有一个“{shown(meant)}”，里面有看不见的字符（{signs}），请在那里删去"
    alike = next((differ for are_same, differ in DIFFERENCES if are_same(text) == are_same(meant)), "")
    return f"{alike}要写成“{shown(meant)}”" if alike else f"是不是“{shown(meant)}”？"


def _spaceless(text: str) -> str:
    return "".join(text.split())


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


DIFFERENCES: tuple[tuple[Callable[[str], str], str], ...] = (
    (_spaceless, "空格不同，"),
    (_half_width, "全角和半角不同，"),
    (str.casefold, "大小写不同，"),
    (_as_number, "编号不同（Excel 会改写数字样子的编号，请把这一栏设为文本），"),
    (lambda text: text.strip(QUOTES), "不要再加引号，"),
)
