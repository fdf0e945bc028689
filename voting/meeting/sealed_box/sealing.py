"""Sealing a ballot with the key of its round, so that what lies on disk while the round is open says nothing.

AES-256-GCM (secrecy.md 5). Every ballot of a round is padded to one size: otherwise the length of the
ciphertext, kept in a backup beside its token, would tell 弃权 from 好 and a long remark from none.
"""

from __future__ import annotations

import json
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
LENGTH = 4
SHOWN, SHOWN_BLOCK = b"shown", 4096  # what stands in a token's place for the live figures, and their padding


def seal(key: bytes, token: bytes, content: dict[str, Any], size: int) -> bytes:
    """Return `content` sealed and padded to `size` bytes, bound to its token.

    Raises ValueError when the content is larger than `size`.
    """
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    if len(plain) + LENGTH > size:
        raise ValueError("a ballot larger than its round allows")
    return _encrypt(key, token, plain, size)


def unseal(key: bytes, token: bytes, sealed: bytes) -> dict[str, Any]:
    """Open what `seal` has closed; raises cryptography's InvalidTag where a byte differs."""
    padded = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], token)
    length = int.from_bytes(padded[:LENGTH], "big")
    content: dict[str, Any] = json.loads(padded[LENGTH : LENGTH + length])
    return content


def seal_shown(key: bytes, state: dict[str, Any]) -> bytes:
    """Seal what the live figures have shown of a round, padded to whole blocks."""
    plain = json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()
    return _encrypt(key, SHOWN, plain, -(-(len(plain) + LENGTH) // SHOWN_BLOCK) * SHOWN_BLOCK)


def unseal_shown(key: bytes, sealed: bytes) -> dict[str, Any]:
    """Open what `seal_shown` has closed."""
    return unseal(key, SHOWN, sealed)


def _encrypt(key: bytes, bound_to: bytes, plain: bytes, size: int) -> bytes:
    padded = (len(plain).to_bytes(LENGTH, "big") + plain).ljust(size, b"\0")
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, padded, bound_to)
