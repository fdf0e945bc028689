"""A ballot that was opened, read and held against its paper: everything is checked before anything is kept.

secrecy.md 5: exactly one slip for each appraisee in the round's order, every spot marked in the scheme's order, each
slip and remark with a salt of its own. What is wrong is never said: a reason would tell a mark.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from tally.evidence.proof import slip_leaf
from tally.evidence.round_proof import remark_leaf
from voting.vault.papers import RECUSAL, BallotPaper, keeps_limits

MOST_SIGNS = 500  # of a remark
SALT = re.compile("[0-9a-f]{32}")


class BadContents(Exception):
    """The ballot does not hold what its paper asks for; why is not said."""


@dataclass(frozen=True)
class Slip:
    """What one voter marked for one appraisee: a mark for each spot of the paper, and its salt."""

    appraisee: str
    marks: tuple[str, ...]
    salt: str

    def leaf(self, round: int, ballot_class: str, paper: BallotPaper) -> bytes:
        """The 32 bytes that stand for it."""
        triples = [(*spot, mark) for spot, mark in zip(paper.spots, self.marks, strict=True)]
        return slip_leaf(round, ballot_class, self.appraisee, triples, self.salt)


@dataclass(frozen=True)
class Remark:
    """A written remark on an appraisee; sheet and item ("" where none) say what it gives a reason for."""

    appraisee: str
    sheet: str
    item: str
    text: str
    salt: str

    def leaf(self, round: int) -> bytes:
        """The 32 bytes that stand for it; its sheet and item are not in them."""
        return remark_leaf(round, self.appraisee, self.text, self.salt)


@dataclass(frozen=True)
class Contents:
    """One voter's slips and remarks, complete and well formed."""

    slips: tuple[Slip, ...]
    remarks: tuple[Remark, ...]

    @property
    def salts(self) -> tuple[str, ...]:
        """The salts of slips and remarks; where no two are equal, no two leaves are."""
        return (*(slip.salt for slip in self.slips), *(remark.salt for remark in self.remarks))


def read_contents(text: bytes, paper: BallotPaper) -> Contents:
    """The slips and remarks of an opened ballot; raises BadContents."""
    try:
        value = json.loads(text)
        if not isinstance(value, dict) or value.keys() != {"slips", "remarks"}:
            raise BadContents
        slips = tuple(Slip(code, tuple(marks), salt) for code, marks, salt in value["slips"])
        remarks = tuple(Remark(*parts) for parts in value["remarks"])
        _check(slips, remarks, paper)
    except (ValueError, TypeError, RecursionError):
        raise BadContents from None
    contents = Contents(slips, remarks)
    if len(set(contents.salts)) != len(contents.salts):
        raise BadContents
    return contents


def _check(slips: tuple[Slip, ...], remarks: tuple[Remark, ...], paper: BallotPaper) -> None:
    if tuple(slip.appraisee for slip in slips) != paper.codes or not all(_is_sound(slip, paper) for slip in slips):
        raise BadContents
    if paper.limits and not keeps_limits(paper, [slip.marks for slip in slips]):
        raise BadContents
    if remarks and not (paper.remarks and all(_is_remark(remark, paper) for remark in remarks)):
        raise BadContents


def _is_sound(slip: Slip, paper: BallotPaper) -> bool:
    if len(slip.marks) != len(paper.allowed) or not _is_salt(slip.salt):
        return False
    if not all(mark in allowed for mark, allowed in zip(slip.marks, paper.allowed, strict=True)):
        return False
    return RECUSAL not in slip.marks or all(mark == RECUSAL for mark in slip.marks)


def _is_remark(remark: Remark, paper: BallotPaper) -> bool:
    about = (remark.sheet, remark.item)
    known = about == ("", "") or about in paper.spots or (not remark.item and remark.sheet in dict(paper.spots))
    return known and remark.appraisee in paper.codes and _is_salt(remark.salt) and _is_text(remark.text)


def _is_salt(value: Any) -> bool:
    return isinstance(value, str) and SALT.fullmatch(value) is not None


def _is_text(value: Any) -> bool:
    """Whether a remark has 1 to 500 signs, trimmed, NFC, without control signs but line feeds.

    PostgreSQL refuses NUL and lone surrogates: one such remark, sealed, would keep a whole round from closing.
    """
    if not isinstance(value, str) or not 0 < len(value) <= MOST_SIGNS or value != value.strip():
        return False
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" for sign in value):
        return False
    return unicodedata.is_normalized("NFC", value)
