"""Signing keys of the rounds: one RSA-2048 key for each (round, class), used blind and then destroyed.

Private halves are files outside the instance (`voting.vault.places`), readable by their owner alone, in no backup;
RFC 9474, RSABSSA-SHA384-PSS-Randomized (secrecy.md, "From the card to the count" 1 and 3).
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from voting.errors import BadInput, WrongState
from voting.vault.signing import BadBlinded, SignatureSlipped, SigningKey, signing_key
from voting.vault.signing import make_key as make_rsa_key
from voting.vault.signing import sign_blinded as sign


def make_key() -> SigningKey:
    """Make a fresh RSA-2048 key with e = 65537."""
    return signing_key(make_rsa_key())


def sign_blinded(key: SigningKey, blinded: int) -> int:
    """The blind signature of a blinded value; raises BadInput for one that no honest client blinds, else WrongState."""
    try:
        return sign(key, blinded)
    except BadBlinded:
        raise BadInput("blinded_misspelt") from None
    except SignatureSlipped:
        raise WrongState("signature_broken") from None


class KeyStore:
    """The folder of secrets: signing keys and box keys, each a file of its owner's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
        self._signing: dict[tuple[int, int, str], SigningKey] = {}
        self._lock = Lock()  # else a key read just before its destruction could stay in memory after it

    def take_in(self, former: Path) -> None:
        """Move what lies in a folder of keys of before into this one; there is no such folder afterwards."""
        if not former.is_dir():
            return
        elsewhere = KeyStore(former)
        for path in former.glob("*.key"):
            self._write(self.folder / path.name, path.read_bytes())
            elsewhere._destroy(path.name)
        with suppress(OSError):  # somebody keeps something else in it
            former.rmdir()

    def save_signing_key(self, meeting: int, round_number: int, ballot_class: str, key: SigningKey) -> None:
        """Keep a private key until its round is closed."""
        numbers = {name: hex(getattr(key, name)) for name in SigningKey.__dataclass_fields__}
        self._write(self._signing_path(meeting, round_number, ballot_class), json.dumps(numbers).encode())

    def signing_key(self, meeting: int, round_number: int, ballot_class: str) -> SigningKey | None:
        """The private key of a round and class, or None once it is destroyed."""
        place = (meeting, round_number, ballot_class)
        with self._lock:
            if place not in self._signing:
                path = self._signing_path(*place)
                if not path.exists():
                    return None
                numbers = json.loads(path.read_bytes())
                self._signing[place] = SigningKey(**{name: int(text, 16) for name, text in numbers.items()})
            return self._signing[place]

    def make_box_key(self, meeting: int, round_number: int) -> bytes:
        """Make the key that seals the ballots of one round; 32 random bytes."""
        key = os.urandom(32)
        self._write(self._box_path(meeting, round_number), key)
        return key

    def box_key(self, meeting: int, round_number: int) -> bytes | None:
        """The box key of an open round, or None once it is destroyed."""
        path = self._box_path(meeting, round_number)
        return path.read_bytes() if path.exists() else None

    def holds(self, meeting: int, round_number: int) -> bool:
        """Whether any key of a round still exists: the box key, or a signing key of some class."""
        patterns = (f"box-{meeting}-{round_number}.key", f"sign-{meeting}-{round_number}-*.key")
        return any(True for pattern in patterns for _ in self.folder.glob(pattern))

    def destroy_box_key(self, meeting: int, round_number: int) -> None:
        """Destroy the box key of a round that is not open any more, or not yet; its signing keys stay."""
        self._destroy(f"box-{meeting}-{round_number}.key")

    def destroy_round(self, meeting: int, round_number: int) -> None:
        """Destroy the box key and every signing key of a round; nothing happens where there is none."""
        with self._lock:
            self._destroy(f"box-{meeting}-{round_number}.key")
            self._destroy(f"sign-{meeting}-{round_number}-*.key")
            self._signing = {place: key for place, key in self._signing.items() if place[:2] != (meeting, round_number)}

    def destroy_meeting(self, meeting: int) -> None:
        """Destroy every key of a meeting: it goes back to draft, or it is counted and spares are not needed."""
        with self._lock:
            self._destroy(f"box-{meeting}-*.key")
            self._destroy(f"sign-{meeting}-*.key")
            self._signing = {place: key for place, key in self._signing.items() if place[0] != meeting}

    def _signing_path(self, meeting: int, round_number: int, ballot_class: str) -> Path:
        # a class may have any name; its file name must not depend on what a file system allows
        name = sha256(ballot_class.encode()).hexdigest()[:16]
        return self.folder / f"sign-{meeting}-{round_number}-{name}.key"

    def _box_path(self, meeting: int, round_number: int) -> Path:
        return self.folder / f"box-{meeting}-{round_number}.key"

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file of its owner's, and its name, through to the disk: every 已计入 relies on it."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        _fill(handle, content)
        self._sync_folder()

    def _destroy(self, pattern: str) -> None:
        found = list(self.folder.glob(pattern))
        for path in found:
            # not truncated first: the random bytes are to go where the key lay
            _fill(os.open(path, os.O_WRONLY), os.urandom(path.stat().st_size))
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


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
