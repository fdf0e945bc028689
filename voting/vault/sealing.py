"""A ballot as it is sealed on the phone, opened: RSA-OAEP of a fresh key, then ChaCha20-Poly1305 (secrecy.md 5).

sealed = C ‖ T; C = RSAES-OAEP (SHA-384) of K under the round's box key, label "box" ‖ fingerprint ‖ round;
T = ChaCha20-Poly1305 with K, a nonce of zeros, associated data token ‖ M, over length (4) ‖ content ‖ zeros. K is used
once and kept nowhere, so a nonce of zeros never meets the same key twice.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA384

KEY, WRAPPED, TAG, LENGTH = 32, 256, 16, 4
NONCE = bytes(12)
BLOCK = 1024
SHOWN = b"shown"  # stands in a token's place where the live figures are sealed


class DoesNotOpen(Exception):
    """The bytes are no ballot sealed for this round and token; why is not said, for a reason could tell a mark."""


def seal(public: rsa.RSAPublicKey, label: bytes, bound_to: bytes, content: bytes, size: int) -> bytes:
    """`content` sealed and padded to `size` bytes; raises ValueError where it is longer."""
    if len(content) + LENGTH > size:
        raise ValueError("longer than its round allows")
    key = os.urandom(KEY)
    padded = (len(content).to_bytes(LENGTH, "big") + content).ljust(size, b"\0")
    return public.encrypt(key, _oaep(label)) + ChaCha20Poly1305(key).encrypt(NONCE, padded, bound_to)


def unseal(private: rsa.RSAPrivateKey, label: bytes, bound_to: bytes, sealed: bytes, size: int | None) -> bytes:
    """The content of what `seal` or a phone has sealed, `size` bytes padded (None: any); raises DoesNotOpen."""
    if size is not None and len(sealed) != WRAPPED + size + TAG:
        raise DoesNotOpen
    try:
        key = private.decrypt(sealed[:WRAPPED], _oaep(label))
        padded = ChaCha20Poly1305(key).decrypt(NONCE, sealed[WRAPPED:], bound_to)
    except (ValueError, InvalidTag):
        raise DoesNotOpen from None
    return _content(padded)


def padded_size(content: bytes) -> int:
    """The whole blocks that hold this content."""
    return -(-(len(content) + LENGTH) // BLOCK) * BLOCK


def _content(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:LENGTH], "big")
    content, rest = padded[LENGTH : LENGTH + length], padded[LENGTH + length :]
    if len(content) != length or rest.strip(b"\0"):
        raise DoesNotOpen
    return content


def _oaep(label: bytes) -> padding.OAEP:
    return padding.OAEP(padding.MGF1(SHA384()), SHA384(), label)
