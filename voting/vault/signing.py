"""Signing keys: RSA-2048, used blind (RFC 9474, RSABSSA-SHA384-PSS-Randomized; secrecy.md 1 and 4)."""

from __future__ import annotations

from dataclasses import dataclass

import gmpy2
from cryptography.hazmat.primitives.asymmetric import rsa

BITS = 2048
EXPONENT = 65537
BYTES = BITS // 8


class BadBlinded(Exception):
    """A value that no honest client blinds: outside 2 … n − 2."""


class SignatureSlipped(Exception):
    """The machine has miscounted: the signature does not answer its value, and must not leave."""


@dataclass(frozen=True)
class SigningKey:
    """A private key as the numbers that a CRT signature needs."""

    p: int
    q: int
    dp: int
    dq: int
    q_inverse: int

    @property
    def modulus(self) -> int:
        """The public modulus n."""
        return self.p * self.q


def make_key() -> rsa.RSAPrivateKey:
    """Make a fresh RSA-2048 key with e = 65537."""
    return rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)


def signing_key(key: rsa.RSAPrivateKey) -> SigningKey:
    """The key as its numbers."""
    numbers = key.private_numbers()
    return SigningKey(numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp)


def sign_blinded(key: SigningKey, blinded: int) -> int:
    """The blind signature of a blinded value (RFC 9474 4.3, BlindSign), checked before it leaves.

    Raises BadBlinded for 0, 1, n − 1 and what lies outside: they are their own signatures and would show nothing but
    a broken or hostile client; SignatureSlipped where the check fails.
    """
    modulus = key.modulus
    if not 1 < blinded < modulus - 1:
        raise BadBlinded
    # powmod_sec takes as long for one value as for another: whoever chooses what is signed learns nothing from a clock
    part_p = gmpy2.powmod_sec(blinded % key.p, key.dp, key.p)
    part_q = gmpy2.powmod_sec(blinded % key.q, key.dq, key.q)
    signature = int(part_q + key.q * ((key.q_inverse * (part_p - part_q)) % key.p))
    if gmpy2.powmod(signature, EXPONENT, modulus) != blinded:
        raise SignatureSlipped
    return signature
