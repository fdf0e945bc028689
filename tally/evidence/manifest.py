"""The manifest, version 2: what a meeting binds before its cards are out; its SHA-256 is in every QR code.

secrecy.md 1. Rules, parameters, names, rounds and the hashes of all public keys: after the cards are printed nothing of
it can change without every phone and `tally verify` seeing it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from tally.evidence.proof import canonical_json
from tally.evidence.strict_json import JsonFault, read_canonical

SPEC = 2
MODULUS_BYTES = 256


class ManifestFault(ValueError):
    """The bytes are no manifest of version 2; the message says what is wrong, in Chinese."""


@dataclass(frozen=True)
class ManifestClass:
    """A ballot class as it is printed, and the class it votes as."""

    id: str
    title: str
    votes_as: str


@dataclass(frozen=True)
class ManifestAppraisee:
    """A person or unit on the ballot, as printed when the cards were made."""

    id: str
    name: str
    unit: str
    post: str
    group: str


@dataclass(frozen=True)
class Part:
    """One evaluation: a scheme by its hash, its parameters as set, who is evaluated and who votes in it."""

    title: str
    scheme: str  # SHA-256 of its text, hex
    parameters: Mapping[str, str]
    remarks: bool
    sheets: Mapping[str, str]  # id → title as shown
    classes: Mapping[str, str | None]  # id that votes in it → weight as written
    appraisees: tuple[ManifestAppraisee, ...]


@dataclass(frozen=True)
class ManifestRound:
    """A round: its part, whom it is about, and the bytes of a padded ballot. A spare has neither part nor codes yet."""

    round: int
    part: int | None
    codes: tuple[str, ...] | None
    size: int


@dataclass(frozen=True)
class KeyHashes:
    """SHA-256 in hex of the lists of public keys: signing keys by class, box keys, second box keys."""

    sign: Mapping[str, str]
    box: str
    box2: str


@dataclass(frozen=True)
class Manifest:
    """Everything that a fingerprint stands for; dates as printed, `expected` the people who should come (应到)."""

    title: str
    organisation: str
    basis: str
    date: str
    expected: int
    k: int
    live: bool
    classes: tuple[ManifestClass, ...]
    parts: tuple[Part, ...]
    rounds: tuple[ManifestRound, ...]
    keys: KeyHashes

    def to_bytes(self) -> bytes:
        """The one spelling that is hashed, canonical JSON."""
        value = {**asdict(self), "spec": SPEC}
        value["classes"] = [{"id": one.id, "title": one.title, "as": one.votes_as} for one in self.classes]
        return canonical_json(value)

    def fingerprint(self) -> bytes:
        """The 32 bytes in every QR code; their check code is the 会议校验码."""
        return sha256(self.to_bytes()).digest()

    def voting_class(self, ballot_class: str) -> str:
        """The class in which a card of this class votes; the class itself where it is none of the meeting's."""
        return next((one.votes_as for one in self.classes if one.id == ballot_class), ballot_class)


def read_manifest(data: bytes) -> Manifest:
    """The manifest of these bytes; raises ManifestFault where a key lacks, is not known or is of another kind."""
    try:
        value = read_canonical(data)
        if _taken(value, "spec") != SPEC:
            raise ManifestFault("不是第2版的会议清单")
        found = _manifest(value)
    except (JsonFault, KeyError, TypeError, AttributeError) as fault:
        raise ManifestFault(f"会议清单{fault}" if isinstance(fault, JsonFault) else "会议清单的内容不全") from None
    if found.to_bytes() != data:
        raise ManifestFault("会议清单里有不认识的内容")
    return found


def key_list(moduli: Mapping[int, int]) -> bytes:
    """The public keys of one kind as text, a line a round, ascending: number, space, modulus in base64url."""
    return b"".join(b"%d %s\n" % (number, _written(moduli[number])) for number in sorted(moduli))


def read_key_list(data: bytes) -> dict[int, int]:
    """The moduli of a list of keys by round; raises ManifestFault where it is not spelled as `key_list` does."""
    try:
        pairs = [line.split(b" ") for line in data.splitlines()]
        moduli = {int(number): int.from_bytes(_read(text), "big") for number, text in pairs}
    except (ValueError, binascii.Error):
        raise ManifestFault("密钥清单读不出来") from None
    if key_list(moduli) != data:
        raise ManifestFault("密钥清单的写法不合规格")
    return moduli


def _manifest(value: Any) -> Manifest:
    return Manifest(
        **{name: _of(value, name, str) for name in ("title", "organisation", "basis", "date")},
        expected=_of(value, "expected", int),
        k=_of(value, "k", int),
        live=_of(value, "live", bool),
        classes=tuple(ManifestClass(*_texts(one, "id", "title", "as")) for one in value["classes"]),
        parts=tuple(map(_part, value["parts"])),
        rounds=tuple(map(_round, value["rounds"])),
        keys=KeyHashes(_table(value["keys"]["sign"]), *_texts(value["keys"], "box", "box2")),
    )


def _part(value: Any) -> Part:
    people = (ManifestAppraisee(*_texts(one, "id", "name", "unit", "post", "group")) for one in value["appraisees"])
    weights = {name: weight if weight is None else _text(weight) for name, weight in value["classes"].items()}
    return Part(
        title=_of(value, "title", str),
        scheme=_of(value, "scheme", str),
        parameters=_table(value["parameters"]),
        remarks=_of(value, "remarks", bool),
        sheets=_table(value["sheets"]),
        classes=weights,
        appraisees=tuple(people),
    )


def _round(value: Any) -> ManifestRound:
    part, codes = value["part"], value["codes"]
    if (part is None) != (codes is None) or not (part is None or type(part) is int):
        raise TypeError
    listed = None if codes is None else tuple(map(_text, codes))
    return ManifestRound(_of(value, "round", int), part, listed, _of(value, "size", int))


def _of(value: Any, name: str, kind: type) -> Any:
    found = value[name]
    if type(found) is not kind:
        raise TypeError
    return found


def _taken(value: Any, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Any, *names: str) -> Sequence[str]:
    return [_text(value[name]) for name in names]


def _table(value: Any) -> dict[str, str]:
    return {_text(name): _text(found) for name, found in value.items()}


def _written(modulus: int) -> bytes:
    return base64.urlsafe_b64encode(modulus.to_bytes(MODULUS_BYTES, "big")).rstrip(b"=")


def _read(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
