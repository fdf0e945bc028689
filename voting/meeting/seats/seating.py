"""Seats as the two who re-issue a card see them: the card of each, whether it has joined, who has signed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import WrongState
from voting.meeting.audit import note
from voting.meeting.seats.cards import cards_of, current_card
from voting.storage.registry import Card, Claim, Meeting, Officer, PendingAct


def seats_shown(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """Every seat that has a card, in the order of the seats, with its present card and how many it has had.

    `state` is printed, handed_out or void; `joined` whether the card has claimed; `signed` role → name.
    """
    joined = _joined(session, meeting)
    signed = _signed(session, meeting)
    by_seat: dict[int, list[Card]] = defaultdict(list)
    for card in cards_of(session, meeting):
        by_seat[card.seat_id].append(card)
    shown = []
    for cards in by_seat.values():
        replaced = {card.replaces for card in cards}
        card = next(one for one in cards if one.id not in replaced)
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


def withdraw(session: Session, who: Officer, meeting: Meeting, seat_id: int) -> None:
    """Take back one's own signature for a new card, while it is the only one; after the second it is too late."""
    card = current_card(session, meeting, seat_id)
    mine = session.get(PendingAct, (meeting.id, "reissue", str(card.id), who.role))
    if mine is None:
        raise WrongState("您没有待对方签字的补发，不用撤回。如新票卡已经补发，旧票卡已作废。")
    session.delete(mine)
    note(session, who.name, "撤回补发签字", meeting.id, seat=card.seat.label)


def _joined(session: Session, meeting: Meeting) -> set[int]:
    query = select(Claim.card_id).join(Card).where(Card.meeting_id == meeting.id).distinct()
    return set(session.scalars(query))


def _signed(session: Session, meeting: Meeting) -> dict[str, dict[str, str]]:
    query = select(PendingAct).where(PendingAct.meeting_id == meeting.id, PendingAct.act == "reissue")
    signed: dict[str, dict[str, str]] = defaultdict(dict)
    for one in session.scalars(query):
        signed[one.subject][one.role] = one.officer
    return signed
