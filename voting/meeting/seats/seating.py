"""Seats as the two who re-issue a card see them: the card of each, whether it has joined, who has signed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import WrongState
from voting.meeting.acts import SIGN_REISSUE, WITHDRAW_REISSUE
from voting.meeting.house import House
from voting.meeting.seats.cards import cards_of, current_card, joined_cards
from voting.roles import Role
from voting.storage.registry import Card, Meeting, Officer, PendingAct


def seats_shown(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """Every seat that has a card, in the order of the seats, with its present card and how many it has had.

    `state` is printed, handed_out or void; `joined` whether the card has claimed; `signed` role → name.
    """
    joined = joined_cards(session, meeting)
    signed = _signed(session, meeting)
    by_seat: dict[int, list[Card]] = defaultdict(list)
    for card in cards_of(session, meeting):
        by_seat[card.seat_id].append(card)
    shown = []
    for cards in by_seat.values():
        replaced = {card.replaces for card in cards}
        card = next(held for held in cards if held.id not in replaced)
        shown.append(
            {
                "seat": card.seat_id,
                "card": card.id,
                "label": card.seat.label,
                "ballot_class": card.ballot_class,
                "state": card.state,
                "joined": card.id in joined,
                "reissued": len(cards) - 1,
                "signed": signed.get(str(card.id), {}),
            }
        )
    return shown


def withdraw_signature(house: House, who: Officer, meeting_id: int, seat_id: int) -> None:
    """Take back one's own signature for a new card, while it is the only one; after the second it is too late.

    Raises NotAllowed, NotFound, WrongState.
    """
    with house.act(WITHDRAW_REISSUE, who, meeting_id) as act:
        card = current_card(act.session, act.meeting, seat_id)
        mine = act.session.get(PendingAct, (meeting_id, SIGN_REISSUE.signed_as, str(card.id), who.role))
        if mine is None:
            raise WrongState("nothing_to_withdraw")
        act.session.delete(mine)
        act.log(seat=card.seat.label)


def _signed(session: Session, meeting: Meeting) -> dict[str, dict[Role, str]]:
    query = select(PendingAct).where(PendingAct.meeting_id == meeting.id, PendingAct.act == SIGN_REISSUE.signed_as)
    signed: dict[str, dict[Role, str]] = defaultdict(dict)
    for signature in session.scalars(query):
        signed[signature.subject][signature.role] = signature.officer
    return signed
