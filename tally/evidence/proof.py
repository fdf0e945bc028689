"""The proofs anyone can recompute: leaves of slips, the root of a round, tokens and their signatures.

No server, no database: a scrutineer's `tally verify`, the voting server and the tests share this page.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

EXPONENT = 65537
SALT_BYTES = 48  # RFC 9474, RSABSSA-SHA384-PSS-Randomized: the salt is as long as the hash


def canonical_json(value: object) -> bytes:
    """One spelling of a JSON value: UTF-8, NFC, keys sorted, no spaces, only required escapes.

    Takes dicts, lists, tuples, strings, whole numbers, true, false and null; anything else, a float
    included, is a TypeError, for a float has more than one spelling.
    """
    text = json.dumps(_normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _normal(value: object) -> object:
    """The value with every string in NFC."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_normal_key(key): _normal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical JSON")


def _normal_key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("a key of canonical JSON is a string")
    return unicodedata.normalize("NFC", key)


def slip_leaf(round: int, ballot_class: str, appraisee: str, marks: Sequence[tuple[str, str, str]], salt: str) -> bytes:
    """The 32 bytes that stand for one slip; `marks` are (sheet, item, mark) in scheme order, salt hex."""
    slip = [round, ballot_class, appraisee, [list(mark) for mark in marks], salt]
    return hashlib.sha256(b"slip" + canonical_json(slip)).digest()


def root_of(round: int, leaves: Iterable[bytes], tokens: Iterable[bytes]) -> bytes:
    """The 32 bytes that stand for a closed round, whatever the order of leaves and tokens.

    Two equal leaves or two equal tokens are a ValueError: the lists ascend strictly.
    """
    leaf_list, token_list = _strictly_ascending(leaves), _strictly_ascending(tokens)
    head = b"root" + round.to_bytes(8, "big") + len(leaf_list).to_bytes(8, "big")
    return hashlib.sha256(head + b"".join(leaf_list) + b"".join(token_list)).digest()


def _strictly_ascending(values: Iterable[bytes]) -> list[bytes]:
    """The values in order; each 32 bytes long and there once, or a ValueError."""
    ordered = sorted(values)
    if any(len(value) != 32 for value in ordered):
        raise ValueError("a leaf and a token are 32 bytes")
    if any(one == following for one, following in pairwise(ordered)):
        raise ValueError("a leaf or a token stands twice in the list of a round")
    return ordered


def token_message(fingerprint: bytes, round: int, ballot_class: str) -> bytes:
    """What a token's signature vouches for: manifest fingerprint (32 bytes) ‖ round (4, BE) ‖ class."""
    return fingerprint + round.to_bytes(4, "big") + ballot_class.encode()


def verify_token(modulus: int, token: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is RSASSA-PSS (SHA-384, MGF1-SHA-384, salt 48) over token ‖ message, e = 65537."""
    # cryptography is loaded here alone: a count that checks no signature starts without it.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.hashes import SHA384  # noqa: PLC0415 - see above

    scheme = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=SALT_BYTES)
    try:
        key = rsa.RSAPublicNumbers(EXPONENT, modulus).public_key()
        key.verify(signature, token + message, scheme, SHA384())
    except (InvalidSignature, ValueError):
        return False
    return True
