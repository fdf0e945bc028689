"""`--issued A=10,B=12` and `--expected 30`, read; a slip of the hand is named with its remedy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from tally.reading.faults import FaultList, shown
from tally.reading.figures import DIGITS, whole_number
from tally.reading.number_hints import number_hint
from tally.reading.unseen import unseen_signs, without_unseen

ISSUED, EXPECTED = "--issued", "--expected"
# Stands in for a number with a fault, of which no more is said: it is not missing, nor too few.
UNREADABLE: int = 10**DIGITS
OTHER_COMMA, OTHER_EQUALS, SPACE = re.compile(r"[;、|/]"), re.compile(r"[:]"), re.compile(r"\s")
BETWEEN, EQUALS = re.compile(r"[\s,;、|/]+"), re.compile(r"\s*[=:]\s*")


def parse_issued(text: str, faults: FaultList) -> Mapping[str, int]:
    """The numbers by class; what is not `CLASS=NUMBER`, or names a class twice, is noted."""
    found = _issued_parts(text)
    unreadable = [part for part, _, number in found if number is None]
    meant = repaired(text) if unreadable else None
    if meant is not None:
        faults.add(ISSUED, None, slip_words(text))
        return meant
    for part in unreadable:
        faults.add(ISSUED, None, f"看不懂“{shown(part)}”，要写成 A=10,B=12 这样的整数{_number_hint(part)}")
    issued: dict[str, int] = {}
    for part, name, number in found:
        if name in issued and part not in unreadable:
            faults.add(ISSUED, None, f"票类“{shown(name)}”写了两次")
        if name:
            issued.setdefault(name, UNREADABLE if number is None else number)
    return issued


def _issued_parts(text: str) -> list[tuple[str, str, int | None]]:
    """Each part between commas, its class, and its number, None where it is no class and whole number."""
    found = []
    for part in text.split(",") if text else ():
        name, equals, written = part.rpartition("=")
        found.append((part, name if equals else part, whole_number(written) if equals and name else None))
    return found


def repaired(text: str) -> Mapping[str, int] | None:
    """The numbers that a text was meant to give, with other signs between its parts; None for no idea."""
    half = unicodedata.normalize("NFKC", without_unseen(text))
    plain = BETWEEN.sub(",", EQUALS.sub("=", half)).strip(",")
    numbers = {name: number for _, name, number in _issued_parts(plain) if number is not None}
    return numbers if numbers and len(numbers) == len(_issued_parts(plain)) and plain != text else None


def slip_words(text: str) -> str:
    """By what slip a text cannot be read, and how it is written."""
    half = unicodedata.normalize("NFKC", text)
    slips = (
        (unseen_signs(text), f"里面有看不见的字符（{unseen_signs(text)}），请删去"),
        (half != text, "逗号、等号和数字要用半角"),
        (OTHER_COMMA.search(half), "票类之间要用半角逗号“,”隔开"),
        (OTHER_EQUALS.search(half), "票类和票数之间要用“=”"),
        (SPACE.search(half), "中间不能有空格"),
        (half.startswith(",") or half.endswith(","), "开头和末尾不写逗号"),
    )
    told = "，".join(words for is_slip, words in slips if is_slip)
    return f"看不懂“{shown(text)}”，要写成 A=10,B=12 这样；{told}"


def _number_hint(part: str) -> str:
    return number_hint(part.rpartition("=")[2]) if "=" in part else ""


def written_issued(issued: Mapping[str, int]) -> str:
    """Numbers by class as the option writes them."""
    return ",".join(name if number == UNREADABLE else f"{name}={number}" for name, number in issued.items())


def parse_expected(text: str, faults: FaultList) -> int:
    """The number of people who should have come; what is no whole number in digits is noted."""
    number = whole_number(text)
    if number is None:
        faults.add(EXPECTED, None, f"应到人数要写成整数，如 30，不能是“{shown(text)}”{number_hint(text)}")
        return UNREADABLE
    return number
