"""入场: a card claims blind signatures for every round at once. Which token comes of it nobody here can know.

secrecy.md 3. A claim is the card, the round, the blinded value and its signature; no time is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from voting.errors import BadInput, CardRefused, ClaimedElsewhere, WrongState
from voting.meeting.classes import voting_class
from voting.meeting.house import House
from voting.meeting.sealed_box.signing import sign_blinded
from voting.meeting.seats.cards import hash_of, read_secret
from voting.states import WITH_CARDS, CardState
from voting.storage.engines import is_sqlite
from voting.storage.registry import Card, Claim, Meeting

HEX = re.compile(r"[0-9a-f]{512}")


def claim(house: House, message: Any) -> dict[str, str]:
    """Sign the blinded values of a card, one for each round; return the signatures, round → hex.

    The same values again get the same answer. Raises CardRefused, ClaimedElsewhere (nothing is signed then),
    WrongState before the cards are made and after the meeting, BadInput. A closed round is left out.
    """
    secret, ballot_class, blinded = _read(message)
    with house.reading() as session:
        card, meeting = _card(session, secret, ballot_class)
        known = _known(session, card.id)
        card_id, meeting_id = card.id, meeting.id
    rows = _signed(house, meeting_id, ballot_class, card_id, blinded, known)
    with house.writing() as session:
        _card(session, secret, ballot_class)  # it may have been voided meanwhile
        if rows:
            dialect = sqlite if is_sqlite(house.stores.registry) else postgresql
            session.execute(dialect.insert(Claim).values(rows).on_conflict_do_nothing())
        kept = _known(session, card_id)
        if any(kept[number].blinded != value for number, value in blinded.items() if number in kept):
            raise ClaimedElsewhere("claimed_elsewhere")  # and nothing is kept of this message
    if rows:
        house.news.ring("room", meeting_id)
    return {str(number): kept[number].signature for number in blinded if number in kept}


def claims_by_class(session: Session, meeting: Meeting, round_number: int) -> dict[str, int]:
    """How many cards have joined for a round, by the class they vote in; those replaced since included."""
    query = (
        select(Card.ballot_class, func.count())
        .join(Claim, Claim.card_id == Card.id)
        .where(Card.meeting_id == meeting.id, Claim.round == round_number)
        .group_by(Card.ballot_class)
    )
    joined: dict[str, int] = {}
    for name, number in session.execute(query):
        voted = voting_class(meeting, name)
        joined[voted] = joined.get(voted, 0) + number
    return joined


def _read(message: Any) -> tuple[str, str, dict[int, str]]:
    try:
        secret = read_secret(message["card"])
        ballot_class, given = message["class"], message["blinded"]
        blinded = {int(number): value for number, value in given.items()}
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BadInput("claim_incomplete") from fault
    if not blinded or not isinstance(ballot_class, str):
        raise BadInput("claim_incomplete")
    if not all(isinstance(value, str) and HEX.fullmatch(value) for value in blinded.values()):
        raise BadInput("blinded_misspelt")
    return secret, ballot_class, blinded


def _card(session: Session, secret: str, ballot_class: str) -> tuple[Card, Meeting]:
    card = session.scalar(select(Card).where(Card.secret_hash == hash_of(secret)))
    if card is None:
        raise CardRefused("no_such_card")
    if card.state == CardState.VOID:
        raise CardRefused("card_is_void")
    meeting = session.get_one(Meeting, card.meeting_id)
    if voting_class(meeting, card.ballot_class) != ballot_class:
        raise CardRefused("wrong_class")
    if meeting.state not in WITH_CARDS:
        raise WrongState("joining_is_over")
    return card, meeting


def _known(session: Session, card_id: int) -> Mapping[int, Claim]:
    query = select(Claim).where(Claim.card_id == card_id)
    return {claimed.round: claimed for claimed in session.scalars(query)}


def _signed(
    house: House,
    meeting_id: int,
    ballot_class: str,
    card_id: int,
    blinded: Mapping[int, str],
    known: Mapping[int, Claim],
) -> list[dict[str, Any]]:
    """Sign what is not signed yet, before any transaction: a signature takes longer than the rest together."""
    rows = []
    for number, value in sorted(blinded.items()):  # one order for all, or PostgreSQL could see a deadlock
        key = house.keys.signing_key(meeting_id, number, ballot_class)
        if number in known or key is None:
            continue
        signature = sign_blinded(key, int(value, 16))
        rows.append({"card_id": card_id, "round": number, "blinded": value, "signature": f"{signature:0512x}"})
    return rows
