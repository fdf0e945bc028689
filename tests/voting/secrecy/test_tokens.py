"""Tokens: RFC 9474's vectors, what a phone notices, and which tokens a round takes (secrecy.md 3 and 4)."""

from __future__ import annotations

import json
from hashlib import sha384
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384

from tally.evidence.proof import EXPONENT, token_message, verify_token
from tests.voting.meetings import make_room, on_all_sheets, pooled_key
from tests.voting.python_phone import Directly, Phone
from tests.voting.secrecy.rooms import a_ballot, open_room, slips_in_box
from voting.errors import BadInput, BadSignature, CardRefused
from voting.meeting.house import House
from voting.meeting.sealed_box.signing import sign_blinded
from voting.meeting.seats.joining import claim
from voting.meeting.seats.voting import cast
from voting.meeting.session.opening import open_house
from voting.vault.signing import SigningKey

VECTORS = json.loads((Path(__file__).parents[1] / "rfc9474.json").read_text())["vectors"]
each_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])


def number(vector: dict[str, str], name: str) -> int:
    return int(vector[name], 16)


def key_of(vector: dict[str, str]) -> SigningKey:
    p, q, d = (number(vector, name) for name in "pqd")
    return SigningKey(p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))


@each_vector
def test_our_blind_signature_is_the_rfcs(vector: dict[str, str]) -> None:
    assert number(vector, "e") == EXPONENT
    assert key_of(vector).modulus == number(vector, "n")
    assert sign_blinded(key_of(vector), number(vector, "blinded_msg")) == number(vector, "blind_sig")


@each_vector
def test_unblinding_our_signature_gives_the_rfcs(vector: dict[str, str]) -> None:
    blind = sign_blinded(key_of(vector), number(vector, "blinded_msg"))
    assert blind * number(vector, "inv") % number(vector, "n") == number(vector, "sig")


@each_vector
def test_the_rfcs_signature_verifies(vector: dict[str, str]) -> None:
    """Ours is the first variant, salt 48 and 32 random bytes before the message; the others differ in just these."""
    message, signature = bytes.fromhex(vector["input_msg"]), bytes.fromhex(vector["sig"])
    salt = len(bytes.fromhex(vector["salt"]))
    public = rsa.RSAPublicNumbers(EXPONENT, number(vector, "n")).public_key()
    scheme = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=salt)
    public.verify(signature, message, scheme, SHA384())
    with pytest.raises(InvalidSignature):
        public.verify(signature, message + b"\0", scheme, SHA384())
    taken = verify_token(number(vector, "n"), message[:32], message[32:], signature)
    assert taken == (salt == sha384().digest_size)


@pytest.mark.parametrize("offset", [0, 1, -1, -2])
def test_the_blinded_values_that_sign_themselves_are_refused(offset: int) -> None:
    """0, 1, n − 1 and n; n − 2 and 2 are ordinary."""
    key = pooled_key()
    value = offset if offset >= 0 else key.modulus + offset + 1
    assert value in (0, 1, key.modulus - 1, key.modulus)
    with pytest.raises(BadInput):
        sign_blinded(key, value)
    assert pow(sign_blinded(key, 2), EXPONENT, key.modulus) == 2


def test_a_claim_with_a_value_that_signs_itself_is_refused_whole(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phone = Phone(Directly(either_house), room.cards[0].url)
    moduli = {key["round"]: int(key["modulus"], 16) for key in phone.manifest["keys"] if key["class"] == "A"}
    for wrong in (0, 1, moduli[2] - 1, moduli[2]):
        blinded = {str(one): f"{7:0512x}" for one in moduli} | {"2": f"{wrong:0512x}"}
        with pytest.raises(BadInput):
            claim(either_house, {"card": phone.secret, "class": "A", "blinded": blinded})
    phone.join()  # nothing was kept of the refused ones


def is_good(phone: Phone, number: int) -> bool:
    """Finalize of RFC 9474: the phone verifies its unblinded signature before it believes that it can vote."""
    message = token_message(bytes.fromhex(phone.fingerprint), number, phone.ballot_class)
    held = phone.rounds[number]
    return verify_token(held.modulus, held.token, message, held.signature)


class Tampering(Directly):
    """A network that changes one bit of every blind signature on its way to the phone."""

    def post(self, path: str, message: Any) -> Any:
        answer = super().post(path, message)
        return {"signatures": {name: f"{int(text, 16) ^ 1:0512x}" for name, text in answer["signatures"].items()}}


def test_a_phone_notices_a_tampered_blind_signature(house: House) -> None:
    room = make_room(house, people=1)
    phone = Phone(Tampering(house), room.cards[0].url)
    phone.join()
    assert not any(is_good(phone, number) for number in phone.rounds)
    honest = Phone(Directly(house), room.cards[1].url)
    honest.join()
    assert all(is_good(honest, number) for number in honest.rounds)


def test_a_token_with_a_tampered_signature_casts_nothing(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phone = open_room(room)[0]
    message = a_ballot(phone)
    message["signature"] = f"{int(message['signature'], 16) ^ 1:0512x}"
    with pytest.raises(BadSignature):
        cast(either_house, message)
    room.close(1)
    assert slips_in_box(room, 1) == []


def test_a_token_of_another_round_is_refused(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phone = open_room(room)[0]
    other = a_ballot(phone, 2) | {"round": 1}
    with pytest.raises(BadSignature):
        cast(either_house, other)


def test_a_token_already_spent_in_one_round_is_worth_nothing_in_another(either_house: House) -> None:
    room = make_room(either_house, people=2)
    phone = open_room(room)[0]
    first = a_ballot(phone)
    cast(either_house, first)
    room.close(1)
    room.open(2, consent=True)
    second = first | {"round": 2, "slips": [{**first["slips"][0], "appraisee": "02"}]}
    with pytest.raises(BadSignature):
        cast(either_house, second)
    cast(either_house, first)  # and is still known where it was spent
    room.close(2)
    assert slips_in_box(room, 2) == []


def test_a_token_of_another_class_is_refused(either_house: House) -> None:
    """B's token says C: neither C's key nor B's has signed that."""
    room = make_room(either_house, people=1)
    phone = open_room(room)[5]
    assert phone.ballot_class == "B"
    with pytest.raises(BadSignature):
        cast(either_house, a_ballot(phone) | {"class": "C"})


def test_a_card_claims_no_token_of_another_class(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phone = Phone(Directly(either_house), room.cards[0].url)
    phone.ballot_class = "C"
    with pytest.raises(CardRefused, match="票类与票卡不符"):
        phone.join()


def test_a_token_of_another_meeting_is_refused(either_house: House) -> None:
    """Two meetings in one house, both in their first round: one's token votes in one, and never in the other."""
    one = make_room(either_house, people=1)
    other = make_room(either_house, people=1, officers=one.officers)
    phones, others = open_room(one), open_room(other)
    cast(either_house, a_ballot(phones[0]))
    forged = a_ballot(others[0])
    forged["signature"] = a_ballot(phones[1])["signature"]
    with pytest.raises(BadSignature):
        cast(either_house, forged)
    cast(either_house, a_ballot(others[1]))
    for room in (one, other):
        room.close(1)
        assert len(slips_in_box(room, 1)) == 1


def test_a_token_from_another_house_is_refused(house: House, tmp_path: Path) -> None:
    elsewhere = open_house(tmp_path / "elsewhere")
    stranger = make_room(elsewhere, people=1).joined_phones()[0]
    open_room(make_room(house, people=1))
    with pytest.raises(BadSignature):
        cast(house, a_ballot(stranger))
    elsewhere.close()


def test_marks_are_never_looked_at_before_the_signature(house: House) -> None:
    """Nobody without a token learns anything from how a ballot is refused."""
    room = make_room(house, people=1)
    phone = open_room(room)[0]
    message = phone.message(1, {"01": on_all_sheets("很好")}, {}) | {"signature": "0" * 512}
    with pytest.raises(BadSignature):
        cast(house, message)
