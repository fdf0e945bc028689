"""A small meeting in a real vault process: two rounds of three people, a spare, a class; phones that seal for it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import gmpy2
from cryptography.hazmat.primitives.asymmetric import rsa

from tally.evidence.manifest import (
    KeyHashes,
    Manifest,
    ManifestAppraisee,
    ManifestClass,
    ManifestRound,
    Part,
    read_key_list,
)
from tally.evidence.proof import token_message
from tally.evidence.round_proof import box_label
from tests.voting.python_phone import BYTES, EXPONENT, encode
from voting.vault.client import Vault, VaultProcess
from voting.vault.frames import Frame
from voting.vault.sealing import seal

MEETING = 7
CODES = ("01", "02", "03")
SCHEME = """spec = 1
name = "测评"
[[class]]
id = "A"
[scale]
"好" = 90
"较好" = 80
"差" = 60
[[sheet]]
id = "述职"
[[sheet]]
id = "观摩"
[[sheet.item]]
id = "1"
title = "台账"
max = 3
step = "0.5"
[[limit]]
name = "好不过半"
sheet = "述职"
marks = ["好"]
at_most = 2
[formula]
"得分" = "述职"
""".encode()
GOOD = (("较好", "3"), ("较好", "2.5"), ("弃权", "弃权"))


@dataclass(frozen=True)
class Token:
    """A token as a phone has it after joining."""

    token: bytes
    signature: bytes


@dataclass
class VaultRoom:
    """The vault with this meeting admitted, and what its phones know."""

    vault: Vault
    manifest: Manifest
    lists: dict[str, bytes]
    box: dict[int, int]

    @property
    def fingerprint(self) -> bytes:
        return self.manifest.fingerprint()

    def ask(self, name: str, blobs: Sequence[bytes] = (), **header: object) -> Frame:
        return self.vault.ask(name, {"meeting": MEETING, **header}, blobs)

    def admit(self, process: Vault | VaultProcess) -> None:
        header = {"meeting": MEETING, "schemes": 1, "classes": ["A"]}
        process.ask("admit", header, [self.manifest.to_bytes(), SCHEME, self.lists["A"]])

    def open(self, round: int = 1, codes: Sequence[str] = CODES) -> None:
        self.ask("open", round=round, part=0, codes=list(codes))

    def join(self, round: int = 1) -> Token:
        token, modulus = secrets.token_bytes(32), read_key_list(self.lists["A"])[round]
        encoded = encode(token + token_message(self.fingerprint, round, "A"))
        factor = secrets.randbelow(modulus - 2) + 2
        blinded = encoded * int(gmpy2.powmod(factor, EXPONENT, modulus)) % modulus
        answer = self.ask("sign", [blinded.to_bytes(BYTES, "big")], rounds=[round], **{"class": "A"})
        signature = int.from_bytes(answer.blobs[0], "big") * int(gmpy2.invert(factor, modulus)) % modulus
        return Token(token, signature.to_bytes(BYTES, "big"))

    def seal(
        self, token: bytes, marks: Sequence[Sequence[str]] = GOOD, remarks: Sequence[Sequence[str]] = (), round: int = 1
    ) -> bytes:
        slips = [[code, list(given), secrets.token_hex(16)] for code, given in zip(CODES, marks, strict=True)]
        said = [[*remark, secrets.token_hex(16)] for remark in remarks]
        return self.seal_text(token, json.dumps({"remarks": said, "slips": slips}, ensure_ascii=False).encode(), round)

    def seal_text(self, token: bytes, text: bytes, round: int = 1) -> bytes:
        public = rsa.RSAPublicNumbers(EXPONENT, self.box[round]).public_key()
        bound_to = token + token_message(self.fingerprint, round, "A")
        return seal(public, box_label(self.fingerprint, round), bound_to, text, self.manifest.rounds[round - 1].size)

    def check(self, token: Token, sealed: bytes, round: int = 1, ballot_class: str = "A") -> str:
        answer = self.ask("check", [token.token, token.signature, sealed], round=round, **{"class": ballot_class})
        return str(answer.header["verdict"])

    def cast(self, marks: Sequence[Sequence[str]] = GOOD, remarks: Sequence[Sequence[str]] = ()) -> tuple[bytes, bytes]:
        """Join, seal, be checked and recorded; return token and ciphertext."""
        token = self.join()
        sealed = self.seal(token.token, marks, remarks)
        assert self.check(token, sealed) == "ok"
        self.ask("record", [token.token], round=1)
        return token.token, sealed


@contextmanager
def vault_room(home: Path, live: bool = False, k: int = 2) -> Iterator[VaultRoom]:
    """The meeting, its keys made and bound by the vault itself."""
    known: list[VaultRoom] = []
    vault = Vault(home, lambda process: known[0].admit(process) if known else None)
    made = vault.ask("make", {"meeting": MEETING, "rounds": [1, 2, 3], "classes": ["A"]})
    hashes = [sha256(listed).hexdigest() for listed in made.blobs]
    people = tuple(ManifestAppraisee(code, f"{code}号", "", "", "") for code in CODES)
    part = Part("测评", sha256(SCHEME).hexdigest(), {}, True, {"述职": "述职", "观摩": "观摩"}, {"A": None}, people)
    rounds = (ManifestRound(1, 0, CODES, 16384), ManifestRound(2, 0, CODES, 16384), ManifestRound(3, None, None, 16384))
    keys = KeyHashes({"A": hashes[0]}, hashes[1], hashes[2])
    manifest = Manifest("会议", "党委", "", "", 3, k, live, (ManifestClass("A", "A票", "A"),), (part,), rounds, keys)
    vault.ask("bind", {"meeting": MEETING}, [manifest.to_bytes()])
    room = VaultRoom(vault, manifest, {"A": made.blobs[0]}, read_key_list(made.blobs[1]))
    known.append(room)
    room.admit(vault)
    try:
        yield room
    finally:
        vault.stop()


def renamed(manifest: Manifest) -> Manifest:
    """The manifest with the names of two people exchanged."""
    part = manifest.parts[0]
    first, second, *rest = part.appraisees
    people = (replace(first, name=second.name), replace(second, name=first.name), *rest)
    return replace(manifest, parts=(replace(part, appraisees=people),))
