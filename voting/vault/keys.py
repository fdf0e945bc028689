"""The folder of private keys: signing keys, box keys and second box keys of rounds that are not closed yet.

A file for each, written through to the disk before anything relies on it; beside them the fingerprint they belong to
and, once a round closes, the hash of the one set of ballots it closes with.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

FINGERPRINT = "fingerprint"
BOX, SECOND_BOX = "box", "box2"


class KeyMissing(Exception):
    """There is no such key, or what there is of it is no key: its round is void."""


class OtherBallots(Exception):
    """The round has been closed with another set of ballots: none but that one is opened."""


class KeyFolder:
    """The private keys of one meeting."""

    def __init__(self, home: Path, meeting: int) -> None:
        self.folder = home / str(meeting)
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.name == "posix":
            self.folder.chmod(0o700)

    def fingerprint(self) -> bytes | None:
        """The fingerprint these keys were made for; None before it is known."""
        path = self.folder / FINGERPRINT
        return bytes.fromhex(path.read_text()) if path.exists() and path.stat().st_size else None

    def keep_fingerprint(self, fingerprint: bytes) -> None:
        """Say for which manifest these keys are: nothing else is ever signed or opened with them."""
        self._write(self.folder / FINGERPRINT, fingerprint.hex().encode())

    def keep(self, name: str, key: rsa.RSAPrivateKey) -> None:
        """Keep a private key under its name (`sign_name`, `box_name`) until its round is closed."""
        encoded = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self._write(self._path(name), encoded)

    def key(self, name: str) -> rsa.RSAPrivateKey:
        """The private key of this name; raises KeyMissing, also where the file is empty or no key."""
        try:
            key = serialization.load_der_private_key(self._path(name).read_bytes(), None)
        except (OSError, ValueError, TypeError):
            raise KeyMissing(name) from None
        if not isinstance(key, rsa.RSAPrivateKey):
            raise KeyMissing(name)
        return key

    def names(self) -> list[str]:
        """The names of all keys that are there, sorted."""
        return sorted(path.stem for path in self.folder.glob("*.key"))

    def bind_ballots(self, round: int, receipts: Iterable[bytes]) -> None:
        """Write down the one set of ballots that a round is closed with, before one of them is opened.

        Raises OtherBallots where another set was written before.
        """
        digest = sha256(b"".join(sorted(receipts))).hexdigest()
        path = self.folder / f"closing-{round}"
        if path.exists() and path.read_text() not in ("", digest):
            raise OtherBallots
        self._write(path, digest.encode())

    def destroy_round(self, round: int) -> None:
        """Destroy every key of a round; nothing happens where there is none."""
        self._destroy([f"{BOX}-{round}.key", f"{SECOND_BOX}-{round}.key", f"sign-{round}-*.key", f"closing-{round}"])

    def destroy_all(self) -> None:
        """Destroy every key of the meeting: it goes back to draft, or it is counted and spares are not needed."""
        self._destroy(["*.key", "closing-*", FINGERPRINT])

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file of its owner's, and its name, through to the disk: every 已计入 relies on it."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        _fill(handle, content)
        self._sync_folder()

    def _destroy(self, patterns: Iterable[str]) -> None:
        found = [path for pattern in patterns for path in self.folder.glob(pattern)]
        for path in found:
            # not truncated first: the random bytes are to go where the key lay
            _fill(os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0)), os.urandom(path.stat().st_size))
            path.unlink()
        if found:
            self._sync_folder()

    def _sync_folder(self) -> None:
        if os.name != "posix":  # Windows cannot, and need not, flush a folder
            return
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sign_name(round: int, ballot_class: str) -> str:
    """The name of a round's and class's signing key; a class may have any name, a file may not."""
    return f"sign-{round}-{sha256(ballot_class.encode()).hexdigest()[:16]}"


def box_name(round: int, second: bool = False) -> str:
    """The name of a round's box key, or of the one that only a laptop taking over will use."""
    return f"{SECOND_BOX if second else BOX}-{round}"


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
