"""Blindness: every claim could have become every token, so registry and box together prove nothing."""

from __future__ import annotations

from itertools import product
from math import gcd

from tally.evidence.proof import EXPONENT
from tests.voting.meetings import make_room, on_all_sheets
from tests.voting.secrecy.rooms import open_room
from voting.meeting.classes import voting_class
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.storage.ballot_box import metadata
from voting.storage.registry import Card, Claim, Registry, RoundKey


def test_every_claim_and_every_token_are_joined_by_a_blinding_factor(either_house: House) -> None:
    """A phone that drew r = s'·s⁻¹ would have sent just this claim and cast just this token, whatever the pair:
    blinded = encode(token)·rᵉ and s' = s·r. All r are equally likely, so the pair is no likelier than another."""
    room = make_room(either_house, people=1, seats={"A": 6, "B": 6})
    phones = open_room(room)
    for phone in phones:
        phone.vote(1, {"01": on_all_sheets("好")})
    room.close(1)
    tokens = either_house.box.tokens((room.meeting_id, 1))
    pairs = 0
    with either_house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        claims = session.query(Claim, Card).join(Card, Card.id == Claim.card_id).where(Claim.round == 1).all()
        for (claim, card), (token_class, _, signature, _) in product(claims, tokens):
            if voting_class(meeting, card.ballot_class) != token_class:
                continue
            key = session.get_one(RoundKey, (meeting.id, 1, token_class))
            modulus, blind = int(key.modulus, 16), int(claim.signature, 16)
            plain = int.from_bytes(signature, "big")
            factor = blind * pow(plain, -1, modulus) % modulus
            encoded = pow(plain, EXPONENT, modulus)  # the padded token: its signature is good
            assert gcd(factor, modulus) == 1
            assert encoded * pow(factor, EXPONENT, modulus) % modulus == int(claim.blinded, 16)
            assert plain * factor % modulus == blind
            pairs += 1
    assert pairs == 6 * 6 + 6 * 6
    assert len(tokens) == len(phones)


def test_no_row_of_the_box_points_into_the_registry() -> None:
    """Meeting and round are all the two stores have in common; no id, no time, no foreign key, no counter."""
    allowed = {"meeting", "round"}
    for table in metadata.tables.values():
        assert not table.foreign_keys
        names = {column.name for column in table.columns}
        assert not names & {"id", "card", "card_id", "seat", "seat_id", "at", "time", "created", "position", "sequence"}
        assert all(column.name in allowed for column in table.columns if column.type.python_type is int)
    claim = Registry.metadata.tables["claim"]
    assert {column.name for column in claim.columns} == {"card_id", "round", "blinded", "signature"}
