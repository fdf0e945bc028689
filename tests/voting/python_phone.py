"""A phone in Python: blinds, claims, casts and checks as the attendee's page does, over any way to reach the server.

`ask` is what carries a message: `Directly(house)` calls the use-cases, `OverHttp(base)` speaks to a server.
"""

from __future__ import annotations

import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256, sha384
from math import gcd
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import gmpy2

from tally.evidence.proof import root_of, slip_leaf, token_message
from voting.meeting.house import House
from voting.meeting.seats.joining import claim
from voting.meeting.seats.voting import cast
from voting.meeting.showing import phone as phone_pages

EXPONENT = 65537
SALT = 48
BYTES = 256

Marks = Sequence[tuple[str, str, str]]


class Server(Protocol):
    """A way to reach the server."""

    def get(self, path: str, fingerprint: str) -> Any:
        """A public page's JSON."""

    def post(self, path: str, message: Mapping[str, Any]) -> Any:
        """The answer to a message; raises what the way raises when it is refused."""


@dataclass(frozen=True)
class Directly:
    """Calls the use-cases, without a server between."""

    house: House

    def get(self, path: str, fingerprint: str) -> Any:
        with self.house.reading() as session:
            meeting = phone_pages.meeting_of(session, fingerprint)
            if path == "/v/manifest":
                return json.loads(meeting.manifest)
            if path == "/v/form":
                return phone_pages.form(meeting)
            if path == "/v/state":
                return phone_pages.state(self.house, session, meeting)
            return phone_pages.lists(self.house, meeting, int(path.rpartition("/")[2]))

    def post(self, path: str, message: Mapping[str, Any]) -> Any:
        plain = json.loads(json.dumps(message))
        if path == "/claim":
            return {"signatures": claim(self.house, plain)}
        cast(self.house, plain)
        return {"recorded": True}


class Answered(Exception):
    """The server refused; `status` and `body` as they came."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"{status}: {body}")
        self.status, self.body = status, body


@dataclass(frozen=True)
class OverHttp:
    """Speaks to a running server."""

    base: str

    def get(self, path: str, fingerprint: str) -> Any:
        with urllib.request.urlopen(f"{self.base}{path}?k={fingerprint}", timeout=30) as answer:
            return json.load(answer)

    def post(self, path: str, message: Mapping[str, Any]) -> Any:
        body = json.dumps(message, ensure_ascii=False).encode()
        asked = urllib.request.Request(f"{self.base}{path}", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise Answered(refusal.code, json.load(refusal)) from None


@dataclass
class Claimed:
    """What the phone keeps of one round."""

    token: bytes
    blinded: int
    inverse: int
    modulus: int
    signature: bytes = b""


@dataclass
class Phone:
    """One attendee's phone, holding one card."""

    server: Server
    card_url: str
    rounds: dict[int, Claimed] = field(default_factory=dict)
    cast_messages: dict[int, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        fields = parse_qs(urlsplit(self.card_url).fragment)
        self.secret, self.card_class, self.fingerprint = (fields[name][0] for name in "cgk")
        self.manifest = self.server.get("/v/manifest", self.fingerprint)
        self.ballot_class = self.manifest["classes"][self.card_class]

    def join(self) -> None:
        """Claim every round of its class; joining again sends the same blinded values."""
        answer = self.server.post("/claim", self.claim_message())
        for number, text in answer["signatures"].items():
            one = self.rounds[int(number)]
            one.signature = (int(text, 16) * one.inverse % one.modulus).to_bytes(BYTES, "big")

    def claim_message(self) -> dict[str, Any]:
        """What it sends to join: made once, the same ever after."""
        if not self.rounds:
            keys = [key for key in self.manifest["keys"] if key["class"] == self.ballot_class]
            self.rounds = {key["round"]: self._blind(key["round"], int(key["modulus"], 16)) for key in keys}
        blinded = {str(number): f"{one.blinded:0512x}" for number, one in self.rounds.items()}
        return {"card": self.secret, "class": self.ballot_class, "blinded": blinded}

    def vote(self, number: int, marks: Mapping[str, Marks], remarks: Mapping[str, str] | None = None) -> Any:
        """Cast one ballot: marks by appraisee in the round's order. The message is kept for repeating."""
        self.cast_messages[number] = self.message(number, marks, remarks or {})
        return self.again(number)

    def again(self, number: int) -> Any:
        """Send the very same ballot once more."""
        return self.server.post("/cast", self.cast_messages[number])

    def message(self, number: int, marks: Mapping[str, Marks], remarks: Mapping[str, str]) -> dict[str, Any]:
        """A cast message, complete and well formed."""
        one = self.rounds[number]
        slips: list[dict[str, Any]] = [
            {"appraisee": code, "marks": [list(mark) for mark in given], "salt": secrets.token_hex(16)}
            for code, given in marks.items()
        ]
        leaves = [
            slip_leaf(number, self.ballot_class, slip["appraisee"], slip["marks"], slip["salt"]) for slip in slips
        ]
        receipt = sha256(secrets.token_bytes(32) + b"".join(leaves)).hexdigest()
        return {
            "round": number,
            "class": self.ballot_class,
            "token": one.token.hex(),
            "signature": one.signature.hex(),
            "receipt": receipt,
            "slips": slips,
            "remarks": [
                {"appraisee": code, "text": text, "salt": secrets.token_hex(16)} for code, text in remarks.items()
            ],
        }

    def finds_its_slips(self, number: int) -> bool:
        """Whether the closed round's lists hold all its slips and its token, and give the root they claim."""
        lists = self.server.get(f"/v/lists/{number}", self.fingerprint)
        leaves = [bytes.fromhex(leaf) for leaf in lists["leaves"]]
        tokens = [bytes.fromhex(token) for token in lists["tokens"]]
        message = self.cast_messages[number]
        own = {
            slip_leaf(number, self.ballot_class, slip["appraisee"], slip["marks"], slip["salt"])
            for slip in message["slips"]
        }
        whole = root_of(number, leaves, tokens).hex() == lists["root"]
        return whole and own <= set(leaves) and bytes.fromhex(message["token"]) in tokens

    def _blind(self, number: int, modulus: int) -> Claimed:
        token = secrets.token_bytes(32)
        encoded = encode(token + token_message(bytes.fromhex(self.fingerprint), number, self.ballot_class))
        while True:
            factor = secrets.randbelow(modulus - 2) + 2
            if gcd(factor, modulus) == 1:
                break
        blinded = encoded * int(gmpy2.powmod(factor, EXPONENT, modulus)) % modulus
        return Claimed(token, blinded, int(gmpy2.invert(factor, modulus)), modulus)


def encode(message: bytes) -> int:
    """EMSA-PSS-ENCODE for a 2048-bit modulus with SHA-384 and a 48-byte salt (RFC 8017 9.1.1)."""
    salt = secrets.token_bytes(SALT)
    digest = sha384(b"\0" * 8 + sha384(message).digest() + salt).digest()
    length = BYTES - len(digest) - 1
    data = (b"\1" + salt).rjust(length, b"\0")
    masked = bytearray(one ^ other for one, other in zip(data, _mask(digest, length), strict=True))
    masked[0] &= 0x7F
    return int.from_bytes(bytes(masked) + digest + b"\xbc", "big")


def _mask(seed: bytes, length: int) -> bytes:
    blocks = (sha384(seed + counter.to_bytes(4, "big")).digest() for counter in range(-(-length // 48)))
    return b"".join(blocks)[:length]
