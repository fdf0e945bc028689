"""What a card may do at the kiosk now: asked before anything is filled in, so that nobody marks a ballot in vain.

Nothing is changed and nothing kept by asking. Who holds a secret may know how its card stands; 80 bits cannot be tried.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import BadInput, CardRefused, WrongState
from voting.meeting.acts import START_TABLET
from voting.meeting.house import House
from voting.meeting.seats.cards import hash_of, read_secret
from voting.meeting.session.rounds import current_round
from voting.states import CardState, MeetingState, RoundState
from voting.storage.registry import AgendaRound, Card, Claim, Meeting, Officer


def start_tablet(house: House, who: Officer, meeting_id: int) -> None:
    """Take down that a tablet was started for the attendees; raises NotAllowed, WrongState before cards and after."""
    with house.act(START_TABLET, who, meeting_id):
        pass


def card_class(session: Session, message: Any) -> str:
    """The class printed on a card that may vote at the kiosk in the round now open.

    `message` is {"card": secret, "k": fingerprint, "paper": whether a paper ballot is to be cast with it}.
    Raises CardRefused (unknown_card, other_meeting, void_card, for_paper, not_for_paper, on_phone, used),
    WrongState (not_open), BadInput.
    """
    secret, fingerprint, paper = _read(message)
    card = session.scalar(select(Card).where(Card.secret_hash == hash_of(secret)))
    if card is None:
        raise CardRefused("kiosk_no_such_card")
    meeting = session.get_one(Meeting, card.meeting_id)
    if meeting.fingerprint != fingerprint:
        raise CardRefused("other_meeting")
    if card.state == CardState.VOID:
        raise CardRefused("kiosk_card_is_void")
    _require_kind(card, paper)
    now = current_round(meeting)
    if meeting.state != MeetingState.IN_SESSION or now is None:
        raise WrongState("not_open")
    _require_unused(session, meeting, card, now)
    return card.ballot_class


def _read(message: Any) -> tuple[str, str, bool]:
    try:
        secret, fingerprint = read_secret(message["card"]), message["k"]
        paper = message.get("paper", False)
    except (KeyError, TypeError, AttributeError) as fault:
        raise BadInput("request_incomplete") from fault
    if not isinstance(fingerprint, str) or not isinstance(paper, bool):
        raise BadInput("request_incomplete")
    return secret, fingerprint, paper


def _require_kind(card: Card, paper: bool) -> None:
    if card.for_paper and not paper:
        raise CardRefused("for_paper")
    if paper and not card.for_paper:
        raise CardRefused("not_for_paper")


def _require_unused(session: Session, meeting: Meeting, card: Card, now: AgendaRound) -> None:
    """A phone claims every round at once, spares included; the kiosk claims the one that is open."""
    claimed = set(session.scalars(select(Claim.round).where(Claim.card_id == card.id)))
    waiting = {one.number for one in meeting.rounds if one.state == RoundState.WAITING}
    if claimed & waiting:
        raise CardRefused("on_phone")
    if now.number in claimed:
        raise CardRefused("used")
