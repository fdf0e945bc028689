"""Reading a cast ballot and holding it against the round: everything is checked before anything is kept.

secrecy.md 4 and 8: exactly one slip for each appraisee of the round, every sheet and item marked, 弃权, 回避 or 无效，
each with a 128-bit salt of its own; leaves have one spelling only. Times and addresses never come this far.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tally import Scheme
from tally.evidence.proof import slip_leaf
from voting.errors import BadInput
from voting.refusals.sentence import Sentence, Value
from voting.vault.papers import shortest

ABSTENTION, RECUSAL = "弃权", "回避"
INVALID = "无效"  # on paper, two marks in one place; a token does not say whether it came from paper, so any cast may
REMARK_LENGTH = 500
MOST_ROUNDS = 2**31  # a larger number is no round's, and no database would look for it
HEX32, HEX64, HEX512 = (re.compile(rf"[0-9a-f]{{{length}}}") for length in (32, 64, 512))

Mark = tuple[str, str, str]  # sheet, item ("" on a scale sheet), mark


@dataclass(frozen=True)
class Slip:
    """What one voter marked for one appraisee, with the salt and the leaf that stand for it."""

    appraisee: str
    marks: tuple[Mark, ...]
    salt: str
    leaf: bytes


@dataclass(frozen=True)
class Remark:
    """A written 意见 about one appraisee, kept apart from every slip."""

    appraisee: str
    text: str
    salt: str
    leaf: bytes


@dataclass(frozen=True)
class Ballot:
    """One voter's ballot in one round, complete and well formed."""

    round: int
    ballot_class: str
    token: bytes
    signature: bytes
    receipt: bytes
    slips: tuple[Slip, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Envelope:
    """The part of a cast message that says whose ballot-paper it is, not what stands on it."""

    round: int
    ballot_class: str
    token: bytes
    signature: bytes
    receipt: bytes


def read_envelope(message: Any) -> Envelope:
    """Read round, class, token, signature and receipt; raises BadInput where one is missing or misspelt."""
    try:
        number, ballot_class = message["round"], message["class"]
        texts = [
            _hex(HEX64, message["token"]),
            _hex(HEX512, message["signature"]),
            _hex(HEX64, message["receipt"]),
        ]
    except (KeyError, TypeError, ValueError) as fault:
        raise _bad("ballot_incomplete") from fault
    if type(number) is not int or not 0 < number < MOST_ROUNDS or not _is_text(ballot_class):
        raise _bad("ballot_incomplete")
    return Envelope(number, ballot_class, *texts)


def read_ballot(message: Any, codes: Sequence[str], scheme: Scheme, remarks_allowed: bool) -> Ballot:
    """Read a whole cast message for a round on the appraisees `codes`; raises BadInput with what is wrong."""
    envelope = read_envelope(message)
    slips = _read_slips(message.get("slips"), envelope, codes, scheme)
    remarks = _read_remarks(message.get("remarks", []), codes, remarks_allowed)
    return Ballot(**vars(envelope), slips=slips, remarks=remarks)


def ballot_size(codes: Sequence[str], scheme: Scheme, remarks_allowed: bool) -> int:
    """The bytes that every sealed ballot of a round is padded to: room for the longest possible one.

    A character takes at most 6 bytes in JSON, an appraisee's marks at most their longest labels.
    """
    longest = max((len(mark) for mark in (*scheme.marks, ABSTENTION)), default=2)
    one_slip = 80 + sum((len(sheet) + len(item) + max(longest, 42)) * 6 + 12 for sheet, item in places_of(scheme))
    one_remark = (REMARK_LENGTH * 6 + 60) if remarks_allowed else 0
    total = 200 + sum(one_slip + one_remark + len(code) * 12 for code in codes)
    return -(-total // 1024) * 1024


def places_of(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    """Every (sheet, item) to be marked, in scheme order; item is "" on a scale sheet."""
    return tuple((sheet.id, item) for sheet in scheme.sheets for item in ([item.id for item in sheet.items] or [""]))


def _read_slips(given: Any, envelope: Envelope, codes: Sequence[str], scheme: Scheme) -> tuple[Slip, ...]:
    if not isinstance(given, list) or [_get(slip, "appraisee") for slip in given] != list(codes):
        raise _bad("slips_wrong")
    allowed = _allowed_marks(scheme)
    slips = tuple(_read_slip(slip, envelope, allowed) for slip in given)
    if len({slip.salt for slip in slips}) != len(slips):
        raise _bad("salts_equal")
    return slips


def _read_slip(given: Mapping[str, Any], envelope: Envelope, allowed: Mapping[tuple[str, str], frozenset[str]]) -> Slip:
    marks = given.get("marks")
    # every one a mark, before any is unpacked: "S13" too would fall into sheet, item and mark
    if not isinstance(marks, list) or not all(map(_is_mark, marks)):
        raise _bad("mark_misshapen")
    if [tuple(mark[:2]) for mark in marks] != list(allowed):
        raise _bad("marks_missing")
    for sheet, item, mark in marks:
        if mark not in allowed[sheet, item]:
            raise _bad("mark_unknown", where=f"{sheet}{item}", mark=mark)
    recused = {mark for _, _, mark in marks if mark == RECUSAL}
    if recused and any(mark != RECUSAL for _, _, mark in marks):
        raise _bad("recusal_in_part")
    salt = given.get("salt")
    if not isinstance(salt, str) or not HEX32.fullmatch(salt):
        raise _bad("salt_misspelt")
    triples = tuple((sheet, item, mark) for sheet, item, mark in marks)
    code = given["appraisee"]
    return Slip(code, triples, salt, slip_leaf(envelope.round, envelope.ballot_class, code, triples, salt))


def _allowed_marks(scheme: Scheme) -> dict[tuple[str, str], frozenset[str]]:
    allowed: dict[tuple[str, str], frozenset[str]] = {}
    for sheet in scheme.sheets:
        for item in sheet.items:
            steps = int(item.max / item.step)
            numbers = {shortest(item.step * step) for step in range(steps + 1)}
            allowed[sheet.id, item.id] = frozenset({*numbers, ABSTENTION, INVALID, RECUSAL})
        if not sheet.items:
            allowed[sheet.id, ""] = frozenset({*scheme.marks, ABSTENTION, INVALID, RECUSAL})
    return allowed


def _read_remarks(given: Any, codes: Sequence[str], allowed: bool) -> tuple[Remark, ...]:
    if not isinstance(given, list) or (given and not allowed) or len(given) > len(codes):
        raise _bad("remarks_misshapen")
    remarks: list[Remark] = []
    for remark in given:
        code, text, salt = (_get(remark, name) for name in ("appraisee", "text", "salt"))
        if code not in codes or code in {kept.appraisee for kept in remarks} or not HEX32.fullmatch(salt):
            raise _bad("remarks_misshapen")
        if not text.strip() or len(text) > REMARK_LENGTH:
            raise _bad("remark_length", most=REMARK_LENGTH)
        if not _is_text(text):
            raise _bad("remark_signs")
        remarks.append(Remark(code, text.strip(), salt, _remark_leaf(code, text.strip(), salt)))
    return tuple(remarks)


def _remark_leaf(appraisee: str, text: str, salt: str) -> bytes:
    body = json.dumps([appraisee, unicodedata.normalize("NFC", text), salt], ensure_ascii=False)
    return sha256(b"remark" + body.encode()).digest()


def _is_mark(mark: Any) -> bool:
    return isinstance(mark, list) and len(mark) == 3 and all(isinstance(part, str) for part in mark)


def _is_text(value: Any) -> bool:
    """Whether every store and every paper can hold this text.

    PostgreSQL refuses NUL and lone surrogates: one such remark, sealed, would keep a whole round from closing.
    """
    if not isinstance(value, str):
        return False
    return not any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n\r" for sign in value)


def _get(thing: Any, name: str) -> str:
    value = thing.get(name) if isinstance(thing, dict) else None
    return value if isinstance(value, str) else ""


def _hex(shape: re.Pattern[str], text: Any) -> bytes:
    if not isinstance(text, str) or not shape.fullmatch(text):
        raise ValueError("not lower-case hex of this length")
    return bytes.fromhex(text)


def _bad(what: str, **values: Value) -> BadInput:
    return BadInput("ballot_faulty", what=Sentence(what, **values))
