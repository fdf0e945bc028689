"""What a ballot of a round must hold: whom it is about, what may be marked where, which limits it keeps.

secrecy.md 5. Made once when a round is opened, from the manifest and the scheme its hash stands for: a changed database
changes nothing of what is accepted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tally.regulation.scheme import Limit, Scheme

ABSTENTION, RECUSAL, INVALID = "弃权", "回避", "无效"
APART = frozenset({ABSTENTION, RECUSAL, INVALID})
REMARK_BYTES, MOST_REMARK_BYTES = 4096, 16384  # of remarks: an appraisee's, and a whole ballot's
SALT_SPELLED = 34
BLOCK = 1024

Spot = tuple[str, str]  # sheet and item ("" on a scale sheet): where one mark is put


@dataclass(frozen=True)
class BallotPaper:
    """The ballot paper of one round. `groups` are the appraisees' groups by code, for limits of one group."""

    codes: tuple[str, ...]
    scheme: Scheme
    remarks: bool
    groups: Mapping[str, str]

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every (sheet, item) to be marked, in the scheme's order."""
        return tuple(
            (sheet.id, item) for sheet in self.scheme.sheets for item in ([item.id for item in sheet.items] or [""])
        )

    @cached_property
    def allowed(self) -> tuple[frozenset[str], ...]:
        """What may stand in each spot: labels of the scale or numbers spelled shortest; 弃权, 回避, 无效 anywhere."""
        found: list[frozenset[str]] = []
        for sheet in self.scheme.sheets:
            for item in sheet.items:
                steps = range(int(item.max / item.step) + 1)
                found.append(frozenset(shortest(item.step * step) for step in steps) | APART)
            if not sheet.items:
                found.append(frozenset(self.scheme.marks) | APART)
        return tuple(found)

    @cached_property
    def full(self) -> tuple[str, ...]:
        """The best that can be marked in each spot: whatever else is marked there steps down."""
        return tuple(
            shortest(item.max) if item else self.scheme.marks[0]
            for sheet in self.scheme.sheets
            for item in (sheet.items or (None,))
        )

    @cached_property
    def limits(self) -> tuple[tuple[Limit, tuple[int, ...]], ...]:
        """Each limit with the places of its sheet's marks in a slip."""
        return tuple(
            (limit, tuple(place for place, (sheet, _) in enumerate(self.spots) if sheet == limit.sheet))
            for limit in self.scheme.limits
        )

    def size(self) -> int:
        """The bytes every ballot of the round is padded to: whole blocks, with room for the longest there can be."""
        marks = sum(max(len(_spelled(mark)) for mark in allowed) + 1 for allowed in self.allowed)
        slips = sum(len(_spelled(code)) + marks + SALT_SPELLED + 8 for code in self.codes)
        remarks = min(REMARK_BYTES * len(self.codes), MOST_REMARK_BYTES) if self.remarks else 0
        return -(-(len('{"remarks":[],"slips":[]}') + 4 + slips + remarks) // BLOCK) * BLOCK


def shortest(number: Fraction) -> str:
    """A finite decimal in its shortest form: 3 → "3", 5/2 → "2.5"."""
    whole, rest = divmod(abs(number), 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{'-' if number < 0 else ''}{whole}{'.' + digits if digits else ''}"


def keeps_limits(paper: BallotPaper, slips: Sequence[Sequence[str]]) -> bool:
    """Whether a ballot, its marks by appraisee in the round's order, keeps every limit of the scheme.

    tally.md, `[[limit]]`: a limit counts the appraisees (of its group) with one of its marks, or at least so much on
    its sheet, against all of them on the ballot; an at_least asks for no more than have a mark there, so 弃权 is free.
    """
    return all(_keeps(paper, limit, places, slips) for limit, places in paper.limits)


def _keeps(paper: BallotPaper, limit: Limit, places: tuple[int, ...], slips: Sequence[Sequence[str]]) -> bool:
    group = [
        [slip[place] for place in places]
        for code, slip in zip(paper.codes, slips, strict=True)
        if limit.group is None or paper.groups.get(code, "") == limit.group
    ]
    number = limit.people(len(group))
    if number is None:
        return True
    held = sum(_counts(limit, marks) for marks in group)
    if limit.kind == "at_most":
        return held <= number
    return held >= min(number, sum(any(mark not in APART for mark in marks) for marks in group))


def _counts(limit: Limit, marks: Sequence[str]) -> bool:
    if limit.least is None:
        return marks[0] in limit.marks
    points = sum((Fraction(mark) for mark in marks if mark not in APART), Fraction(0))
    return limit.least.value is not None and points >= limit.least.value


def _spelled(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode()
