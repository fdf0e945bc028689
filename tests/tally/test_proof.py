"""Leaves, roots and token signatures, held against plain hashing of what the specification writes out."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384

from tally.evidence.proof import canonical_json, root_of, slip_leaf, token_message, verify_token

SALT = "00112233445566778899aabbccddeeff"
LEAVES = [bytes([number]) * 32 for number in (3, 1, 2)]
TOKENS = [bytes([number]) * 32 for number in (9, 8)]


def test_a_leaf_is_the_hash_of_one_spelling_of_the_slip() -> None:
    written = f'[1,"C","01",[["基层党建","","好"],["观摩","1.1","2.5"]],"{SALT}"]'
    marks = [("基层党建", "", "好"), ("观摩", "1.1", "2.5")]
    assert slip_leaf(1, "C", "01", marks, SALT) == hashlib.sha256(("slip" + written).encode()).digest()


def test_any_change_of_a_slip_changes_its_leaf() -> None:
    marks = [("甲", "", "好")]
    leaves = {
        slip_leaf(1, "C", "01", marks, SALT),
        slip_leaf(2, "C", "01", marks, SALT),
        slip_leaf(1, "A", "01", marks, SALT),
        slip_leaf(1, "C", "1", marks, SALT),
        slip_leaf(1, "C", "01", [("甲", "", "差")], SALT),
        slip_leaf(1, "C", "01", marks, SALT.upper()),
    }
    assert len(leaves) == 6


def test_canonical_json_has_sorted_keys_no_spaces_nfc_and_only_required_escapes() -> None:
    assert (
        canonical_json({"b": [1, True, None], "a": 'e\u0301"\\\n/'})
        == '{"a":"é\\"\\\\\\n/","b":[1,true,null]}'.encode()
    )


@pytest.mark.parametrize("value", [1.5, b"x", {1: 2}, {"a": {1}}])
def test_what_has_more_than_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_a_root_is_the_hash_of_round_number_leaves_and_tokens_in_order() -> None:
    written = b"root" + (7).to_bytes(8, "big") + (3).to_bytes(8, "big")
    written += b"".join(sorted(LEAVES)) + b"".join(sorted(TOKENS))
    assert root_of(7, LEAVES, TOKENS) == hashlib.sha256(written).digest()
    assert root_of(7, reversed(LEAVES), reversed(TOKENS)) == root_of(7, LEAVES, TOKENS)
    assert root_of(0, [], []) == hashlib.sha256(b"root" + bytes(16)).digest()


def test_a_root_refuses_what_stands_twice_or_is_too_short() -> None:
    for leaves, tokens in ((LEAVES + LEAVES[:1], TOKENS), (LEAVES, TOKENS * 2), ([b"short"], TOKENS)):
        with pytest.raises(ValueError, match="leaf"):
            root_of(1, leaves, tokens)


def test_a_token_is_good_for_its_meeting_round_and_class_alone() -> None:
    key, other = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    modulus, token, fingerprint = key.public_key().public_numbers().n, b"t" * 32, b"f" * 32
    message = token_message(fingerprint, 1, "C")
    assert message == fingerprint + b"\x00\x00\x00\x01C"
    pss = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=48)
    signature = key.sign(token + message, pss, SHA384())
    assert verify_token(modulus, token, message, signature)
    for wrong in (
        token_message(fingerprint, 2, "C"),
        token_message(fingerprint, 1, "B"),
        token_message(b"g" * 32, 1, "C"),
    ):
        assert not verify_token(modulus, token, wrong, signature)
    assert not verify_token(modulus, b"u" * 32, message, signature)
    assert not verify_token(other.public_key().public_numbers().n, token, message, signature)
    assert not verify_token(modulus, token, message, signature[:-1])
    assert not verify_token(modulus, token, message, b"")
    assert not verify_token(15, token, message, signature)
    short_salt = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=32)
    assert not verify_token(modulus, token, message, key.sign(token + message, short_salt, SHA384()))
    assert not verify_token(modulus, token, message, key.sign(token + message, pss, SHA256()))
